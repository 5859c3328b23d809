import { isDigit, isOperator, isPunctuation, isWordPart, isWordStart } from './characters.ts';
import { skipContinued, skipDollarString, skipQuoted, skipSpace, skipString } from './skip.ts';
import type { Token, TokenKind } from './token.ts';

const QUOTE = 0x27;
const DOUBLE_QUOTE = 0x22;
const DOLLAR = 0x24;
const POINT = 0x2e;
const AMPERSAND = 0x26;

/**
 * The tokens of a statement as PostgreSQL's scanner cuts them (scan.l), comments and white space left out. With `escapes`
 * a backslash is one in '...' too, as with standard_conforming_strings off. Null for anything this scanner is not sure of: the caller then does without tokens.
 */
export function scan(text: string, escapes = false): Token[] | null {
  const tokens: Token[] = [];
  let at = skipSpace(text, 0);
  while (at >= 0 && at < text.length) {
    const token = tokenAt(text, at, escapes);
    if (token === null) return null;
    tokens.push(token);
    at = skipSpace(text, token.end);
  }
  return at < 0 ? null : tokens;
}

function token(kind: TokenKind, text: string, start: number, end: number): Token | null {
  return end < 0 ? null : { kind, start, end, value: text.slice(start, end) };
}

function tokenAt(text: string, start: number, escapes: boolean): Token | null {
  const code = text.charCodeAt(start);
  if (isWordStart(code)) {
    const prefixed = prefixedAt(text, start, escapes);
    return prefixed === undefined ? wordAt(text, start) : prefixed;
  }
  if (isDigit(code) || (code === POINT && isDigit(text.charCodeAt(start + 1)))) return numberAt(text, start);
  if (code === QUOTE) return token('string', text, start, skipString(text, start, escapes));
  if (code === DOUBLE_QUOTE) return token('quoted', text, start, skipQuoted(text, start));
  if (code === DOLLAR) return dollarAt(text, start);
  if (isPunctuation(code)) return token('punctuation', text, start, punctuationEnd(text, start));
  if (isOperator(code)) return token('operator', text, start, operatorEnd(text, start));
  return null;
}

function wordAt(text: string, start: number): Token {
  let end = start + 1;
  while (isWordPart(text.charCodeAt(end))) end += 1;
  return { kind: 'word', start, end, value: text.slice(start, end).toLowerCase() };
}

/** E'', B'', X'', N'', U&'' and U&""; undefined when the word is an ordinary one. */
function prefixedAt(text: string, start: number, escapes: boolean): Token | null | undefined {
  const letter = text.charCodeAt(start) | 0x20;
  const next = text.charCodeAt(start + 1);
  if (next === QUOTE) {
    if (letter === 0x65) return token('prefixed', text, start, skipContinued(text, start + 1, true));
    if (letter === 0x62 || letter === 0x78) {
      return bitsAt(text, start);
    }
    if (letter === 0x6e) return nationalAt(text, start, escapes);
  }
  if (letter === 0x75 && next === AMPERSAND) {
    const quote = text.charCodeAt(start + 2);
    if (quote === QUOTE) return token('prefixed', text, start, skipContinued(text, start + 2, false));
    if (quote === DOUBLE_QUOTE) return token('quoted', text, start, skipQuoted(text, start + 2));
  }
  return undefined;
}

/** B'...' and X'...': two quotes are not one there but an end and a beginning (scan.l, xb and xh), which no SQL has. */
function bitsAt(text: string, start: number): Token | null {
  const bits = token('prefixed', text, start, skipContinued(text, start + 1, false));
  return bits?.value.slice(2, -1).includes("''") === true ? null : bits;
}

/** N'...' is read as a plain string is (scan.l, xnstart), which nobody who writes E'...' for it would keep. */
function nationalAt(text: string, start: number, escapes: boolean): Token | null {
  const national = token('prefixed', text, start, skipContinued(text, start + 1, escapes));
  return escapes && national?.value.includes('\\') === true ? null : national;
}

function digitsEnd(text: string, from: number): number {
  let at = from;
  while (isDigit(text.charCodeAt(at))) at += 1;
  return at;
}

function numberAt(text: string, start: number): Token | null {
  let end = digitsEnd(text, start);
  let kind: TokenKind = 'integer';
  if (text.charCodeAt(end) === POINT && text.charCodeAt(end + 1) !== POINT) {
    kind = 'decimal';
    end = digitsEnd(text, end + 1);
  }
  if ((text.charCodeAt(end) | 0x20) === 0x65) {
    const sign = text.charAt(end + 1);
    const from = sign === '+' || sign === '-' ? end + 2 : end + 1;
    const exponentEnd = digitsEnd(text, from);
    // `1e` without digits is "trailing junk after numeric literal" in PostgreSQL
    if (exponentEnd === from) return null;
    kind = 'decimal';
    end = exponentEnd;
  }
  if (!isWordPart(text.charCodeAt(end))) return token(kind, text, start, end);
  return kind === 'integer' ? specialNumberAt(text, start) : null;
}

/** 0x1F, 0o17, 0b11 and 1_000 (manual 4.1.2.6). */
function specialNumberAt(text: string, start: number): Token | null {
  let end = start;
  while (isWordPart(text.charCodeAt(end))) end += 1;
  const value = text.slice(start, end).toLowerCase();
  const valid =
    /^0x(_?[0-9a-f])+$|^0o(_?[0-7])+$|^0b(_?[01])+$|^[0-9](_?[0-9])*$/.test(value) &&
    text.charCodeAt(end) !== POINT;
  return valid ? { kind: 'number', start, end, value } : null;
}

function dollarAt(text: string, start: number): Token | null {
  if (isDigit(text.charCodeAt(start + 1))) {
    const end = digitsEnd(text, start + 1);
    return isWordPart(text.charCodeAt(end)) ? null : token('parameter', text, start, end);
  }
  return token('prefixed', text, start, skipDollarString(text, start));
}

function punctuationEnd(text: string, start: number): number {
  const pair = text.slice(start, start + 2);
  return pair === '::' || pair === '..' || pair === ':=' ? start + 2 : start + 1;
}

/**
 * An operator ends before a comment, and it gives back trailing + and - unless it holds one of ~ ! @ # % ^ & | ` ?
 * (manual 4.1.3): `=-` is two tokens, `@-` is one.
 */
function operatorEnd(text: string, start: number): number {
  let end = start;
  while (isOperator(text.charCodeAt(end))) {
    const pair = text.slice(end, end + 2);
    if (end > start && (pair === '--' || pair === '/*')) break;
    end += 1;
  }
  if (/[~!@#%^&|`?]/.test(text.slice(start, end))) return end;
  while (end > start + 1 && (text.charAt(end - 1) === '+' || text.charAt(end - 1) === '-')) end -= 1;
  return end;
}
