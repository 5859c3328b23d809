import { isLineEnd, isSpace, isWordPart, isWordStart } from './characters.ts';

const QUOTE = 0x27;
const DOUBLE_QUOTE = 0x22;
const BACKSLASH = 0x5c;
const DOLLAR = 0x24;
const MINUS = 0x2d;
const SLASH = 0x2f;
const STAR = 0x2a;

/** Each returns the offset behind what it skips, or -1 when it is not terminated. */

/** White space and comments; block comments nest (manual 4.1.5). */
export function skipSpace(text: string, from: number): number {
  let at = from;
  for (;;) {
    const code = text.charCodeAt(at);
    if (isSpace(code)) at += 1;
    else if (code === MINUS && text.charCodeAt(at + 1) === MINUS) at = skipLine(text, at);
    else if (code === SLASH && text.charCodeAt(at + 1) === STAR) {
      at = skipBlockComment(text, at);
      if (at < 0) return -1;
    } else return at;
  }
}

function skipLine(text: string, from: number): number {
  let at = from;
  while (at < text.length && !isLineEnd(text.charCodeAt(at))) at += 1;
  return at;
}

function skipBlockComment(text: string, from: number): number {
  let depth = 1;
  let at = from + 2;
  while (depth > 0) {
    if (at >= text.length) return -1;
    const code = text.charCodeAt(at);
    const next = text.charCodeAt(at + 1);
    if (code === STAR && next === SLASH) {
      depth -= 1;
      at += 2;
    } else if (code === SLASH && next === STAR) {
      depth += 1;
      at += 2;
    } else at += 1;
  }
  return at;
}

/** '...' with doubled quotes, from the opening quote; with `escapes` a backslash takes the next character along. */
export function skipString(text: string, from: number, escapes: boolean): number {
  let at = from + 1;
  while (at < text.length) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) {
      if (text.charCodeAt(at + 1) !== QUOTE) return at + 1;
      at += 2;
    } else at += escapes && code === BACKSLASH ? 2 : 1;
  }
  return -1;
}

/** The same with the strings behind line ends that continue it, read as it is itself (manual 4.1.2.1). */
export function skipContinued(text: string, from: number, escapes: boolean): number {
  let at = skipString(text, from, escapes);
  while (at >= 0) {
    const next = continuation(text, at);
    if (next < 0) return at;
    at = skipString(text, next, escapes);
  }
  return -1;
}

/** Where a string goes on behind white space with a line end and comments of one line (scan.l, quotecontinue); else -1. */
function continuation(text: string, from: number): number {
  let newLine = false;
  for (let at = from; ; ) {
    const code = text.charCodeAt(at);
    if (isSpace(code)) {
      newLine ||= isLineEnd(code);
      at += 1;
    } else if (code === MINUS && text.charCodeAt(at + 1) === MINUS) at = skipLine(text, at);
    else return newLine && code === QUOTE ? at : -1;
  }
}

/** "..." with doubled quotes, from the opening quote. */
export function skipQuoted(text: string, from: number): number {
  let at = from;
  for (;;) {
    at = text.indexOf('"', at + 1);
    if (at < 0) return -1;
    if (text.charCodeAt(at + 1) !== DOUBLE_QUOTE) return at + 1;
    at += 1;
  }
}

/** $tag$...$tag$ from the first dollar; -1 also when no dollar quote starts here. */
export function skipDollarString(text: string, from: number): number {
  let at = from + 1;
  if (isWordStart(text.charCodeAt(at))) {
    while (isWordPart(text.charCodeAt(at)) && text.charCodeAt(at) !== DOLLAR) at += 1;
  }
  if (text.charCodeAt(at) !== DOLLAR) return -1;
  const tag = text.slice(from, at + 1);
  const end = text.indexOf(tag, at + 1);
  return end < 0 ? -1 : end + tag.length;
}
