import type { BackendKind } from './kind.ts';

/** A piece of COPY data; PostgreSQL sends one row each. */
export interface CopyData {
  readonly type: 'CopyData';
  readonly data: Uint8Array;
}

export const copyData: BackendKind<CopyData> = {
  letter: 'd',
  encode: (writer, { data }) => {
    writer.bytes(data);
  },
  decode: (reader) => ({ type: 'CopyData', data: reader.rest() }),
};
