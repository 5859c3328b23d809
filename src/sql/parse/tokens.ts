import { scanTokens } from './scan-tokens.ts';
import type { RawStatement } from './raw-statement.ts';
import { SourceText } from './source-text.ts';

/** A token of PostgreSQL's scanner; offsets are UTF-8 bytes into the statement's text. */
export interface Token {
  readonly start: number;
  readonly end: number;
  /** As written, but for keywords and operators lower case is what `is` compares. */
  readonly text: string;
}

const COMMENTS = new Set(['SQL_COMMENT', 'C_COMMENT']);

/** The tokens of one statement, and slices between them: how a part of a statement is cut out as the client wrote it. */
export class Tokens {
  readonly all: readonly Token[];
  readonly #source: SourceText;
  readonly #byteOffset: number;

  constructor(statement: RawStatement) {
    this.#source = new SourceText(statement.text);
    this.#byteOffset = statement.byteOffset;
    this.all = scanTokens(statement.text).filter((token) => !COMMENTS.has(token.tokenName));
  }

  /** Index of the first token at or after a node's location; the number of tokens when there is none. */
  at(location: number): number {
    const start = location - this.#byteOffset;
    const index = this.all.findIndex((token) => token.start >= start);
    return index < 0 ? this.all.length : index;
  }

  /** Whether token `index` is this keyword or punctuation mark (lower case). */
  is(index: number, text: string): boolean {
    return this.all[index]?.text.toLowerCase() === text;
  }

  /** Index of the first `text` at parenthesis depth 0, from `from` on; the number of tokens when there is none. */
  find(text: string, from: number): number {
    return this.until((index) => this.is(index, text), from);
  }

  /** Index of the first token at depth 0 that `stop` accepts, or that closes a parenthesis opened before `from`. */
  until(stop: (index: number) => boolean, from: number): number {
    let depth = 0;
    for (let index = from; index < this.all.length; index++) {
      const text = this.all[index]?.text;
      if (depth === 0 && stop(index)) return index;
      if (text === '(' || text === '[') depth++;
      if (text === ')' || text === ']') {
        if (depth === 0) return index;
        depth--;
      }
    }
    return this.all.length;
  }

  /** Characters of the statement's text before token `index`. */
  charactersBefore(index: number): number {
    return this.#source.charactersBefore(this.all[index]?.start ?? this.#source.byteLength);
  }

  /** The text of tokens `from` (inclusive) to `to` (exclusive), as written between them. */
  slice(from: number, to: number): string {
    const first = this.all[from];
    const last = this.all[to - 1];
    return first === undefined || last === undefined || to <= from
      ? ''
      : this.#source.slice(first.start, last.end);
  }
}
