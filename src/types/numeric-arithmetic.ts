import { powerOfTen, rescale, type FiniteDecimal } from './decimal.ts';
import { divisionByZero } from './numeric-division.ts';

/** numeric's exact operations with the digits PostgreSQL shows of their results (numeric.c); `/` has a file of its own. */

function finite(digits: bigint, scale: number): FiniteDecimal {
  return { kind: 'finite', digits, scale };
}

/** add_var shows the larger scale. */
export function add(left: FiniteDecimal, right: FiniteDecimal): FiniteDecimal {
  const scale = Math.max(left.scale, right.scale);
  return finite(rescale(left, scale).digits + rescale(right, scale).digits, scale);
}

/** sub_var shows the larger scale. */
export function subtract(left: FiniteDecimal, right: FiniteDecimal): FiniteDecimal {
  return add(left, negate(right));
}

/** numeric_mul shows the sum of the scales. */
export function multiply(left: FiniteDecimal, right: FiniteDecimal): FiniteDecimal {
  return finite(left.digits * right.digits, left.scale + right.scale);
}

/** mod_var: the remainder of the quotient cut to an integer, with the dividend's sign. 22012 for a zero divisor. */
export function remainder(left: FiniteDecimal, right: FiniteDecimal): FiniteDecimal {
  if (right.digits === 0n) throw divisionByZero();
  const scale = Math.max(left.scale, right.scale);
  return finite(rescale(left, scale).digits % rescale(right, scale).digits, scale);
}

export function negate(value: FiniteDecimal): FiniteDecimal {
  return finite(-value.digits, value.scale);
}

export function absolute(value: FiniteDecimal): FiniteDecimal {
  return value.digits < 0n ? negate(value) : value;
}

/** round(value, places), halves away from zero; negative places round to tens, hundreds ... */
export function roundTo(value: FiniteDecimal, places: number): FiniteDecimal {
  if (places >= 0) return rescale(value, places);
  const units = rescale({ ...value, scale: value.scale - places }, 0);
  return finite(units.digits * powerOfTen(-places), 0);
}

/** trunc(value, places) */
export function truncateTo(value: FiniteDecimal, places: number): FiniteDecimal {
  const drop = value.scale - places;
  const digits = drop > 0 ? value.digits / powerOfTen(drop) : value.digits * powerOfTen(-drop);
  return places >= 0 ? finite(digits, places) : finite(digits * powerOfTen(-places), 0);
}

export function floor(value: FiniteDecimal): FiniteDecimal {
  const whole = truncateTo(value, 0);
  return value.digits < 0n && compare(whole, value) !== 0 ? finite(whole.digits - 1n, 0) : whole;
}

export function ceiling(value: FiniteDecimal): FiniteDecimal {
  return negate(floor(negate(value)));
}

/** Below, at or above 0 as the numbers are ordered; the scales do not matter. */
export function compare(left: FiniteDecimal, right: FiniteDecimal): number {
  const difference = subtract(left, right).digits;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}
