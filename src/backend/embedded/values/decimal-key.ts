import { type Decimal, ZERO, canonical, parseDecimal } from './decimal.ts';

/**
 * How a decimal without fixed scale is held in SQLite: text that sorts, compares and groups byte by byte as the numbers
 * do, so that indexes, ORDER BY, MIN and DISTINCT need no function.
 *
 * `0` for zero; positive: `1` + exponent (3 digits, biased) + digits of the mantissa; negative: `-` + the same with every
 * digit subtracted from 9 + `~`. The exponent is that of the first digit, the mantissa has no trailing zero.
 */
export type DecimalKey = string;

const BIAS = 500;
const NINES = '9876543210';

export function encodeDecimal(value: Decimal): DecimalKey {
  if (value.mantissa === 0n) return '0';
  const minus = value.mantissa < 0n;
  const digits = (minus ? -value.mantissa : value.mantissa).toString();
  const body = String(value.exponent + digits.length + BIAS).padStart(3, '0') + digits;
  return minus ? `-${complement(body)}~` : `1${body}`;
}

export function decodeDecimal(key: DecimalKey): Decimal {
  if (key === '0') return ZERO;
  const minus = key.startsWith('-');
  const body = minus ? complement(key.slice(1, -1)) : key.slice(1);
  const digits = body.slice(3);
  const mantissa = BigInt(digits);
  return {
    mantissa: minus ? -mantissa : mantissa,
    exponent: Number(body.slice(0, 3)) - BIAS - digits.length,
  };
}

function complement(digits: string): string {
  let result = '';
  for (const digit of digits) result += NINES[Number(digit)] ?? '';
  return result;
}

/** IRIS's canonical text of a key. */
export function keyText(key: DecimalKey): string {
  return canonical(decodeDecimal(key));
}

/** Whether text is a number in canonical form, which EXACT collation sorts as a number (iris-sql.md 6.6). */
export function canonicalNumber(text: string): Decimal | null {
  const code = text.charCodeAt(0);
  // digits, '-' and '.' only: most strings are decided by their first character
  if (!((code >= 48 && code <= 57) || code === 45 || code === 46)) return null;
  if (text.length > 40) return null;
  const value = parseDecimal(text);
  return value !== null && canonical(value) === text ? value : null;
}
