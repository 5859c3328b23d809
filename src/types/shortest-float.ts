/**
 * Decimal text of binary floats as PostgreSQL prints it (manual 8.1.3): the shortest digits that read back as the same
 * value when extra_float_digits is 1 or more, else rounded to a number of digits like printf's %g.
 */

/** Significant digits and decimal exponent of d.ddd x 10^exponent. */
interface Significand {
  readonly digits: string;
  readonly exponent: number;
}

/** From JavaScript's exponential notation, `d.ddde+x`. */
function fromExponential(text: string): Significand {
  const mark = text.indexOf('e');
  return {
    digits: text.slice(0, mark).replace('.', ''),
    exponent: Number(text.slice(mark + 1)),
  };
}

/** `value` with `precision` significant digits, if single precision reads them back as the same. */
function singleWithDigits(value: number, precision: number): Significand | undefined {
  const text = value.toExponential(precision - 1);
  return Math.fround(Number(text)) === value ? fromExponential(text) : undefined;
}

/** Below this, singles are denormal and may be told by fewer than 6 digits. */
const SMALLEST_NORMAL_SINGLE = 2 ** -126;

/** Shortest digits that single precision reads back as `value` (positive, a float4). */
function shortestSingle(value: number): Significand {
  if (value < SMALLEST_NORMAL_SINGLE) {
    for (let precision = 1; precision < 6; precision += 1) {
      const found = singleWithDigits(value, precision);
      if (found) return found;
    }
  }
  // Decimals of up to 6 digits (FLT_DIG) are told apart by single precision, so that no shorter form than the one of 6
  // digits without its zeros can exist; 9 digits tell every single.
  const seven = singleWithDigits(value, 7);
  if (seven) return trimZeros(singleWithDigits(value, 6) ?? seven);
  return trimZeros(singleWithDigits(value, 8) ?? fromExponential(value.toExponential(8)));
}

/** Layout of %g: fixed notation for exponents from -4 up to below `fixedLimit`, else d.ddde+XX. */
function layOut({ digits, exponent }: Significand, fixedLimit: number): string {
  if (exponent < -4 || exponent >= fixedLimit) {
    const fraction = digits.length > 1 ? `.${digits.slice(1)}` : '';
    const magnitude = String(Math.abs(exponent)).padStart(2, '0');
    return `${digits.charAt(0)}${fraction}e${exponent < 0 ? '-' : '+'}${magnitude}`;
  }
  if (exponent < 0) return `0.${'0'.repeat(-exponent - 1)}${digits}`;
  const integerLength = exponent + 1;
  if (digits.length <= integerLength) return digits.padEnd(integerLength, '0');
  return `${digits.slice(0, integerLength)}.${digits.slice(integerLength)}`;
}

function trimZeros({ digits, exponent }: Significand): Significand {
  let end = digits.length;
  while (end > 1 && digits.charCodeAt(end - 1) === 0x30) end -= 1;
  return { digits: digits.slice(0, end), exponent };
}

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
  return formatFloat(value, extraFloatDigits, 15, (magnitude) => fromExponential(magnitude.toExponential()));
}

/** real's output function for a value of single precision. */
export function formatSingle(value: number, extraFloatDigits: number): string {
  return formatFloat(value, extraFloatDigits, 6, shortestSingle);
}
