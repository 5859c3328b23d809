import { isDigit } from '../characters.ts';
import { DateTimeProblem } from './problem.ts';

const MAX_INT = 2147483647;

/**
 * The digits of `text` from `at` on as a number and where they end; no digits are 0, as C's strtol reads them. More than
 * `limit` is an overflow.
 */
export function leadingInteger(text: string, at = 0, limit = MAX_INT): { value: number; end: number } {
  let end = at;
  while (isDigit(text.charCodeAt(end))) end += 1;
  const value = Number(text.slice(at, end));
  if (value > limit) throw new DateTimeProblem('overflow');
  return { value, end };
}

/** C's rint: to the nearest integer, halves to the even one. */
export function roundToEven(value: number): number {
  const floor = Math.floor(value);
  const rest = value - floor;
  if (rest < 0.5) return floor;
  if (rest > 0.5) return floor + 1;
  return floor % 2 === 0 ? floor : floor + 1;
}

/** Microseconds of `.25`; the text must be a point and digits to its end, a point alone is zero. */
export function fractionMicroseconds(text: string): number {
  if (!/^\.\d*$/.test(text)) throw new DateTimeProblem('format');
  return roundToEven(Number(`0${text}`) * 1000000);
}

/** Half away from zero to `precision` digits of a second, by the sign of the value (AdjustTimestampForTypmod). */
export function roundMicroseconds(value: bigint, precision: number): bigint {
  if (precision >= 6) return value;
  const scale = 10n ** BigInt(6 - precision);
  const half = scale / 2n;
  return value >= 0n ? ((value + half) / scale) * scale : -(((-value + half) / scale) * scale);
}
