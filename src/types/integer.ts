import { isDigit, isSpace } from './characters.ts';
import { invalidSyntax, valueOutOfRange } from './input-error.ts';

/** Longest run of digits that a double holds exactly. */
const SAFE_DIGITS = 15;

/**
 * The integer that `text` writes: blanks, a sign, decimal digits, blanks, as PostgreSQL 15's pg_strtoint reads it.
 * 22P02 when it is none, 22003 outside the limits. `type` is format_type's name.
 */
export function parseInteger(text: string, type: string, minimum: bigint, maximum: bigint): bigint {
  let start = 0;
  let end = text.length;
  while (start < end && isSpace(text.charCodeAt(start))) start += 1;
  while (end > start && isSpace(text.charCodeAt(end - 1))) end -= 1;
  const sign = text.charCodeAt(start);
  const firstDigit = sign === 0x2b || sign === 0x2d ? start + 1 : start;
  if (firstDigit >= end) throw invalidSyntax(type, text);
  for (let at = firstDigit; at < end; at += 1) {
    if (!isDigit(text.charCodeAt(at))) throw invalidSyntax(type, text);
  }
  const magnitude = text.slice(firstDigit, end);
  const digits = magnitude.length > SAFE_DIGITS ? BigInt(magnitude) : BigInt(Number(magnitude));
  const value = sign === 0x2d ? -digits : digits;
  if (value < minimum || value > maximum) throw valueOutOfRange(type, text);
  return value;
}
