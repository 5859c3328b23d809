import { IrisError } from '../../iris-session.ts';
import type { IrisValue } from '../../../types/iris-value.ts';
import {
  EPOCH_DAY,
  formatDate,
  formatTime,
  formatTimestamp,
  joinTimestamp,
  splitTimestamp,
} from './calendar.ts';
import { checkDay, dateOf, timeOf, timestampOf } from './calendar-input.ts';
import { decodeDecimal, keyText } from './decimal-key.ts';
import {
  type Decimal,
  ZERO,
  canonical,
  decimal,
  fromNumber,
  numberOf,
  scaledDown,
  toNumber,
} from './decimal.ts';
import type { SqlType, SqliteValue } from './sql-type.ts';
import { formatVector, parseVector, vectorView, type VectorElement } from './vector.ts';

/** Where a value comes from: a typed expression in its SQLite form, or a parameter or literal as the client gave it. */
export type Source = SqlType | { readonly kind: 'input' };
export const INPUT: Source = { kind: 'input' };

/** The values of this module are not null: callers pass NULL on. */
type Value = NonNullable<SqliteValue | IrisValue>;

/** ODBC text of a double, as IRIS prints $DOUBLE: no leading zero. */
function doubleText(value: number): string {
  return Number.isFinite(value) ? canonical(fromNumber(value)) : value > 0 ? 'INF' : '-INF';
}

/**
 * The value as text. In `logical` form dates are day numbers, as string functions see them whatever the select mode;
 * in `odbc` form they are dates, as CAST and results show them (iris-sql.md 6.3).
 */
export function asText(value: Value, from: Source, form: 'odbc' | 'logical'): string {
  switch (from.kind) {
    case 'numeric':
      return canonical(decimal(BigInt(value as number | bigint), -from.scale));
    case 'decimal':
      return keyText(value as string);
    case 'date':
      return form === 'odbc' ? formatDate(Number(value)) : String(value);
    case 'time':
      return form === 'odbc'
        ? formatTime(Number(value))
        : canonical(decimal(BigInt(value as number | bigint), -6));
    case 'timestamp':
      return formatTimestamp(BigInt(value as number | bigint));
    case 'vector':
      return formatVector(vectorView(value as Uint8Array), from.element);
    default:
      if (typeof value === 'string') return value;
      if (typeof value === 'number') return doubleText(value);
      if (value instanceof Uint8Array) return latin1(value);
      return value.toString();
  }
}

/** The number of a value; that of text is its numeric prefix, 0 without one ('' too, iris-sql.md 6.4). */
export function asDecimal(value: Value, from: Source): Decimal {
  switch (from.kind) {
    case 'numeric':
      return decimal(BigInt(value as number | bigint), -from.scale);
    case 'decimal':
      return decodeDecimal(value as string);
    case 'time':
      return decimal(BigInt(value as number | bigint), -6);
    default:
      if (typeof value === 'string') return numberOf(value);
      if (typeof value === 'bigint') return decimal(value);
      if (typeof value === 'number') return fromNumber(value);
      return numberOf(latin1(value));
  }
}

export function asDouble(value: Value, from: Source): number {
  if (typeof value === 'number') return value;
  if (from.kind !== 'numeric' && typeof value === 'bigint') return Number(value);
  if (from.kind !== 'decimal' && typeof value === 'string') {
    const word = /^\s*([+-]?)inf(?:inity)?\s*$/i.exec(value);
    if (word) return word[1] === '-' ? -Infinity : Infinity;
    const direct = value.trim() === '' ? 0 : Number(value);
    if (!Number.isNaN(direct)) return direct;
  }
  return toNumber(asDecimal(value, from));
}

/** Cut off towards zero. @throws IrisError -400 beyond 64 bits */
export function asInteger(value: Value, from: Source): bigint {
  if (typeof value === 'bigint' && from.kind !== 'numeric') return value;
  if (typeof value === 'number' && !Number.isFinite(value)) throw new IrisError(-400, '<MAXNUMBER>');
  const integer =
    typeof value === 'number' ? BigInt(Math.trunc(value)) : scaledDown(asDecimal(value, from), 0);
  if (BigInt.asIntN(64, integer) !== integer) throw new IrisError(-400, '<MAXNUMBER>');
  return integer;
}

/** 'true' in any case and non-zero numbers are 1, everything else 0 (iris-sql.md 4, ::bool). */
export function asBit(value: Value, from: Source): bigint {
  if (from.kind === 'text' || (from.kind === 'input' && typeof value === 'string')) {
    if ((value as string).trim().toLowerCase() === 'true') return 1n;
  }
  if (typeof value === 'number') return value === 0 ? 0n : 1n;
  return asDecimal(value, from).mantissa === ZERO.mantissa ? 0n : 1n;
}

/** IRIS day number. @throws IrisError -146 */
export function asDay(value: Value, from: Source): number {
  if (from.kind === 'timestamp') return splitTimestamp(BigInt(value as number | bigint)).day;
  if (from.kind !== 'decimal' && typeof value === 'string') return dateOf(value);
  return checkDay(Number(asInteger(value, from)));
}

/** Microseconds of the day. @throws IrisError -147 */
export function asTime(value: Value, from: Source): number {
  if (from.kind === 'timestamp') return splitTimestamp(BigInt(value as number | bigint)).time;
  if (from.kind === 'time') return Number(value);
  if (from.kind !== 'decimal' && typeof value === 'string') return timeOf(value);
  return Math.trunc(asDouble(value, from) * 1_000_000);
}

/** Microseconds since 1970. @throws IrisError -146, -147 */
export function asTimestamp(value: Value, from: Source): bigint {
  if (from.kind === 'timestamp') return BigInt(value as number | bigint);
  if (from.kind === 'time') return joinTimestamp(EPOCH_DAY, Number(value));
  if (from.kind !== 'decimal' && typeof value === 'string') return timestampOf(value);
  return joinTimestamp(Number(asInteger(value, from)), 0);
}

/** Characters of text are the bytes of %Binary: one byte each. @throws IrisError -104 beyond U+00FF */
export function asBytes(value: Value, from: Source): Uint8Array {
  if (value instanceof Uint8Array && from.kind !== 'vector') return value;
  const text = asText(value, from, 'odbc');
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i += 1) {
    const code = text.charCodeAt(i);
    if (code > 255) throw new IrisError(-104, `Datatype value is not a valid binary value`);
    bytes[i] = code;
  }
  return bytes;
}

export function asVector(
  value: Value,
  from: Source,
  element: VectorElement,
  length: number | null,
): Float64Array {
  if (from.kind !== 'vector') return parseVector(asText(value, from, 'odbc'), element, length);
  const view = vectorView(value as Uint8Array);
  if (length === null || view.length === length) return view;
  const resized = new Float64Array(length);
  resized.set(view.subarray(0, length));
  return resized;
}

function latin1(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
}
