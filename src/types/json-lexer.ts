import { GatewayError } from '../errors/gateway-error.ts';
import { SQLSTATE } from '../errors/sqlstate.ts';
import { hexValue, isDigit, isLetter } from './characters.ts';

export type Token = 'string' | 'number' | 'word' | '{' | '}' | '[' | ']' | ',' | ':' | 'end';

/** Where the parser stands when a token does not fit; the words PostgreSQL's detail uses for it (jsonapi.c). */
const EXPECTED = {
  value: 'JSON value',
  string: 'string',
  colon: '":"',
  end: 'end of input',
  arrayNext: '"," or "]"',
  objectFirst: 'string or "}"',
  objectNext: '"," or "}"',
} as const;

export type Place = keyof typeof EXPECTED;

const ESCAPES: ReadonlyMap<string, string> = new Map([
  ['"', '"'],
  ['\\', '\\'],
  ['/', '/'],
  ['b', '\b'],
  ['f', '\f'],
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
]);

/** Characters of the line that the error's context shows. */
const CONTEXT_LENGTH = 50;

/**
 * Cuts JSON text into tokens as PostgreSQL's lexer does, and words its errors. With `decode` off (type json) escapes are
 * checked for their form only, not for what they mean.
 */
export class JsonLexer {
  readonly #text: string;
  readonly #decode: boolean;
  #type: Token = 'end';
  #start = 0;
  #end = 0;
  #line = 1;
  #lineStart = 0;
  #string = '';

  constructor(text: string, decode: boolean) {
    this.#text = text;
    this.#decode = decode;
  }

  is(type: Token): boolean {
    return this.#type === type;
  }

  /** The current token as it was written. */
  get token(): string {
    return this.#text.slice(this.#start, this.#end);
  }

  /** Decoded characters of the current string token. */
  get string(): string {
    return this.#string;
  }

  /** Goes to the next token. 22P02 when there is none that JSON knows. */
  advance(): void {
    const text = this.#text;
    let at = this.#end;
    for (;;) {
      const code = text.charCodeAt(at);
      if (code === 0x0a) {
        this.#line += 1;
        this.#lineStart = at + 1;
      } else if (code !== 0x20 && code !== 0x09 && code !== 0x0d) break;
      at += 1;
    }
    this.#start = at;
    if (at >= text.length) {
      this.#type = 'end';
      this.#end = at;
      return;
    }
    const character = text.charAt(at);
    if (character === '"') this.#lexString();
    else if ('{}[],:'.includes(character)) {
      this.#type = character as Token;
      this.#end = at + 1;
    } else if (character === '-' || isDigit(character.charCodeAt(0))) this.#lexNumber();
    else this.#lexWord();
  }

  #wordEnd(from: number): number {
    let at = from;
    for (; at < this.#text.length; at += 1) {
      const code = this.#text.charCodeAt(at);
      if (!isLetter(code) && !isDigit(code) && code !== 0x5f && code < 0x80) break;
    }
    return at;
  }

  #lexWord(): void {
    this.#type = 'word';
    this.#end = this.#wordEnd(this.#start);
    if (this.#end === this.#start) this.#end += 1;
    const word = this.token;
    if (word !== 'true' && word !== 'false' && word !== 'null') throw this.#invalidToken();
  }

  #digitsEnd(from: number): number {
    let at = from;
    while (isDigit(this.#text.charCodeAt(at))) at += 1;
    return at;
  }

  #lexNumber(): void {
    const text = this.#text;
    this.#type = 'number';
    let at = text[this.#start] === '-' ? this.#start + 1 : this.#start;
    const integerEnd = text[at] === '0' ? at + 1 : this.#digitsEnd(at);
    let valid = integerEnd > at;
    at = integerEnd;
    if (text[at] === '.') {
      const fractionEnd = this.#digitsEnd(at + 1);
      valid &&= fractionEnd > at + 1;
      at = fractionEnd;
    }
    if (text[at] === 'e' || text[at] === 'E') {
      at += 1;
      if (text[at] === '+' || text[at] === '-') at += 1;
      const exponentEnd = this.#digitsEnd(at);
      valid &&= exponentEnd > at;
      at = exponentEnd;
    }
    this.#end = this.#wordEnd(at);
    if (!valid || this.#end > at) throw this.#invalidToken();
  }

  #lexString(): void {
    const text = this.#text;
    this.#type = 'string';
    let value = '';
    let at = this.#start + 1;
    let run = at;
    for (;;) {
      const code = text.charCodeAt(at);
      if (at >= text.length) {
        this.#end = at;
        throw this.#invalidToken();
      }
      if (code === 0x22) break;
      if (code < 0x20) {
        this.#end = at;
        throw this.#invalid(`Character with value 0x${code.toString(16).padStart(2, '0')} must be escaped.`);
      }
      at += 1;
      if (code === 0x5c) {
        value += text.slice(run, at - 1);
        const escape = text[at] === 'u' ? this.#unicodeEscape(at) : this.#simpleEscape(at);
        value += escape.value;
        at = escape.end;
        run = at;
      }
    }
    this.#string = value + text.slice(run, at);
    this.#end = at + 1;
  }

  #simpleEscape(at: number): { value: string; end: number } {
    if (at >= this.#text.length) {
      this.#end = at;
      throw this.#invalidToken();
    }
    const character = String.fromCodePoint(this.#text.codePointAt(at) ?? 0);
    const value = ESCAPES.get(character);
    if (value === undefined) {
      this.#end = at + character.length;
      throw this.#invalid(`Escape sequence "\\${character}" is invalid.`);
    }
    return { value, end: at + 1 };
  }

  /** The code unit of `\uXXXX` whose `u` is at `at`. */
  #codeUnit(at: number): number {
    let unit = 0;
    for (let index = at + 1; index <= at + 4; index += 1) {
      const digit = hexValue(this.#text.charCodeAt(index));
      if (index >= this.#text.length) {
        this.#end = index;
        throw this.#invalidToken();
      }
      if (digit < 0) {
        this.#end = index + String.fromCodePoint(this.#text.codePointAt(index) ?? 0).length;
        throw this.#invalid('"\\u" must be followed by four hexadecimal digits.');
      }
      unit = unit * 16 + digit;
    }
    return unit;
  }

  #unicodeEscape(at: number): { value: string; end: number } {
    const unit = this.#codeUnit(at);
    const end = at + 5;
    if (!this.#decode) return { value: '', end };
    if (unit === 0) {
      this.#end = end;
      throw this.#error(
        SQLSTATE.untranslatableCharacter,
        'unsupported Unicode escape sequence',
        '\\u0000 cannot be converted to text.',
      );
    }
    if (unit >= 0xdc00 && unit <= 0xdfff) throw this.#surrogate(end, 'low surrogate must follow a high');
    if (unit < 0xd800 || unit > 0xdbff) return { value: String.fromCharCode(unit), end };
    if (this.#text[end] !== '\\' || this.#text[end + 1] !== 'u') throw this.#lonelySurrogate(end);
    const low = this.#codeUnit(end + 1);
    if (low >= 0xd800 && low <= 0xdbff) {
      throw this.#surrogate(end + 6, 'high surrogate must not follow a high');
    }
    if (low < 0xdc00 || low > 0xdfff) throw this.#surrogate(end + 6, 'low surrogate must follow a high');
    return { value: String.fromCharCode(unit, low), end: end + 6 };
  }

  /** The error of a high surrogate before `at`: the character there, or the escape, is shown with it. */
  #lonelySurrogate(at: number): GatewayError {
    const last = this.#text[at] === '\\' ? at + 1 : at;
    const character = this.#text.codePointAt(last);
    if (character === undefined) {
      this.#end = this.#text.length;
      return this.#invalidToken();
    }
    return this.#surrogate(last + (character > 0xffff ? 2 : 1), 'low surrogate must follow a high');
  }

  #surrogate(end: number, rule: string): GatewayError {
    this.#end = end;
    return this.#invalid(`Unicode ${rule} surrogate.`);
  }

  /** 22P02 for a token that does not fit where it stands. */
  unexpected(place: Place): GatewayError {
    if (this.#type === 'end') return this.#invalid('The input string ended unexpectedly.');
    return this.#invalid(`Expected ${EXPECTED[place]}, but found "${this.token}".`);
  }

  #invalidToken(): GatewayError {
    return this.#invalid(`Token "${this.token}" is invalid.`);
  }

  #invalid(detail: string): GatewayError {
    return this.#error(SQLSTATE.invalidTextRepresentation, 'invalid input syntax for type json', detail);
  }

  #error(sqlstate: string, message: string, detail: string): GatewayError {
    const from =
      this.#end - this.#lineStart > CONTEXT_LENGTH ? this.#end - CONTEXT_LENGTH + 1 : this.#lineStart;
    const start = from - this.#lineStart <= 3 ? this.#lineStart : from;
    const next = this.#text[this.#end];
    const more = this.#type !== 'end' && next !== undefined && next !== '\n' && next !== '\r';
    const shown = this.#text.slice(start, this.#end);
    const where = `JSON data, line ${this.#line}: ${start > this.#lineStart ? '...' : ''}${shown}${more ? '...' : ''}`;
    return new GatewayError(sqlstate, message, { detail, where });
  }
}
