import { GatewayError } from '../errors/gateway-error.ts';
import { SQLSTATE } from '../errors/sqlstate.ts';
import { isSpace } from './characters.ts';
import { isFinite, parseDecimal, rescale } from './decimal.ts';
import { invalidSyntax } from './input-error.ts';

/** What strtod accepts, without blanks around it. */
const DECIMAL = /^[-+]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][-+]?[0-9]+)?/;
const HEXADECIMAL = /^([-+]?)0[xX]([0-9a-fA-F]+\.?[0-9a-fA-F]*|\.[0-9a-fA-F]+)(?:[pP]([-+]?[0-9]+))?/;
const SPECIAL = /^([-+]?)(nan|infinity|inf)/i;

function hexadecimalValue(match: RegExpExecArray): number {
  const [, sign, mantissa = '', exponent = '0'] = match;
  const point = mantissa.indexOf('.');
  const digits = BigInt(`0x${mantissa.replace('.', '')}`);
  const fractionBits = point < 0 ? 0 : (mantissa.length - point - 1) * 4;
  const value = Number(digits) * 2 ** (Number(exponent) - fractionBits);
  return sign === '-' ? -value : value;
}

function specialValue(match: RegExpExecArray): number {
  if (match[2]?.toLowerCase() === 'nan') return Number.NaN;
  return match[1] === '-' ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
}

interface Scan {
  readonly value: number;
  /** The number's own text, for messages. */
  readonly token: string;
  readonly finite: boolean;
}

function scan(text: string): Scan | undefined {
  const hexadecimal = HEXADECIMAL.exec(text);
  if (hexadecimal) return { value: hexadecimalValue(hexadecimal), token: hexadecimal[0], finite: true };
  const decimal = DECIMAL.exec(text);
  if (decimal) return { value: Number(decimal[0]), token: decimal[0], finite: true };
  const special = SPECIAL.exec(text);
  return special ? { value: specialValue(special), token: special[0], finite: false } : undefined;
}

function outOfRange(token: string, type: string): GatewayError {
  return new GatewayError(SQLSTATE.numericValueOutOfRange, `"${token}" is out of range for type ${type}`);
}

function isZero(token: string): boolean {
  const mantissa = token.split(/[eEpP]/)[0] ?? '';
  return !/[1-9a-fA-F]/.test(mantissa.replace(/0[xX]/, ''));
}

/**
 * The number at the start of `text`, as float8in reads it; `round` brings the double to the type's precision. 22P02 when
 * there is none or more than blanks follow, 22003 when it overflows or underflows to zero.
 */
export function parseFloatText(
  text: string,
  type: string,
  round: (value: number, token: string) => number,
): number {
  let start = 0;
  while (start < text.length && isSpace(text.charCodeAt(start))) start += 1;
  const found = scan(text.slice(start));
  if (found === undefined) throw invalidSyntax(type, text);
  let end = start + found.token.length;
  while (end < text.length && isSpace(text.charCodeAt(end))) end += 1;
  const value = found.finite ? round(found.value, found.token) : found.value;
  if (found.finite && (!Number.isFinite(value) || (value === 0 && !isZero(found.token)))) {
    throw outOfRange(found.token, type);
  }
  if (end < text.length) throw invalidSyntax(type, text);
  return value;
}

/** Exact sign of the number written in `token` minus `value`, a finite double. */
function compareExactly(token: string, value: number): number {
  const written = parseDecimal(token, 'real');
  const double = parseDecimal(exactText(value), 'real');
  if (!isFinite(written) || !isFinite(double)) return 0;
  const scale = Math.max(written.scale, double.scale);
  const difference = rescale(written, scale).digits - rescale(double, scale).digits;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

/** All decimal digits of a double: a power of two times an integer. */
function exactText(value: number): string {
  let mantissa = value;
  let shift = 0;
  while (!Number.isInteger(mantissa)) {
    mantissa *= 2;
    shift += 1;
  }
  // n / 2^s = n * 5^s / 10^s
  const digits = BigInt(mantissa) * 5n ** BigInt(shift);
  return `${digits}e-${shift}`;
}

const LARGEST_SINGLE = 2 ** 128 - 2 ** 104;
/** Halfway between the largest single and the next that would follow: from here on text overflows. */
const OVERFLOW_TIE = 2 ** 128 - 2 ** 103;

/**
 * `value`, the double nearest to `token`, rounded to single precision as if from the text itself: rounding twice would
 * go wrong where the double falls exactly between two singles and the text does not.
 */
export function roundToSingle(value: number, token: string): number {
  const single = Math.fround(value);
  if (single === value || Math.abs(value) > OVERFLOW_TIE) return single;
  if (!Number.isFinite(single)) {
    return compareExactly(token, value) * Math.sign(value) < 0 ? Math.sign(value) * LARGEST_SINGLE : single;
  }
  // The other side of a middle is a single too; for nearly all doubles it is none.
  const other = value + (value - single);
  if (Math.fround(other) !== other || /[xX]/.test(token) || !isNeighbour(single, other)) return single;
  const side = compareExactly(token, value);
  if (side === 0) return single;
  return side > 0 ? Math.max(single, other) : Math.min(single, other);
}

const pair = new Float32Array(2);
const pairBits = new Int32Array(pair.buffer);

/** Whether no other single lies between the two. */
function isNeighbour(single: number, other: number): boolean {
  pair[0] = Math.abs(single);
  pair[1] = Math.abs(other);
  return Math.abs((pairBits[0] ?? 0) - (pairBits[1] ?? 0)) === 1;
}
