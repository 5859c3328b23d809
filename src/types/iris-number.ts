import type { IrisValue } from './iris-value.ts';
import { decodeUtf8 } from './utf8.ts';
import { isFinite, parseDecimal, roundToInteger, type Decimal } from './decimal.ts';
import { typeOutOfRange, unexpectedIrisValue } from './input-error.ts';

/**
 * A number of IRIS, whatever column it came from, exactly. IRIS's canonical text leaves the leading zero out (`.5`) and
 * may carry an exponent (`1E20`) (iris-sql.md 5.1).
 */
export function irisDecimal(value: NonNullable<IrisValue>, type: string): Decimal {
  if (typeof value === 'bigint') return { kind: 'finite', digits: value, scale: 0 };
  if (typeof value === 'number' || typeof value === 'string') return parseDecimal(String(value), type);
  throw unexpectedIrisValue(type, value);
}

/**
 * An integer of IRIS within a PostgreSQL type's limits; fractions are rounded half away from zero as PostgreSQL's casts
 * do. 22003 outside the limits.
 */
export function irisInteger(
  value: NonNullable<IrisValue>,
  type: string,
  minimum: bigint,
  maximum: bigint,
): bigint {
  const decimal = irisDecimal(value, type);
  if (!isFinite(decimal)) throw typeOutOfRange(type);
  const integer = roundToInteger(decimal);
  if (integer < minimum || integer > maximum) throw typeOutOfRange(type);
  return integer;
}

/** irisInteger for types whose values are numbers. */
export function irisNumber(
  value: NonNullable<IrisValue>,
  type: string,
  minimum: number,
  maximum: number,
): number {
  if (typeof value === 'number' && Number.isInteger(value) && value >= minimum && value <= maximum)
    return value;
  return Number(irisInteger(value, type, BigInt(minimum), BigInt(maximum)));
}

/** The text of any IRIS value, as VARCHAR would show it. */
export function irisText(value: NonNullable<IrisValue>): string {
  if (typeof value === 'string') return value;
  if (value instanceof Uint8Array) return decodeUtf8(value);
  return String(value);
}
