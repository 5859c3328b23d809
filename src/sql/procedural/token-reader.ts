import { scanTokens } from '../parse/scan-tokens.ts';
import { GatewayError } from '../../errors/gateway-error.ts';
import { SourceText } from '../parse/source-text.ts';
import type { ExpressionText } from './tree.ts';

interface CodeToken {
  readonly start: number;
  readonly end: number;
  /** As written. */
  readonly text: string;
  readonly kind: 'name' | 'quoted' | 'string' | 'number' | 'other';
}

/** How deep blocks, loops and conditions may lie in one another. */
const MOST_DEPTH = 300;

/** Reads the code of a PL/pgSQL block token by token; PostgreSQL's own scanner has cut it. */
export class TokenReader {
  readonly #tokens: readonly CodeToken[];
  readonly #source: SourceText;
  readonly #lineEnds: readonly number[];
  #at = 0;
  #depth = 0;

  constructor(source: string) {
    this.#source = new SourceText(source);
    this.#tokens = scanTokens(source).flatMap((token) => {
      if (token.tokenName === 'SQL_COMMENT' || token.tokenName === 'C_COMMENT') return [];
      return [{ start: token.start, end: token.end, text: token.text, kind: kindOf(token) }];
    });
    const bytes = Buffer.from(source, 'utf8');
    const ends: number[] = [];
    for (let at = bytes.indexOf(10); at >= 0; at = bytes.indexOf(10, at + 1)) ends.push(at);
    this.#lineEnds = ends;
  }

  /** Line of the next token, from 1. */
  get line(): number {
    const start = this.#tokens[this.#at]?.start ?? 0;
    let low = 0;
    let high = this.#lineEnds.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#lineEnds[middle] ?? 0) < start) low = middle + 1;
      else high = middle;
    }
    return low + 1;
  }

  get atEnd(): boolean {
    return this.#at >= this.#tokens.length;
  }

  /** Whether the token `ahead` of the next one is this keyword or mark (lower case). */
  is(text: string, ahead = 0): boolean {
    return this.word(ahead) === text;
  }

  isAny(texts: readonly string[]): boolean {
    return texts.includes(this.word());
  }

  /** A token as a keyword or mark is compared: lower case, '' where a quoted name or a constant stands. */
  word(ahead = 0): string {
    const token = this.#tokens[this.#at + ahead];
    return token === undefined || (token.kind !== 'name' && token.kind !== 'other')
      ? ''
      : token.text.toLowerCase();
  }

  isName(ahead = 0): boolean {
    const kind = this.#tokens[this.#at + ahead]?.kind;
    return kind === 'name' || kind === 'quoted';
  }

  isString(): boolean {
    return this.#tokens[this.#at]?.kind === 'string';
  }

  skip(): void {
    this.#at += 1;
  }

  accept(...words: readonly string[]): boolean {
    if (!words.every((word, ahead) => this.is(word, ahead))) return false;
    this.#at += words.length;
    return true;
  }

  expect(...words: readonly string[]): void {
    if (!this.accept(...words)) throw this.unexpected();
  }

  /** A name as PostgreSQL keeps it: folded to lower case unless it is quoted. */
  name(): string {
    const token = this.#tokens[this.#at];
    if (token === undefined || !this.isName()) throw this.unexpected();
    this.#at += 1;
    return token.kind === 'quoted' ? token.text.slice(1, -1).replaceAll('""', '"') : token.text.toLowerCase();
  }

  /** `a.b.c` */
  path(): string[] {
    const path = [this.name()];
    while (this.is('.') && this.isName(1)) {
      this.skip();
      path.push(this.name());
    }
    return path;
  }

  /** A number without sign. */
  integer(): number {
    const token = this.#tokens[this.#at];
    if (token?.kind !== 'number') throw this.unexpected();
    this.#at += 1;
    return Number(token.text);
  }

  /** A string constant as it is written. */
  stringToken(): string {
    const token = this.#tokens[this.#at];
    if (token?.kind !== 'string') throw this.unexpected();
    this.#at += 1;
    return token.text;
  }

  /** Where the next token is: what `since` and `without` are told. */
  mark(): number {
    return this.#at;
  }

  back(mark: number): void {
    this.#at = mark;
  }

  /** The text between a mark and the next token, without blanks and comments at its end. */
  since(mark: number): string {
    const first = this.#tokens[mark];
    const last = this.#tokens[this.#at - 1];
    return first === undefined || last === undefined || this.#at <= mark
      ? ''
      : this.#source.slice(first.start, last.end);
  }

  /** The same with the tokens between two other marks blanked out, so that places in it stay as they were. */
  sinceWithout(mark: number, from: number, to: number): string {
    const start = this.#tokens[mark]?.start ?? 0;
    const end = this.#tokens[this.#at - 1]?.end ?? start;
    const blankFrom = this.#tokens[from]?.start ?? end;
    const blankTo = this.#tokens[to - 1]?.end ?? blankFrom;
    const blank = ' '.repeat(this.#source.slice(blankFrom, blankTo).length);
    const text = this.#source.slice(start, blankFrom) + blank + this.#source.slice(blankTo, end);
    return text.trimEnd();
  }

  /** Passes over what stands before any of these words outside of brackets. */
  passTo(words: readonly string[]): void {
    for (let depth = 0; ; this.#at += 1) {
      if (this.atEnd) throw this.unexpected();
      const word = this.word();
      if (depth === 0 && words.includes(word)) return;
      if (word === '(' || word === '[') depth += 1;
      if (word === ')' || word === ']') depth -= 1;
      if (depth < 0) throw this.unexpected();
    }
  }

  /** The text before any of these words outside of brackets. */
  until(...words: readonly string[]): string {
    const mark = this.#at;
    this.passTo(words);
    const text = this.since(mark);
    if (text === '') throw this.unexpected();
    return text;
  }

  /** An expression before any of these words, which are left to be read. */
  expression(...ends: readonly string[]): ExpressionText {
    return { text: this.until(...ends) };
  }

  /** Reads something that may hold itself. */
  nested<T>(read: () => T): T {
    this.#depth += 1;
    if (this.#depth > MOST_DEPTH) {
      throw new GatewayError('54001', 'stack depth limit exceeded', {
        hint: 'The block is nested too deeply.',
      });
    }
    const found = read();
    this.#depth -= 1;
    return found;
  }

  unexpected(): GatewayError {
    const token = this.#tokens[this.#at];
    return new GatewayError(
      '42601',
      token === undefined ? 'syntax error at end of input' : `syntax error at or near "${token.text}"`,
    );
  }
}

function kindOf({ tokenName, keywordKind, text }: ReturnType<typeof scanTokens>[number]): CodeToken['kind'] {
  if (keywordKind > 0) return 'name';
  switch (tokenName) {
    case 'IDENT':
      return text.startsWith('"') ? 'quoted' : 'name';
    case 'UIDENT':
      return 'quoted';
    case 'SCONST':
    case 'USCONST':
      return 'string';
    case 'ICONST':
    case 'FCONST':
      return 'number';
    default:
      return 'other';
  }
}
