import { Buffer } from 'node:buffer';
import { Writer } from '../../protocol/index.ts';
import type { CopyRows } from './copy-rows.ts';
import { LineWriter } from './line-writer.ts';

/** Signature, flags and length of the extension (manual, COPY, Binary Format). */
const BINARY_HEADER = Buffer.from('PGCOPY\n\xff\r\n\0\0\0\0\0\0\0\0\0', 'latin1');
const BINARY_TRAILER = -1;

/** The CopyData message before the rows: the header line, or the binary header; null for none. */
export function copyHeader({ options, columns }: CopyRows): Uint8Array | null {
  if (options.format === 'binary') return new Writer().begin('d').bytes(BINARY_HEADER).finish().take();
  if (options.header === 'none') return null;
  const writer = new LineWriter({ options, columns });
  writer.header(columns);
  return writer.take();
}

/** The CopyData message behind the rows; null for none. */
export function copyTrailer({ options }: CopyRows): Uint8Array | null {
  return options.format === 'binary' ? new Writer().begin('d').int16(BINARY_TRAILER).finish().take() : null;
}
