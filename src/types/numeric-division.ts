import { GatewayError } from '../errors/gateway-error.ts';
import { SQLSTATE } from '../errors/sqlstate.ts';
import { powerOfTen, type FiniteDecimal } from './decimal.ts';

/** numeric.c and numeric.h: base-10000 digits, significant digits of a quotient at least, digits shown at most. */
const DEC_DIGITS = 4;
const NUMERIC_MIN_SIG_DIGITS = 16;
const NUMERIC_MAX_DISPLAY_SCALE = 1000;

/** 22012 */
export function divisionByZero(): GatewayError {
  return new GatewayError(SQLSTATE.divisionByZero, 'division by zero');
}

/** The first base-10000 digit that is not zero, and its exponent of 10000; both 0 for zero. */
function leading({ digits, scale }: FiniteDecimal): { readonly weight: number; readonly digit: number } {
  if (digits === 0n) return { weight: 0, digit: 0 };
  const text = (digits < 0n ? -digits : digits).toString();
  const exponent = text.length - 1 - scale;
  const weight = Math.floor(exponent / DEC_DIGITS);
  // As many decimal digits as stand in the group that holds the first one, zeros behind the last one included.
  const width = exponent - weight * DEC_DIGITS + 1;
  return { weight, digit: Number(text.slice(0, width).padEnd(width, '0')) };
}

/** Digits after the point that numeric's `/` computes and shows (select_div_scale). */
function divisionScale(dividend: FiniteDecimal, divisor: FiniteDecimal): number {
  const first = leading(dividend);
  const second = leading(divisor);
  const weight = first.weight - second.weight - (first.digit <= second.digit ? 1 : 0);
  const scale = Math.max(NUMERIC_MIN_SIG_DIGITS - weight * DEC_DIGITS, dividend.scale, divisor.scale, 0);
  return Math.min(scale, NUMERIC_MAX_DISPLAY_SCALE);
}

/** numeric's `/`: rounded half away from zero to divisionScale (div_var). 22012 for a zero divisor. */
export function divide(dividend: FiniteDecimal, divisor: FiniteDecimal): FiniteDecimal {
  if (divisor.digits === 0n) throw divisionByZero();
  const scale = divisionScale(dividend, divisor);
  const shift = scale + divisor.scale - dividend.scale;
  const positive = (value: bigint): bigint => (value < 0n ? -value : value);
  const numerator = positive(dividend.digits) * powerOfTen(Math.max(shift, 0));
  const denominator = positive(divisor.digits) * powerOfTen(Math.max(-shift, 0));
  const rounded = (2n * numerator + denominator) / (2n * denominator);
  const negative = dividend.digits < 0n !== divisor.digits < 0n;
  return { kind: 'finite', digits: negative ? -rounded : rounded, scale };
}
