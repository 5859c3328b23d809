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

const singles = new Float32Array(1);
const singleBits = new Uint32Array(singles.buffer);

/** Middle between `value` (positive, a float4) and the single next to it in the given direction. */
function singleBoundary(value: number, step: 1 | -1): number {
  singles[0] = value;
  singleBits[0] = (singleBits[0] ?? 0) + step;
  const next = singles[0] ?? 0;
  // The largest single has no finite neighbour; the step to it would be as long as the one before.
  return Number.isFinite(next) ? (value + next) / 2 : value + (value - singleBoundary(value, -1));
}

/**
 * `value` with `precision` significant digits, if they lie strictly between the middles to its neighbours: PostgreSQL
 * does not accept the middles themselves. Ties of the rounding go to the even digit, and what falls below the lower
 * middle (closer at powers of two) is one unit more.
 */
function singleWithDigits(value: number, precision: number): Significand | undefined {
  let text = value.toExponential(precision - 1);
  const longer = value.toExponential(precision);
  if (longer.charAt(longer.indexOf('e') - 1) === '5' && Number(longer) === value) text = evenDigits(text);
  const lower = singleBoundary(value, -1);
  if (Number(text) <= lower) text = addUnit(text, 1);
  const read = Number(text);
  return read > lower && read < singleBoundary(value, 1) ? fromExponential(text) : undefined;
}

/** A tie that was rounded up, rounded to the even digit. */
function evenDigits(text: string): string {
  const last = text.charCodeAt(text.indexOf('e') - 1) - 0x30;
  return last % 2 === 0 ? text : addUnit(text, -1);
}

/** `d.ddde+x` with the last digit counted up or down by one. */
function addUnit(text: string, unit: 1 | -1): string {
  const { digits, exponent } = fromExponential(text);
  const scaled = Number(`${Number(digits) + unit}e${exponent - digits.length + 1}`);
  return scaled.toExponential(digits.length - 1);
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

/** Integers from here on have doubles farther apart than 1; the middles between them are integers too. */
const FIRST_EVEN_DOUBLE = 2 ** 53;
/** A middle between two doubles above this has more than 17 digits: 54 bits hold no higher power of five. */
const LAST_SHORT_MIDDLE = 1e45;

/** Exact distance of the integer that `digits` write from the integer `value`. */
function distance({ digits, exponent }: Significand, value: number): bigint {
  const written = BigInt(digits) * 10n ** BigInt(Math.max(0, exponent - digits.length + 1));
  const difference = written - BigInt(value);
  return difference < 0n ? -difference : difference;
}

/**
 * Shortest digits that double precision reads back as `value` (positive). JavaScript's own, but for decimals exactly in
 * the middle between two doubles (1e23), which JavaScript takes and PostgreSQL does not.
 */
function shortestDouble(value: number): Significand {
  const shortest = fromExponential(value.toExponential());
  if (value < FIRST_EVEN_DOUBLE || value > LAST_SHORT_MIDDLE) return shortest;
  const spacing = BigInt(2 ** (Math.floor(Math.log2(value)) - 52));
  if (distance(shortest, value) * 2n !== spacing) return shortest;
  for (let precision = shortest.digits.length + 1; precision < 17; precision += 1) {
    const longer = fromExponential(value.toExponential(precision - 1));
    if (distance(longer, value) * 2n < spacing) return trimZeros(longer);
  }
  return fromExponential(value.toExponential(16));
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
  return formatFloat(value, extraFloatDigits, 15, shortestDouble);
}

/** real's output function for a value of single precision. */
export function formatSingle(value: number, extraFloatDigits: number): string {
  return formatFloat(value, extraFloatDigits, 6, shortestSingle);
}
