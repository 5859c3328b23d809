import { type Collation, EXACT } from './collation.ts';
import type { VectorElement } from './vector.ts';

/**
 * The type of an expression or column, and with it how SQLite holds its values:
 *
 * | kind | SQLite |
 * | --- | --- |
 * | bit, integer | INTEGER |
 * | numeric | INTEGER: the number times 10^scale (precision <= 18; 19 for sums) |
 * | decimal | TEXT: values/decimal-key.ts |
 * | double | REAL |
 * | text, guid, character stream | TEXT |
 * | date | INTEGER: days since 1840-12-31 |
 * | time | INTEGER: microseconds of the day |
 * | timestamp | INTEGER: microseconds since 1970-01-01 |
 * | binary, vector, binary stream | BLOB |
 */
export type SqlType =
  | { readonly kind: 'null' }
  | { readonly kind: 'bit' }
  | { readonly kind: 'integer'; readonly name: IntegerName; readonly digits: number }
  | { readonly kind: 'numeric'; readonly precision: number; readonly scale: number }
  | { readonly kind: 'decimal'; readonly precision: number | null; readonly scale: number | null }
  | { readonly kind: 'double' }
  | { readonly kind: 'text'; readonly length: number | null; readonly collation: Collation }
  | { readonly kind: 'guid' }
  | { readonly kind: 'date'; readonly earliest: number }
  | { readonly kind: 'time'; readonly precision: number }
  | { readonly kind: 'timestamp'; readonly precision: number; readonly posix: boolean }
  | { readonly kind: 'binary'; readonly length: number | null }
  | { readonly kind: 'vector'; readonly element: VectorElement; readonly length: number | null }
  | { readonly kind: 'stream'; readonly binary: boolean };

export type IntegerName = 'TINYINT' | 'SMALLINT' | 'INTEGER' | 'BIGINT';
export type SqlKind = SqlType['kind'];

/** What SQLite takes and gives. */
export type SqliteValue = null | string | number | bigint | Uint8Array;

export const NULL_TYPE: SqlType = { kind: 'null' };
export const BIT: SqlType = { kind: 'bit' };
export const INTEGER: SqlType = { kind: 'integer', name: 'INTEGER', digits: 10 };
export const BIGINT: SqlType = { kind: 'integer', name: 'BIGINT', digits: 19 };
export const DECIMAL: SqlType = { kind: 'decimal', precision: null, scale: null };
export const DOUBLE: SqlType = { kind: 'double' };
export const TEXT: SqlType & { readonly kind: 'text' } = { kind: 'text', length: null, collation: EXACT };
export const DATE: SqlType = { kind: 'date', earliest: 0 };
export const TIME: SqlType = { kind: 'time', precision: 0 };
export const TIMESTAMP: SqlType = { kind: 'timestamp', precision: 6, posix: true };
export const BINARY: SqlType = { kind: 'binary', length: null };

/** Digits that a 64-bit integer always holds: within them SQLite's own operators cannot overflow. */
export const SAFE_DIGITS = 18;

/** Largest values of the integer types (%TinyInt ... %BigInt). */
export const INTEGER_LIMIT: Readonly<Record<IntegerName, bigint>> = {
  TINYINT: 127n,
  SMALLINT: 32_767n,
  INTEGER: 2_147_483_647n,
  BIGINT: 9_223_372_036_854_775_807n,
};

/** Numbers without binary fraction: bit, integer, numeric, decimal. */
export function isExact(type: SqlType): boolean {
  return type.kind === 'bit' || type.kind === 'integer' || type.kind === 'numeric' || type.kind === 'decimal';
}

export function isNumber(type: SqlType): boolean {
  return isExact(type) || type.kind === 'double';
}

export function isTemporal(type: SqlType): boolean {
  return type.kind === 'date' || type.kind === 'time' || type.kind === 'timestamp';
}

/** Exact numbers held as scaled integers: their scale and greatest number of digits; null for others. */
export function fixedPoint(type: SqlType): { readonly digits: number; readonly scale: number } | null {
  switch (type.kind) {
    case 'bit':
      return { digits: 1, scale: 0 };
    case 'integer':
      return { digits: type.digits, scale: 0 };
    case 'numeric':
      return { digits: type.precision, scale: type.scale };
    default:
      return null;
  }
}

/** The type of exact numbers with so many digits; beyond the safe ones a scaled value becomes a decimal. */
export function exactType(digits: number, scale: number): SqlType {
  if (scale === 0) return { kind: 'integer', name: 'BIGINT', digits: Math.min(digits, 19) };
  if (digits <= SAFE_DIGITS) return { kind: 'numeric', precision: digits, scale };
  return { kind: 'decimal', precision: null, scale: null };
}

/** SQLite's column type in a STRICT table. */
export function storageClass(type: SqlType): 'INTEGER' | 'REAL' | 'TEXT' | 'BLOB' {
  switch (type.kind) {
    case 'bit':
    case 'integer':
    case 'numeric':
    case 'date':
    case 'time':
    case 'timestamp':
      return 'INTEGER';
    case 'double':
      return 'REAL';
    case 'binary':
    case 'vector':
      return 'BLOB';
    case 'stream':
      return type.binary ? 'BLOB' : 'TEXT';
    case 'null':
    case 'decimal':
    case 'text':
    case 'guid':
      return 'TEXT';
  }
}

/** ODBCType of result columns with precision and scale (iris-sql.md 3.2). */
export function odbcOf(type: SqlType): {
  readonly odbcType: number;
  readonly precision: number;
  readonly scale: number;
} {
  const of = (odbcType: number, precision: number, scale = 0) => ({ odbcType, precision, scale });
  switch (type.kind) {
    case 'bit':
      return of(-7, 1);
    case 'integer':
      return INTEGER_ODBC[type.name];
    case 'numeric':
      return of(2, type.precision, type.scale);
    case 'decimal':
      return of(2, type.precision ?? 18, type.scale ?? 9);
    case 'double':
      return of(8, 20, 16);
    case 'null':
    case 'text':
      return of(12, type.kind === 'text' ? (type.length ?? 4096) : 4096);
    case 'guid':
      return of(-11, 36);
    case 'date':
      return of(9, 10);
    case 'time':
      return of(10, 8, type.precision);
    case 'timestamp':
      return of(11, 19 + (type.precision > 0 ? type.precision + 1 : 0), type.precision);
    case 'binary':
      return of(-3, type.length ?? 4096);
    case 'vector':
      return of(12, 4096);
    case 'stream':
      return of(type.binary ? -4 : -1, 2_147_483_647);
  }
}

const INTEGER_ODBC = {
  TINYINT: { odbcType: -6, precision: 3, scale: 0 },
  SMALLINT: { odbcType: 5, precision: 5, scale: 0 },
  INTEGER: { odbcType: 4, precision: 10, scale: 0 },
  BIGINT: { odbcType: -5, precision: 19, scale: 0 },
} as const;

/** Whether two types hold the same value in the same form. */
export function sameForm(a: SqlType, b: SqlType): boolean {
  const x = fixedPoint(a);
  const y = fixedPoint(b);
  if (x !== null || y !== null) return x?.scale === y?.scale && x !== null && y !== null;
  const form = (type: SqlType) =>
    type.kind === 'guid' || (type.kind === 'stream' && !type.binary)
      ? 'text'
      : type.kind === 'stream'
        ? 'binary'
        : type.kind;
  return form(a) === form(b);
}
