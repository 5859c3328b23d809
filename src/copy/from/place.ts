import { Buffer } from 'node:buffer';
import type { GatewayError } from '../../errors/gateway-error.ts';
import { decodeUtf8, validUtf8Prefix } from '../../types/utf8.ts';

/** MAX_COPY_DATA_DISPLAY: bytes of data that an error shows. */
const SHOWN_BYTES = 100;

/** Where in the data something went wrong: the CONTEXT of an error (copyfrom.c, CopyFromErrorCallback). */
export interface Place {
  readonly table: string;
  readonly line: number;
  /** The line as it came; undefined when it is not there. */
  readonly text?: string | undefined;
  /** The column that was read. */
  readonly column?: string | undefined;
  /** The column's value; null for NULL. Undefined where there is no text of it: the binary format. */
  readonly value?: string | null | undefined;
}

/** `COPY t, line 3, column a: "x"` */
export function placeText({ table, line, text, column, value }: Place): string {
  const start = `COPY ${table}, line ${line}`;
  if (column === undefined) return text === undefined ? start : `${start}: "${shown(text)}"`;
  if (value === undefined) return `${start}, column ${column}`;
  return `${start}, column ${column}: ${value === null ? 'null input' : `"${shown(value)}"`}`;
}

/** The error with a place around what it tells of itself (the innermost comes first). */
export function atPlace(error: GatewayError, place: Place): GatewayError {
  const { where } = error.fields;
  const outer = placeText(place);
  return error.with({ where: where === undefined ? outer : `${where}\n${outer}` });
}

/** The beginning of long text, cut between characters. */
export function shown(text: string): string {
  if (text.length <= SHOWN_BYTES / 4) return text;
  const bytes = Buffer.from(text);
  if (bytes.length <= SHOWN_BYTES) return text;
  const start = bytes.subarray(0, SHOWN_BYTES);
  return `${decodeUtf8(start.subarray(0, validUtf8Prefix(start)))}...`;
}
