const DIGIT = 1;
const WORD_START = 2;
const OPERATOR = 4;
const SPACE = 8;
const SELF = 16;

/** Character classes of scan.l, for the 128 ASCII characters. */
const CLASSES = new Uint8Array(128);

function mark(characters: string, flag: number): void {
  for (let i = 0; i < characters.length; i++) {
    const code = characters.charCodeAt(i);
    CLASSES[code] = (CLASSES[code] ?? 0) | flag;
  }
}

mark('0123456789', DIGIT);
mark('abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_', WORD_START);
mark('~!@#^&|`?+-*/%<>=', OPERATOR);
mark(' \t\n\r\f\v', SPACE);
mark(',()[].;:', SELF);

function has(code: number, flags: number): boolean {
  return code < 128 && ((CLASSES[code] ?? 0) & flags) !== 0;
}

export function isDigit(code: number): boolean {
  return has(code, DIGIT);
}

/** scan.l `ident_start`: every character beyond ASCII counts as a letter. */
export function isWordStart(code: number): boolean {
  return code >= 128 || has(code, WORD_START);
}

/** scan.l `ident_cont`: `$` may stand inside a word. */
export function isWordPart(code: number): boolean {
  return code >= 128 || code === 0x24 || has(code, WORD_START | DIGIT);
}

export function isOperator(code: number): boolean {
  return has(code, OPERATOR);
}

export function isSpace(code: number): boolean {
  return has(code, SPACE);
}

export function isPunctuation(code: number): boolean {
  return has(code, SELF);
}

export function isLineEnd(code: number): boolean {
  return code === 0x0a || code === 0x0d;
}
