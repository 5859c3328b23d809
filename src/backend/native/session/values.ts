import type { IrisValue } from '../../../types/iris-value.ts';
import type { ListItem } from '../driver/list.ts';

/** ODBCType codes that decide how a value is read (iris-sql.md 3.2). */
const BINARY = new Set([-2, -3, -4]);
const STREAMS = new Set([-1, -4]);
const INTEGERS = new Set([-7, -6, -5, 4, 5]);
const DOUBLES = new Set([6, 7, 8]);

/** The empty string of SQL as ObjectScript has it (iris-sql.md 6.4). */
export const EMPTY_STRING = '\0';

/** Whether values of the type are bytes rather than text. */
export function isBinary(odbcType: number): boolean {
  return BINARY.has(odbcType);
}

/** Whether values of the type are streams. */
export function isStream(odbcType: number): boolean {
  return STREAMS.has(odbcType);
}

/** Whether values of the type are IEEE doubles. */
export function isDouble(odbcType: number): boolean {
  return DOUBLES.has(odbcType);
}

/** A value that came as text, NULL and the empty string told apart before. */
export function valueOfText(text: string, odbcType: number): IrisValue {
  if (INTEGERS.has(odbcType)) return integer(text);
  return DOUBLES.has(odbcType) ? double(text) : text;
}

/** IRIS's text of a whole number. An expression of integer type may have a fraction all the same (iris-sql.md section 4). */
function integer(text: string): IrisValue {
  const number = Number(text);
  return Number.isSafeInteger(number) || !/^-?[0-9]+$/.test(text) ? number : BigInt(text);
}

/** $DOUBLE as text: digits, INF, -INF or NAN, in any case (ObjectScript reference, $DOUBLE). */
function double(text: string): number {
  switch (text.toUpperCase()) {
    case 'INF':
    case '+INF':
    case 'INFINITY':
      return Number.POSITIVE_INFINITY;
    case '-INF':
    case '-INFINITY':
      return Number.NEGATIVE_INFINITY;
    default:
      return Number(text);
  }
}

/** The bytes of a binary value; IRIS cannot tell its empty string from one zero byte. */
export function valueOfBytes(bytes: Uint8Array): Uint8Array {
  return bytes.length === 1 && bytes[0] === 0 ? new Uint8Array(0) : bytes;
}

/** An element of a row's $LIST: NULL is omitted or "", the empty string $CHAR(0) (iris-sql.md 6.4). */
export function valueOfItem(item: ListItem, odbcType: number): IrisValue {
  if (item === null) return null;
  if (typeof item === 'number' && isDouble(odbcType)) return item;
  if (item instanceof Uint8Array) {
    if (isBinary(odbcType)) return item.length === 0 ? null : valueOfBytes(item);
    return valueOfString(latin1(item), odbcType);
  }
  if (typeof item === 'string') return valueOfString(item, odbcType);
  return valueOfText(typeof item === 'object' ? item.decimal : String(item), odbcType);
}

/** A string of ObjectScript: "" is NULL there. */
function valueOfString(text: string, odbcType: number): IrisValue {
  if (text === '') return null;
  return text === EMPTY_STRING ? '' : valueOfText(text, odbcType);
}

function latin1({ buffer, byteOffset, byteLength }: Uint8Array): string {
  return Buffer.from(buffer, byteOffset, byteLength).toString('latin1');
}
