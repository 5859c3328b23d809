import type { IrisToken } from './token.ts';

/** Longest first (iris-sql.md section 4); `->` is IRIS's implicit join. */
const SYMBOLS = ['||', '<>', '!=', '<=', '>=', '->', ...'+-*/\\#=<>[]&!_(),.{}:;'.split('')];

const WORD_START = /[\p{L}%_]/u;
const WORD_PART = /[\p{L}\p{N}_@#$]/u;
const DIGIT = /[0-9]/;
const SPACE = /\s/;

/**
 * The tokens of IRIS SQL (iris-sql.md 3.5), by IRIS's rules: block comments do not nest, a backslash escapes nothing.
 * What the statement is judged by is then what IRIS reads. Null for what IRIS cannot read: PostgreSQL's own quotes
 * ($$, E''), unfinished strings and comments.
 */
export function scanIris(text: string): IrisToken[] | null {
  const tokens: IrisToken[] = [];
  let at = skipBlank(text, 0);
  while (at >= 0 && at < text.length) {
    const token = tokenAt(text, at);
    if (token === null) return null;
    tokens.push(token);
    at = skipBlank(text, token.end);
  }
  return at < 0 ? null : tokens;
}

/** Offset behind white space and comments; -1 when a comment is not closed. */
function skipBlank(text: string, from: number): number {
  let at = from;
  for (;;) {
    while (at < text.length && SPACE.test(text.charAt(at))) at += 1;
    if (text.startsWith('--', at)) {
      const newline = text.indexOf('\n', at);
      at = newline < 0 ? text.length : newline;
    } else if (text.startsWith('/*', at)) {
      const close = text.indexOf('*/', at + 2);
      if (close < 0) return -1;
      at = close + 2;
    } else return at;
  }
}

function tokenAt(text: string, start: number): IrisToken | null {
  const first = characterAt(text, start);
  if (first === "'") return quoted(text, start, "'");
  if (first === '"') return quoted(text, start, '"');
  if (DIGIT.test(first) || (first === '.' && DIGIT.test(text.charAt(start + 1)))) return number(text, start);
  if (first === '?') return { kind: 'placeholder', start, end: start + 1, key: '' };
  if (first === '$') return dollar(text, start);
  if (WORD_START.test(first)) {
    const end = wordEnd(text, start + first.length);
    // a lone % is no word, a lone _ is the concatenation operator
    if (end > start + 1 || (first !== '%' && first !== '_')) return word(text, start, end);
  }
  const symbol = SYMBOLS.find((candidate) => text.startsWith(candidate, start)) ?? first;
  return { kind: 'symbol', start, end: start + symbol.length, key: symbol };
}

function characterAt(text: string, at: number): string {
  return String.fromCodePoint(text.codePointAt(at) ?? 0);
}

function wordEnd(text: string, from: number): number {
  let at = from;
  while (at < text.length) {
    const character = characterAt(text, at);
    if (!WORD_PART.test(character)) break;
    at += character.length;
  }
  return at;
}

/** A word directly before a quote is PostgreSQL's E'', B'', X'', N'' or U&'': IRIS has none of them. */
function word(text: string, start: number, end: number): IrisToken | null {
  const prefixes = end === start + 1 && 'EeBbXxNn'.includes(text.charAt(start));
  if (prefixes && text.charAt(end) === "'") return null;
  return { kind: 'word', start, end, key: text.slice(start, end).toUpperCase() };
}

/** `$1`, `$HOROLOG`; null for PostgreSQL's `$tag$ ... $tag$`. */
function dollar(text: string, start: number): IrisToken | null {
  let end = start + 1;
  while (DIGIT.test(text.charAt(end))) end += 1;
  if (end > start + 1) {
    return WORD_PART.test(characterAt(text, end)) ? null : { kind: 'parameter', start, end, key: '' };
  }
  end = wordEnd(text, end);
  return end === start + 1 || text.slice(start + 1, end).includes('$') ? null : word(text, start, end);
}

function quoted(text: string, start: number, quote: '"' | "'"): IrisToken | null {
  let end = start + 1;
  for (;;) {
    end = text.indexOf(quote, end) + 1;
    if (end === 0) return null;
    if (text.charAt(end) !== quote) break;
    end += 1;
  }
  if (quote === "'") return { kind: 'string', start, end, key: '' };
  const name = text.slice(start + 1, end - 1).replaceAll('""', '"');
  return { kind: 'delimited', start, end, key: name };
}

function number(text: string, start: number): IrisToken {
  let end = digitsEnd(text, start);
  if (text.charAt(end) === '.') end = digitsEnd(text, end + 1);
  if (text.charAt(end) === 'E' || text.charAt(end) === 'e') {
    const sign = text.charAt(end + 1);
    const digits = sign === '+' || sign === '-' ? end + 2 : end + 1;
    if (DIGIT.test(text.charAt(digits))) end = digitsEnd(text, digits);
  }
  return { kind: 'number', start, end, key: '' };
}

function digitsEnd(text: string, from: number): number {
  let at = from;
  while (DIGIT.test(text.charAt(at))) at += 1;
  return at;
}
