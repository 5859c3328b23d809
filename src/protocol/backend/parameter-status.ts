import type { BackendKind } from './kind.ts';

/** The value of a setting that clients follow, at the start and at every change. */
export interface ParameterStatus {
  readonly type: 'ParameterStatus';
  readonly name: string;
  readonly value: string;
}

export const parameterStatus: BackendKind<ParameterStatus> = {
  letter: 'S',
  encode(writer, { name, value }) {
    writer.cstring(name).cstring(value);
  },
  decode: (reader) => ({
    type: 'ParameterStatus',
    name: reader.cstring(),
    value: reader.cstring(),
  }),
};
