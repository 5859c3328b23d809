import { DataRowWriter } from '../../src/protocol/index.ts';

/** DataRow messages in binary format of integers (int4), texts and NULLs. */
export function binaryRows(...rows: readonly (readonly (number | string | null)[])[]): Uint8Array {
  const writer = new DataRowWriter();
  for (const row of rows) {
    writer.beginRow(row.length);
    for (const value of row) {
      if (value === null) writer.null();
      else writer.bytes(typeof value === 'number' ? int4(value) : Buffer.from(value));
    }
    writer.endRow();
  }
  return writer.take();
}

function int4(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32BE(value);
  return bytes;
}
