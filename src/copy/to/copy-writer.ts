import { DataRowWriter, type RowWriter } from '../../protocol/index.ts';
import type { CopyRows } from './copy-rows.ts';
import { LineWriter } from './line-writer.ts';

/**
 * What writes the rows of COPY TO as CopyData messages. A tuple of the binary format is byte for byte the body of a
 * DataRow message (manual, COPY, Binary Format, and 55.7).
 */
export function copyWriter(rows: CopyRows): RowWriter {
  return rows.options.format === 'binary' ? new DataRowWriter('d') : new LineWriter(rows);
}
