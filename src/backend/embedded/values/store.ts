import { IrisError } from '../../iris-session.ts';
import type { IrisValue } from '../../../types/iris-value.ts';
import { convertValue } from './convert.ts';
import { type Decimal, canonical, decimal, parseDecimal, powerOfTen, scaled } from './decimal.ts';
import { type Source, asBytes, asDecimal, asDouble, asText, asVector } from './readers.ts';
import { INTEGER_LIMIT, type SqlType, type SqliteValue } from './sql-type.ts';
import { vectorBytes } from './vector.ts';

/** The column a value goes to, for messages, and the SQLCODE of a refusal: -104 on INSERT, -105 on UPDATE. */
export interface StoreTarget {
  readonly type: SqlType;
  readonly table: string;
  readonly field: string;
  readonly sqlcode: -104 | -105;
}

/**
 * A value in the SQLite form of a column, validated as the column's datatype class does (iris-sql.md 3.1): numbers are
 * rounded to the scale, then ranges, lengths and forms are checked.
 *
 * @throws IrisError -104, -105; -146 and -147 for text that is no date or time
 */
export function storedValue(value: SqliteValue | IrisValue, from: Source, target: StoreTarget): SqliteValue {
  if (value === null) return null;
  const { type } = target;
  switch (type.kind) {
    case 'bit':
      return storedBit(value, from, target);
    case 'integer': {
      const number = scaled(storedNumber(value, from, target), 0);
      checkRange(number, INTEGER_LIMIT[type.name], value, from, target);
      return number;
    }
    case 'numeric': {
      const number = scaled(storedNumber(value, from, target), type.scale);
      checkRange(number, powerOfTen(type.precision) - 1n, value, from, target);
      return number;
    }
    case 'decimal': {
      const number = storedNumber(value, from, target);
      const limit = powerOfTen((type.precision ?? 37) - (type.scale ?? 0)) - 1n;
      checkRange(scaled(number, 0), limit, value, from, target);
      return convertValue(value, from, type);
    }
    case 'double': {
      const number = isText(value, from) && !isDoubleText(String(value)) ? Number.NaN : asDouble(value, from);
      if (Number.isNaN(number)) throw refused(value, from, target, 'is not a valid number');
      return number;
    }
    case 'text': {
      const text = asText(value, from, 'odbc');
      checkLength(text.length, type.length, value, from, target);
      return text;
    }
    case 'binary': {
      const bytes = asBytes(value, from);
      checkLength(bytes.length, type.length, value, from, target);
      return bytes;
    }
    case 'vector': {
      const vector = asVector(value, from, type.element, null);
      if (type.length !== null && vector.length !== type.length) {
        throw refused(
          'vector',
          { kind: 'input' },
          target,
          `length ${vector.length} differs from LEN ${type.length}`,
        );
      }
      return vectorBytes(vector);
    }
    case 'date': {
      const day = convertValue(value, from, type);
      if (typeof day === 'bigint' && day < BigInt(type.earliest)) {
        throw refused(value, from, target, `less than MINVAL allowed of ${type.earliest}`);
      }
      return day;
    }
    case 'guid': {
      const text = asText(value, from, 'odbc');
      if (!GUID.test(text)) throw refused(value, from, target, 'is not a valid GUID (ERROR #7212)');
      return text;
    }
    case 'null':
    case 'time':
    case 'timestamp':
    case 'stream':
      return convertValue(value, from, type);
  }
}

const GUID = /^[0-9A-Fa-f]{8}-(?:[0-9A-Fa-f]{4}-){3}[0-9A-Fa-f]{12}$/;

type Value = NonNullable<SqliteValue | IrisValue>;

function isText(value: Value, from: Source): boolean {
  return typeof value === 'string' && from.kind !== 'decimal';
}

function isDoubleText(text: string): boolean {
  return parseDecimal(text.trim()) !== null || /^\s*[+-]?inf(?:inity)?\s*$/i.test(text);
}

function storedBit(value: Value, from: Source, target: StoreTarget): SqliteValue {
  if (from.kind === 'bit') return value;
  const text = asText(value, from, 'logical');
  if (text !== '0' && text !== '1') throw refused(value, from, target, 'is not a valid boolean');
  return BigInt(text);
}

function storedNumber(value: Value, from: Source, target: StoreTarget): Decimal {
  if (isText(value, from)) {
    const number = parseDecimal(String(value).trim());
    if (number === null) throw refused(value, from, target, 'is not a valid number');
    return number;
  }
  if (typeof value === 'number' && !Number.isFinite(value)) {
    throw refused(value, from, target, 'is not a valid number');
  }
  return asDecimal(value, from);
}

function checkRange(number: bigint, limit: bigint, value: Value, from: Source, target: StoreTarget): void {
  if (number > limit)
    throw refused(value, from, target, `greater than MAXVAL allowed of ${limitText(limit, target)}`);
  if (number < -limit && !isIntegerMinimum(number, target)) {
    throw refused(value, from, target, `less than MINVAL allowed of ${limitText(-limit, target)}`);
  }
}

/** Limits of scaled integers as the numbers they stand for. */
function limitText(limit: bigint, { type }: StoreTarget): string {
  return type.kind === 'numeric' ? canonical(decimal(limit, -type.scale)) : String(limit);
}

/** The integer types go one further down than up. */
function isIntegerMinimum(number: bigint, { type }: StoreTarget): boolean {
  return type.kind === 'integer' && number === -INTEGER_LIMIT[type.name] - 1n;
}

function checkLength(
  length: number,
  limit: number | null,
  value: Value,
  from: Source,
  target: StoreTarget,
): void {
  if (limit !== null && length > limit) {
    throw refused(value, from, target, `length longer than MAXLEN allowed of ${limit}`);
  }
}

function refused(value: Value, from: Source, target: StoreTarget, why: string): IrisError {
  const shown = asText(value, from, 'odbc');
  const short = shown.length > 40 ? `${shown.slice(0, 40)}...` : shown;
  return new IrisError(
    target.sqlcode,
    `Table '${target.table}', Field '${target.field}' (value '${short}') failed validation; Datatype value '${short}' ${why}`,
  );
}

/** Whether every value of `from` is a value of the column as it is. */
export function storesUnchanged(from: SqlType, to: SqlType): boolean {
  switch (to.kind) {
    case 'bit':
      return from.kind === 'bit';
    case 'integer':
      return (
        from.kind === 'bit' || (from.kind === 'integer' && from.digits <= to.digits && narrower(from, to))
      );
    case 'numeric':
      return from.kind === 'numeric' && from.scale === to.scale && from.precision <= to.precision;
    case 'decimal':
      return (
        from.kind === 'decimal' &&
        from.scale === to.scale &&
        from.precision === to.precision &&
        to.scale !== null
      );
    case 'double':
      return from.kind === 'double';
    case 'text':
      return (
        from.kind === 'text' && (to.length === null || (from.length !== null && from.length <= to.length))
      );
    case 'binary':
      return (
        from.kind === 'binary' && (to.length === null || (from.length !== null && from.length <= to.length))
      );
    case 'date':
      return from.kind === 'date' && from.earliest >= to.earliest;
    case 'time':
      return from.kind === 'time' && from.precision <= to.precision;
    case 'timestamp':
      return from.kind === 'timestamp';
    case 'vector':
      return (
        from.kind === 'vector' &&
        from.element === to.element &&
        (to.length === null || to.length === from.length)
      );
    case 'guid':
      return from.kind === 'guid';
    case 'stream':
      return from.kind === 'stream' && from.binary === to.binary;
    case 'null':
      return false;
  }
}

function narrower(from: SqlType & { kind: 'integer' }, to: SqlType & { kind: 'integer' }): boolean {
  return from.name === to.name || INTEGER_LIMIT[from.name] <= INTEGER_LIMIT[to.name];
}
