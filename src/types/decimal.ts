import { GatewayError } from '../errors/gateway-error.ts';
import { SQLSTATE } from '../errors/sqlstate.ts';
import { isDigit, trimSpaces } from './characters.ts';
import { invalidSyntax } from './input-error.ts';

/** A finite decimal: digits x 10^-scale. `scale` is also the number of digits shown after the point. */
export interface FiniteDecimal {
  readonly kind: 'finite';
  readonly digits: bigint;
  readonly scale: number;
}

/** A value of PostgreSQL's numeric, exactly. */
export type Decimal = FiniteDecimal | { readonly kind: 'NaN' | 'Infinity' | '-Infinity' };

export const NAN: Decimal = { kind: 'NaN' };
export const INFINITY: Decimal = { kind: 'Infinity' };
export const MINUS_INFINITY: Decimal = { kind: '-Infinity' };

/** Digits before and after the point that a numeric can hold (manual 8.1.2). */
const MAX_INTEGER_DIGITS = 131072;
const MAX_SCALE = 16383;
/** Exponents PostgreSQL does not even read (INT_MAX / 2). */
const MAX_EXPONENT = 1073741823;

const SPECIAL: ReadonlyMap<string, Decimal> = new Map([
  ['nan', NAN],
  ['infinity', INFINITY],
  ['+infinity', INFINITY],
  ['-infinity', MINUS_INFINITY],
  ['inf', INFINITY],
  ['+inf', INFINITY],
  ['-inf', MINUS_INFINITY],
]);

/** 22003, for a number with more digits than numeric can hold. */
export function numericOverflow(): GatewayError {
  return new GatewayError(SQLSTATE.numericValueOutOfRange, 'value overflows numeric format');
}

export function isFinite(value: Decimal): value is FiniteDecimal {
  return value.kind === 'finite';
}

/** 10^exponent */
export function powerOfTen(exponent: number): bigint {
  return 10n ** BigInt(exponent);
}

/** Quotient rounded half away from zero, PostgreSQL's rounding of numeric. `divisor` is positive. */
function divideRounded(dividend: bigint, divisor: bigint): bigint {
  const half = divisor / 2n;
  return dividend < 0n ? -((-dividend + half) / divisor) : (dividend + half) / divisor;
}

/** The same number with `scale` digits after the point, rounded half away from zero. */
export function rescale(value: FiniteDecimal, scale: number): FiniteDecimal {
  if (scale === value.scale) return value;
  const digits =
    scale > value.scale
      ? value.digits * powerOfTen(scale - value.scale)
      : divideRounded(value.digits, powerOfTen(value.scale - scale));
  return { kind: 'finite', digits, scale };
}

/** The nearest integer, halves away from zero. */
export function roundToInteger(value: FiniteDecimal): bigint {
  return rescale(value, 0).digits;
}

interface Scan {
  readonly digits: string;
  readonly scale: number;
  readonly negative: boolean;
}

/** Sign, digits, point, digits and exponent of a number that fills the text; undefined when it does not. */
function scanNumber(text: string): Scan | undefined {
  const length = text.length;
  let at = 0;
  const sign = text.charCodeAt(0);
  if (sign === 0x2b || sign === 0x2d) at = 1;
  const start = at;
  while (at < length && isDigit(text.charCodeAt(at))) at += 1;
  let digits = text.slice(start, at);
  let scale = 0;
  if (text[at] === '.') {
    const point = at + 1;
    at = point;
    while (at < length && isDigit(text.charCodeAt(at))) at += 1;
    digits += text.slice(point, at);
    scale = at - point;
  }
  if (digits === '') return undefined;
  if (text[at] === 'e' || text[at] === 'E') {
    at += 1;
    const exponentStart = at;
    if (text[at] === '+' || text[at] === '-') at += 1;
    const firstDigit = at;
    while (at < length && isDigit(text.charCodeAt(at))) at += 1;
    if (at === firstDigit) return undefined;
    const exponent = Number(text.slice(exponentStart, at));
    if (Math.abs(exponent) >= MAX_EXPONENT) throw numericOverflow();
    scale -= exponent;
  }
  return at === length ? { digits, scale, negative: sign === 0x2d } : undefined;
}

/**
 * The number that `text` writes, as numeric's input function reads it: every digit after the point is kept, an exponent
 * is worked in. `type` names the type in the error 22P02; 22003 when the digits are too many.
 */
export function parseDecimal(text: string, type: string): Decimal {
  const trimmed = trimSpaces(text);
  const scan = scanNumber(trimmed);
  if (scan === undefined) {
    const special = SPECIAL.get(trimmed.toLowerCase());
    if (special === undefined) throw invalidSyntax(type, text);
    return special;
  }
  const significantDigits = scan.digits.replace(/^0+/, '');
  // Checked before BigInt looks at them: its time grows faster than their number.
  const integerDigits = significantDigits.length - scan.scale;
  if (scan.scale > MAX_SCALE || (significantDigits !== '' && integerDigits > MAX_INTEGER_DIGITS)) {
    throw numericOverflow();
  }
  const significant = BigInt(significantDigits);
  const digits = scan.negative ? -significant : significant;
  if (scan.scale >= 0) return { kind: 'finite', digits, scale: scan.scale };
  if (significant === 0n) return { kind: 'finite', digits: 0n, scale: 0 };
  return { kind: 'finite', digits: digits * powerOfTen(-scan.scale), scale: 0 };
}

/** Plain notation with all `scale` digits, never an exponent: numeric's output function. */
export function formatDecimal(value: Decimal): string {
  if (!isFinite(value)) return value.kind;
  if (value.scale === 0) return value.digits.toString();
  const negative = value.digits < 0n;
  const digits = (negative ? -value.digits : value.digits).toString().padStart(value.scale + 1, '0');
  const point = digits.length - value.scale;
  return `${negative ? '-' : ''}${digits.slice(0, point)}.${digits.slice(point)}`;
}
