import { fromExponential, trimZeros, type Significand } from './significand.ts';

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
export function shortestSingle(value: number): Significand {
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

const POWERS = Array.from({ length: 16 }, (_, exponent) => 10 ** exponent);
/** Error bound of a scaled value below 10^9, with room to spare; what is closer to a limit is left to exact digits. */
const DOUBT = 1e-5;

/** Whole multiple of `unit` nearest to `scaled` between the limits; 0 when there is none, NaN when rounding blurs it. */
function multipleWithin(scaled: number, unit: number, lower: number, upper: number): number {
  const units = scaled / unit;
  const whole = Math.round(units);
  if (Math.abs(Math.abs(units - whole) - 0.5) < DOUBT) return Number.NaN;
  const multiple = whole * unit;
  if (Math.abs(multiple - lower) < DOUBT || Math.abs(multiple - upper) < DOUBT) return Number.NaN;
  return multiple > lower && multiple < upper ? multiple : 0;
}

/**
 * The shortest text of `value` from 0.0001 up to below a million, where it is written without exponent; undefined when
 * only exact digits can tell. Numbers of vectors nearly always take this way, which needs no text on the way.
 */
export function quickSingle(value: number): string | undefined {
  if (Number.isInteger(value)) return String(value);
  let power = 8 - Math.floor(Math.log10(value));
  if (value * (POWERS[power] ?? 0) >= 1e9) power -= 1;
  else if (value * (POWERS[power] ?? 0) < 1e8) power += 1;
  const scale = POWERS[power] ?? 1;
  const scaled = value * scale;
  const lower = singleBoundary(value, -1) * scale;
  const upper = singleBoundary(value, 1) * scale;
  // Limits of one length on both sides: at powers of two the nearest multiple need not be the one that fits.
  const symmetric = Math.abs(scaled - lower - (upper - scaled)) < DOUBT;
  let multiple = multipleWithin(scaled, 100, lower, upper);
  if (multiple > 0) {
    const shorter = multipleWithin(scaled, 1000, lower, upper);
    if (shorter !== 0) multiple = shorter;
  } else if (multiple === 0 && symmetric) {
    multiple = multipleWithin(scaled, 10, lower, upper);
    if (multiple === 0) multiple = multipleWithin(scaled, 1, lower, upper);
  }
  return multiple > 0 ? String(multiple / scale) : undefined;
}
