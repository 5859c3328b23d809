import type { BackendKind } from './kind.ts';

/** The result of a FunctionCall. */
export interface FunctionCallResponse {
  readonly type: 'FunctionCallResponse';
  readonly value: Uint8Array | null;
}

export const functionCallResponse: BackendKind<FunctionCallResponse> = {
  letter: 'V',
  encode(writer, { value }) {
    writer.value(value);
  },
  decode: (reader) => ({ type: 'FunctionCallResponse', value: reader.value() }),
};
