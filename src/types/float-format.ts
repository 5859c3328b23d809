import { shortestDouble } from './shortest-double.ts';
import { quickSingle, shortestSingle } from './shortest-single.ts';
import { fromExponential, layOut, trimZeros, type Significand } from './significand.ts';

/*
 * Decimal text of binary floats as PostgreSQL prints it (manual 8.1.3): the shortest digits that read back as the same
 * value when extra_float_digits is 1 or more, else rounded to a number of digits like printf's %g.
 */

/** `value` (positive) rounded to `precision` significant digits; ties go to the even digit as in C's printf. */
function rounded(value: number, precision: number): Significand {
  const result = fromExponential(value.toExponential(precision - 1));
  // toExponential rounds ties up. A tie shows as ...5 with nothing behind it at one more digit, exactly.
  const longer = fromExponential(value.toExponential(Math.min(100, precision + 60)));
  const tail = longer.digits.slice(precision);
  if (!/^50*$/.test(tail)) return result;
  const kept = longer.digits.slice(0, precision);
  return Number(kept.charAt(precision - 1)) % 2 === 0 ? { digits: kept, exponent: longer.exponent } : result;
}

function formatFloat(
  value: number,
  extraDigits: number,
  baseDigits: number,
  shortest: (value: number) => Significand,
): string {
  if (Number.isNaN(value)) return 'NaN';
  if (value === Number.POSITIVE_INFINITY) return 'Infinity';
  if (value === Number.NEGATIVE_INFINITY) return '-Infinity';
  const sign = value < 0 || Object.is(value, -0) ? '-' : '';
  if (value === 0) return `${sign}0`;
  const magnitude = Math.abs(value);
  if (extraDigits > 0) return sign + layOut(shortest(magnitude), baseDigits);
  const precision = Math.max(1, baseDigits + extraDigits);
  return sign + layOut(trimZeros(rounded(magnitude, precision)), precision);
}

/** double precision's output function; `extraFloatDigits` is the setting. */
export function formatDouble(value: number, extraFloatDigits: number): string {
  // Whole numbers of few digits look the same in JavaScript: the common case needs no digit work.
  if (extraFloatDigits > 0 && Number.isInteger(value) && Math.abs(value) < 1e15 && !Object.is(value, -0)) {
    return String(value);
  }
  return formatFloat(value, extraFloatDigits, 15, shortestDouble);
}

/** real's output function for a value of single precision. */
export function formatSingle(value: number, extraFloatDigits: number): string {
  const magnitude = Math.abs(value);
  if (extraFloatDigits > 0 && magnitude >= 1e-4 && magnitude < 1e6) {
    const text = quickSingle(magnitude);
    if (text !== undefined) return value < 0 ? `-${text}` : text;
  }
  return formatFloat(value, extraFloatDigits, 6, shortestSingle);
}
