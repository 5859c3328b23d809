import type { BackendKind } from './kind.ts';

/** Answer to Describe of a statement: its parameters' types. */
export interface ParameterDescription {
  readonly type: 'ParameterDescription';
  readonly parameterTypes: readonly number[];
}

export const parameterDescription: BackendKind<ParameterDescription> = {
  letter: 't',
  encode(writer, { parameterTypes }) {
    writer.uint16(parameterTypes.length);
    for (const oid of parameterTypes) writer.uint32(oid);
  },
  decode: (reader) => ({
    type: 'ParameterDescription',
    parameterTypes: reader.list(4, (types) => types.uint32()),
  }),
};
