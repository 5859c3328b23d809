import { canonical, parseDecimal } from '../../../../src/backend/embedded/values/decimal.ts';
import type { IrisColumn } from '../../../../src/backend/iris-session.ts';
import type { IrisValue } from '../../../../src/types/iris-value.ts';
import { isInstance, type ObjectValue } from './object-value.ts';
import { thrown } from './thrown.ts';

/** What stands for SQL's empty string in ObjectScript, where "" is NULL (iris-sql.md 6.4). */
const EMPTY = '\0';

/** ODBC type codes (iris-sql.md 3.2). */
const NUMERIC = 2;
const DECIMAL = 3;
const DOUBLE = 8;
const LONGVARCHAR = -1;
const LONGVARBINARY = -4;

const INT64_LIMIT = 2n ** 63n;

export function isStream({ odbcType }: IrisColumn): boolean {
  return odbcType === LONGVARCHAR || odbcType === LONGVARBINARY;
}

export function isBinaryStream({ odbcType }: IrisColumn): boolean {
  return odbcType === LONGVARBINARY;
}

/** An argument of %Execute for the engine. */
export function argumentOf(value: ObjectValue): IrisValue {
  if (typeof value === 'number') return value;
  if (typeof value === 'string') {
    if (value === '') return null;
    return value === EMPTY ? '' : value;
  }
  if (typeof value === 'bigint') {
    const number = Number(value);
    return Number.isSafeInteger(number) ? number : value;
  }
  if (isInstance(value)) throw thrown('<ILLEGAL VALUE>', 'an object is no argument of a statement');
  return canonical(value);
}

/** A value of a row in ObjectScript; of a stream its contents. */
export function objectValueOf(value: IrisValue, { odbcType }: IrisColumn): ObjectValue {
  if (value === null) return '';
  if (typeof value === 'bigint') return value;
  if (typeof value === 'number') {
    return odbcType === DOUBLE || !Number.isInteger(value) ? value : BigInt(value);
  }
  if (typeof value === 'string') {
    if (odbcType === NUMERIC || odbcType === DECIMAL) return numberOf(value);
    return value || EMPTY;
  }
  return Buffer.from(value.buffer, value.byteOffset, value.length).toString('latin1') || EMPTY;
}

/** A number of ObjectScript where it has the digits for it, else its text. */
function numberOf(text: string): ObjectValue {
  const number = parseDecimal(text);
  if (number === null || number.exponent < -128 || number.exponent > 127) return text;
  const { mantissa } = number;
  if (mantissa >= INT64_LIMIT || mantissa < -INT64_LIMIT) return text;
  return number.exponent === 0 ? mantissa : number;
}
