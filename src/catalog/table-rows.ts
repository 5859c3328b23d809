import { Buffer } from 'node:buffer';
import { splitMessages } from '../protocol/backend/decode.ts';
import { Writer } from '../protocol/writer.ts';
import { quoteIdentifier } from './quote.ts';

/** Rows that a table of the shadow is to have while one query runs. */
export interface TableRows {
  readonly schema: string;
  readonly table: string;
  readonly columns: readonly string[];
  /** DataRow messages with all values in binary format. */
  readonly frames: readonly Uint8Array[];
  /** The query changes the table: each row has its %ID, as text, before `columns`. */
  readonly keyed: boolean;
}

/** Signature, flags and extension length of COPY's binary format (manual, COPY, Binary Format). */
const COPY_HEADER = Buffer.from('PGCOPY\n\xff\r\n\0\0\0\0\0\0\0\0\0', 'latin1');
const COPY_TRAILER = -1;

/**
 * The messages that lay the rows into their table. A tuple of COPY's binary format is byte for byte the body of a
 * DataRow message, so nothing is encoded again.
 */
export function copyIn({ schema, table, columns, frames }: Omit<TableRows, 'keyed'>): Uint8Array {
  const names = columns.map(quoteIdentifier).join(', ');
  const target = `${quoteIdentifier(schema)}.${quoteIdentifier(table)} (${names})`;
  const writer = new Writer();
  writer.begin('Q').cstring(`copy ${target} from stdin (format binary)`).finish();
  writer.begin('d').bytes(COPY_HEADER);
  for (const chunk of frames) for (const { body } of splitMessages(chunk)) writer.bytes(body);
  writer.int16(COPY_TRAILER).finish();
  writer.begin('c').finish();
  return writer.take();
}
