import { canonicalNumber, encodeDecimal, keyText } from './decimal-key.ts';

/** Collations of string columns (iris-sql.md 6.6). */
export type CollationName =
  | 'EXACT'
  | 'SQLUPPER'
  | 'SQLSTRING'
  | 'UPPER'
  | 'TRUNCATE'
  | 'STRING'
  | 'ALPHAUP'
  | 'SPACE'
  | 'PLUS'
  | 'MINUS'
  | 'MVR';

/** `length` caps the collated value in characters. */
export interface Collation {
  readonly name: CollationName;
  readonly length: number | null;
}

export const EXACT: Collation = { name: 'EXACT', length: null };
export const SQLUPPER: Collation = { name: 'SQLUPPER', length: null };

/**
 * The value under which strings of a collation are equal, and what functions such as %SQLUPPER(x) return, without the
 * leading blank of the SQL collations, which `%SQLUPPER()` adds (see functions/collations.ts).
 */
export function collate(text: string, name: CollationName, length: number | null): string {
  switch (name) {
    case 'EXACT':
    case 'PLUS':
    case 'MINUS':
    case 'MVR':
      return text;
    case 'SPACE':
      return text;
    case 'SQLUPPER':
      return cut(stripTrailing(text.toUpperCase()), length);
    case 'SQLSTRING':
      return cut(stripTrailing(text), length);
    case 'UPPER':
      return cut(text.toUpperCase(), length);
    case 'TRUNCATE':
      return cut(text, length);
    case 'STRING':
      return cut(text.replace(/[\p{P}\s]/gu, '').toUpperCase(), length);
    case 'ALPHAUP':
      return cut(text.replace(/[^\p{L}\p{N},?]/gu, '').toUpperCase(), length);
  }
}

function stripTrailing(text: string): string {
  // trailing whitespace: blanks, and what $ZSTRIP(">W") removes
  let end = text.length;
  while (end > 0 && text.charCodeAt(end - 1) <= 32) end -= 1;
  return end === text.length ? text : text.slice(0, end);
}

function cut(text: string, length: number | null): string {
  return length !== null && text.length > length ? text.slice(0, length) : text;
}

/** Collations that put a blank before the value, so that numbers in it sort as text. */
export function sortsNumbersAsText(name: CollationName): boolean {
  return (
    name === 'SQLUPPER' || name === 'SQLSTRING' || name === 'SPACE' || name === 'STRING' || name === 'ALPHAUP'
  );
}

/**
 * Sort key of strings whose collation lets canonical numbers sort as numbers before all other strings: byte order of
 * the keys is IRIS's order. `exactValue` takes it back.
 */
export function exactKey(text: string): string {
  const number = canonicalNumber(text);
  return number === null ? `2${text}` : `1${encodeDecimal(number)}`;
}

export function exactValue(key: string): string {
  return key.startsWith('1') ? keyText(key.slice(1)) : key.slice(1);
}
