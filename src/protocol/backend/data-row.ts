import type { BackendKind } from './kind.ts';

/** One row. Rows of user data are built by DataRowWriter instead, off the main thread. */
export interface DataRow {
  readonly type: 'DataRow';
  /** Each in its column's format; null is SQL NULL. */
  readonly values: readonly (Uint8Array | null)[];
}

export const dataRow: BackendKind<DataRow> = {
  letter: 'D',
  encode(writer, { values }) {
    writer.uint16(values.length);
    for (const value of values) writer.value(value);
  },
  decode: (reader) => ({ type: 'DataRow', values: reader.list(4, (row) => row.value()) }),
};
