import { IrisError } from '../../iris-session.ts';

/**
 * An ObjectScript decimal: `mantissa * 10^exponent`, exact. IRIS keeps the mantissa in 64 bits, that is 18 to 19
 * significant digits; results beyond that are rounded half away from zero (iris-sql.md 3.1, NUMERIC). A value is
 * always normalised: no trailing zero in the mantissa, exponent 0 for zero.
 */
export interface Decimal {
  readonly mantissa: bigint;
  readonly exponent: number;
}

const MAX_EXPONENT = 145;

export const ZERO: Decimal = { mantissa: 0n, exponent: 0 };

/** 10^n */
export function powerOfTen(n: number): bigint {
  return POWERS[n] ?? 10n ** BigInt(n);
}

const POWERS: readonly bigint[] = Array.from({ length: 40 }, (_, n) => 10n ** BigInt(n));

/** Divides and rounds half away from zero. */
function divideRounded(dividend: bigint, divisor: bigint): bigint {
  const quotient = dividend / divisor;
  const remainder = dividend % divisor;
  const twice = remainder < 0n ? -2n * remainder : 2n * remainder;
  const size = divisor < 0n ? -divisor : divisor;
  if (twice < size) return quotient;
  return dividend < 0n === divisor < 0n ? quotient + 1n : quotient - 1n;
}

function fits64(value: bigint): boolean {
  return BigInt.asIntN(64, value) === value;
}

/** @throws IrisError -400 `<MAXNUMBER>` beyond IRIS's range */
export function decimal(mantissa: bigint, exponent = 0): Decimal {
  if (mantissa === 0n) return ZERO;
  let m = mantissa;
  let e = exponent;
  if (!fits64(m)) {
    let drop = Math.max(0, (m < 0n ? -m : m).toString().length - 19);
    let rounded = divideRounded(m, powerOfTen(drop));
    while (!fits64(rounded)) {
      drop += 1;
      rounded = divideRounded(m, powerOfTen(drop));
    }
    m = rounded;
    e += drop;
  }
  while (m % 10n === 0n) {
    m /= 10n;
    e += 1;
  }
  if (e > MAX_EXPONENT) throw new IrisError(-400, '<MAXNUMBER>');
  if (e < -MAX_EXPONENT) return ZERO;
  return { mantissa: m, exponent: e };
}

export function add(a: Decimal, b: Decimal): Decimal {
  if (a.exponent === b.exponent) return decimal(a.mantissa + b.mantissa, a.exponent);
  const low = Math.min(a.exponent, b.exponent);
  return decimal(a.mantissa * powerOfTen(a.exponent - low) + b.mantissa * powerOfTen(b.exponent - low), low);
}

export function negate(a: Decimal): Decimal {
  return a.mantissa === 0n ? a : { mantissa: -a.mantissa, exponent: a.exponent };
}

export function multiply(a: Decimal, b: Decimal): Decimal {
  return decimal(a.mantissa * b.mantissa, a.exponent + b.exponent);
}

/** @throws IrisError -400 `<DIVIDE>` (iris-sql.md 6.5) */
export function divide(a: Decimal, b: Decimal): Decimal {
  if (b.mantissa === 0n) throw new IrisError(-400, '<DIVIDE>');
  // 40 digits beyond both mantissas: the quotient has at least 20 digits before it is rounded to 18 or 19.
  return decimal(divideRounded(a.mantissa * powerOfTen(39), b.mantissa), a.exponent - b.exponent - 39);
}

/** Integer quotient, rounded towards zero. */
export function quotient(a: Decimal, b: Decimal): bigint {
  if (b.mantissa === 0n) throw new IrisError(-400, '<DIVIDE>');
  const [x, y] = aligned(a, b);
  return x / y;
}

/** Remainder with the sign of the dividend (SQL MOD). */
export function remainder(a: Decimal, b: Decimal): Decimal {
  if (b.mantissa === 0n) throw new IrisError(-400, '<DIVIDE>');
  const [x, y, exponent] = aligned(a, b);
  return decimal(x % y, exponent);
}

/** ObjectScript `#`: the remainder with the sign of the divisor (-12 # 7 = 2). */
export function modulo(a: Decimal, b: Decimal): Decimal {
  if (b.mantissa === 0n) throw new IrisError(-400, '<DIVIDE>');
  const [x, y, exponent] = aligned(a, b);
  return decimal(((x % y) + y) % y, exponent);
}

export function compare(a: Decimal, b: Decimal): number {
  const [x, y] = aligned(a, b);
  return x < y ? -1 : x > y ? 1 : 0;
}

function aligned(a: Decimal, b: Decimal): [bigint, bigint, number] {
  const low = Math.min(a.exponent, b.exponent);
  return [a.mantissa * powerOfTen(a.exponent - low), b.mantissa * powerOfTen(b.exponent - low), low];
}

/** The integer `value * 10^scale`, rounded half away from zero. */
export function scaled(value: Decimal, scale: number): bigint {
  const shift = value.exponent + scale;
  if (shift >= 0) return value.mantissa * powerOfTen(shift);
  return divideRounded(value.mantissa, powerOfTen(-shift));
}

/** The integer `value * 10^scale`, cut off towards zero. */
export function scaledDown(value: Decimal, scale: number): bigint {
  const shift = value.exponent + scale;
  return shift >= 0 ? value.mantissa * powerOfTen(shift) : value.mantissa / powerOfTen(-shift);
}

/** Largest integer `<= value * 10^scale`. */
export function scaledFloor(value: Decimal, scale: number): bigint {
  const cut = scaledDown(value, scale);
  return value.mantissa < 0n && !fitsScale(value, scale) ? cut - 1n : cut;
}

/** Whether `value * 10^scale` is an integer. */
export function fitsScale(value: Decimal, scale: number): boolean {
  return value.exponent >= -scale;
}

export function toNumber(value: Decimal): number {
  if (value.exponent === 0) return Number(value.mantissa);
  return Number(`${value.mantissa}e${value.exponent}`);
}

/** Shortest decimal text of a double, exactly. @throws IrisError for what is not finite */
export function fromNumber(value: number): Decimal {
  if (Number.isSafeInteger(value)) return decimal(BigInt(value));
  if (!Number.isFinite(value)) throw new IrisError(-400, '<MAXNUMBER>');
  const parsed = parseDecimal(String(value));
  if (parsed === null) throw new IrisError(-400, '<MAXNUMBER>');
  return parsed;
}

const NUMBER = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d{1,4}))?$/;

/** The whole text as a number, null when it is none. */
export function parseDecimal(text: string): Decimal | null {
  const match = NUMBER.exec(text);
  if (!match) return null;
  const whole = match[2] ?? '';
  const fraction = match[3] ?? '';
  if (whole === '' && fraction === '') return null;
  const mantissa = BigInt(whole + fraction);
  return decimal(match[1] === '-' ? -mantissa : mantissa, Number(match[4] ?? 0) - fraction.length);
}

const NUMERIC_PREFIX = /^[+-]*(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,3})?/;

/** ObjectScript's number of a string: its longest numeric prefix, several signs allowed; 0 when there is none. */
export function numberOf(text: string): Decimal {
  const prefix = NUMERIC_PREFIX.exec(text)?.[0];
  if (prefix === undefined) return ZERO;
  const digits = prefix.replace(/^[+-]*/, '');
  const value = parseDecimal(digits) ?? ZERO;
  const minus = (prefix.slice(0, prefix.length - digits.length).match(/-/g)?.length ?? 0) % 2 === 1;
  return minus ? negate(value) : value;
}

/** IRIS's canonical form: no leading zero before the point, no trailing zeros after it: `.5`, `-1.25`, `100`. */
export function canonical(value: Decimal): string {
  const minus = value.mantissa < 0n;
  const digits = (minus ? -value.mantissa : value.mantissa).toString();
  const sign = minus ? '-' : '';
  if (value.exponent >= 0) return sign + digits + '0'.repeat(value.exponent);
  const point = digits.length + value.exponent;
  if (point > 0) return `${sign}${digits.slice(0, point)}.${digits.slice(point)}`;
  return `${sign}.${'0'.repeat(-point)}${digits}`;
}

/** Rounds to `places` digits after the point (before it when negative), half away from zero. */
export function round(value: Decimal, places: number): Decimal {
  if (fitsScale(value, places)) return value;
  return decimal(divideRounded(value.mantissa, powerOfTen(-value.exponent - places)), -places);
}

/** Cuts off behind `places` digits. */
export function truncate(value: Decimal, places: number): Decimal {
  if (fitsScale(value, places)) return value;
  return decimal(value.mantissa / powerOfTen(-value.exponent - places), -places);
}
