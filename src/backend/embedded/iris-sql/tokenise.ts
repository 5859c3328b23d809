import { sqlError } from './errors.ts';

/** A lexical element. `at` and `end` are character offsets into the text. */
export interface Token {
  readonly kind: 'word' | 'delimited' | 'string' | 'number' | 'parameter' | 'symbol' | 'end';
  readonly at: number;
  readonly end: number;
  /** Words as written, delimited names and strings unescaped, numbers and symbols as written, '' at the end. */
  readonly text: string;
  /** Words in upper case, symbols as written; '' for all else, so that no literal is taken for a keyword. */
  readonly key: string;
}

/** Longest first: IRIS's operators and punctuation (iris-sql.md section 4). */
const SYMBOLS = ['||', '<>', '!=', '<=', '>=', '->', ...'+-*/\\#=<>[]&!_(),.{}:;'.split('')];

/** Identifiers are no longer than this (3.5). */
const MAX_IDENTIFIER = 128;

const WORD_START = /[\p{L}%_]/u;
const WORD_PART = /[\p{L}\p{N}_@#$]/u;
const DIGIT = /[0-9]/;
const SPACE = /\s/;

/**
 * Splits IRIS SQL. Comments vanish. What only PostgreSQL has is an error here or later: `::` has no host variable's
 * name (-28), `$1` and `$$` are no functions, `~`, `@`, `^`, `|` and `%` are no operators, E'' is two tokens.
 */
export function tokenise(text: string): readonly Token[] {
  const tokens: Token[] = [];
  let at = skipBlank(text, 0);
  while (at < text.length) {
    const token = tokenAt(text, at);
    tokens.push(token);
    at = skipBlank(text, token.end);
  }
  tokens.push({ kind: 'end', at: text.length, end: text.length, text: '', key: '' });
  return tokens;
}

/** Offset behind white space and comments from `at` on. */
function skipBlank(text: string, at: number): number {
  for (;;) {
    while (at < text.length && SPACE.test(text.charAt(at))) at += 1;
    if (text.startsWith('--', at)) {
      const newline = text.indexOf('\n', at);
      at = newline < 0 ? text.length : newline;
    } else if (text.startsWith('/*', at)) {
      const close = text.indexOf('*/', at + 2);
      if (close < 0) throw sqlError(1, 'comment is not closed');
      at = close + 2;
    } else {
      return at;
    }
  }
}

function tokenAt(text: string, at: number): Token {
  const first = characterAt(text, at);
  if (first === "'" || first === '"') return quoted(text, at, first);
  if (DIGIT.test(first) || (first === '.' && DIGIT.test(text.charAt(at + 1)))) return number(text, at);
  if (first === '?') return { kind: 'parameter', at, end: at + 1, text: '?', key: '' };
  if (first === '$') return dollarWord(text, at);
  if (WORD_START.test(first)) {
    const end = wordEnd(text, at + first.length);
    // A lone % is no word; a lone _ is the concatenation operator.
    if (end > at + 1 || (first !== '%' && first !== '_')) return word(text, at, end);
  }
  if (text.startsWith('::', at)) throw sqlError(28, 'found ::');
  const symbol = SYMBOLS.find((candidate) => text.startsWith(candidate, at));
  if (symbol === undefined) throw sqlError(1, `unexpected character ${first}`);
  return { kind: 'symbol', at, end: at + symbol.length, text: symbol, key: symbol };
}

/** The whole character, so that letters outside the basic plane are letters. */
function characterAt(text: string, at: number): string {
  return String.fromCodePoint(text.codePointAt(at) ?? 0);
}

function wordEnd(text: string, at: number): number {
  while (at < text.length) {
    const character = characterAt(text, at);
    if (!WORD_PART.test(character)) break;
    at += character.length;
  }
  return at;
}

function word(text: string, at: number, end: number): Token {
  const written = text.slice(at, end);
  if (written.length > MAX_IDENTIFIER) throw sqlError(1, `identifier exceeds ${MAX_IDENTIFIER} characters`);
  return { kind: 'word', at, end, text: written, key: written.toUpperCase() };
}

/** `$PIECE`, `$HOROLOG`; `$$tag^routine` is the extrinsic function, off by default (-372). */
function dollarWord(text: string, at: number): Token {
  if (text.charAt(at + 1) === '$') throw sqlError(372);
  const end = wordEnd(text, at + 1);
  if (end === at + 1 || DIGIT.test(text.charAt(at + 1))) throw sqlError(1, 'unexpected character $');
  return word(text, at, end);
}

function quoted(text: string, at: number, quote: string): Token {
  let value = '';
  let from = at + 1;
  for (;;) {
    const close = text.indexOf(quote, from);
    if (close < 0) throw sqlError(3);
    value += text.slice(from, close);
    if (text.charAt(close + 1) !== quote) {
      if (quote === "'") return { kind: 'string', at, end: close + 1, text: value, key: '' };
      return delimited(at, close + 1, value);
    }
    value += quote;
    from = close + 2;
  }
}

function delimited(at: number, end: number, value: string): Token {
  if (value === '') throw sqlError(1, 'zero-length delimited identifier');
  if (value.length > MAX_IDENTIFIER) throw sqlError(1, `identifier exceeds ${MAX_IDENTIFIER} characters`);
  return { kind: 'delimited', at, end, text: value, key: '' };
}

/** `10`, `1.5`, `.5`, `5.`, `1E3`, `1e-3`. */
function number(text: string, at: number): Token {
  let end = digitsEnd(text, at);
  if (text.charAt(end) === '.') end = digitsEnd(text, end + 1);
  if (text.charAt(end) === 'E' || text.charAt(end) === 'e') {
    const sign = text.charAt(end + 1);
    const digits = sign === '+' || sign === '-' ? end + 2 : end + 1;
    end = digitsEnd(text, digits);
    if (end === digits) throw sqlError(2);
    if (!Number.isFinite(Number(text.slice(at, end)))) throw sqlError(7);
  }
  if (WORD_PART.test(characterAt(text, end))) {
    throw sqlError(1, `unexpected ${text.slice(end, wordEnd(text, end))} after a number`);
  }
  return { kind: 'number', at, end, text: text.slice(at, end), key: '' };
}

function digitsEnd(text: string, at: number): number {
  while (DIGIT.test(text.charAt(at))) at += 1;
  return at;
}
