import { readFormat } from '../format.ts';
import type { FormatCode } from '../format.ts';
import { violation } from '../violation.ts';
import type { Reader } from '../reader.ts';
import type { Writer } from '../writer.ts';

/** What CopyInResponse and CopyOutResponse say of the data. */
export interface CopyLayout {
  /** 0: text or csv; 1: binary. */
  readonly format: FormatCode;
  /** All 0 when `format` is 0. */
  readonly columnFormats: readonly FormatCode[];
}

export function writeCopyLayout(writer: Writer, { format, columnFormats }: CopyLayout): void {
  writer.int8(format).uint16(columnFormats.length);
  for (const columnFormat of columnFormats) writer.int16(columnFormat);
}

export function readCopyLayout(reader: Reader): CopyLayout {
  const format = reader.int8();
  if (format !== 0 && format !== 1) throw violation('invalid message format');
  return { format, columnFormats: reader.list(2, readFormat) };
}
