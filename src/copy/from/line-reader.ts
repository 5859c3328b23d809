import { markerEnd, strayLineEnd, type LineEnd } from './line-ends.ts';

const NEWLINE = 0x0a;
const RETURN = 0x0d;
const BACKSLASH = 0x5c;
const DOT = 0x2e;

/** What csv lines are cut by; null for the text format. */
export interface Quoting {
  readonly quote: string;
  readonly escape: string;
}

/**
 * Cuts text into the lines of COPY's text or csv format (copyfromparse.c, CopyReadLineText). Newlines in quoted csv
 * fields belong to the line; `\.` ends the data. Text comes in pieces cut anywhere; each piece is looked at once.
 */
export class LineReader {
  readonly #csv: boolean;
  readonly #quote: number;
  /** -1 when it is the quote itself, which needs no care of its own. */
  readonly #escape: number;
  #text = '';
  #at = 0;
  /** What the line has in pieces before `#text`. */
  #before = '';
  #lineEnd: LineEnd = 'unknown';
  #final = false;
  #ended = false;
  #quoted = false;
  #escaped = false;
  #first = true;
  /** The next newline in `#text`, looked for again when it has been passed. */
  #newline = -1;
  /** Characters that make a line another than the usual. */
  readonly #specials: { readonly character: string; next: number }[];
  /** Number of the line that is being read, or was read last, counting newlines in quoted fields as csv does. */
  lineNumber = 0;

  constructor(quoting: Quoting | null) {
    this.#csv = quoting !== null;
    this.#quote = quoting === null ? -1 : quoting.quote.charCodeAt(0);
    const escape = quoting === null ? -1 : quoting.escape.charCodeAt(0);
    this.#escape = escape === this.#quote ? -1 : escape;
    const quotes = quoting === null ? [] : [quoting.quote, quoting.escape];
    this.#specials = ['\r', '\\', ...quotes].map((character) => ({ character, next: -1 }));
  }

  /** Whether the data is at its end: by `\.`, or by the last line. */
  get ended(): boolean {
    return this.#ended;
  }

  /** Adds text. What comes behind the end of the data is ignored. */
  push(text: string): void {
    if (this.#ended) return;
    this.#text = this.#at >= this.#text.length ? text : this.#text.slice(this.#at) + text;
    this.#at = 0;
    this.#newline = -1;
    for (const special of this.#specials) special.next = -1;
  }

  /** No more text comes. */
  finish(): void {
    this.#final = true;
  }

  /** The next line without its end; null when more text is needed, or none is left. */
  next(): string | null {
    if (this.#ended) return null;
    return this.#plainLine() ?? this.#scannedLine();
  }

  /** The usual line: nothing in it is special and it ends as all do. */
  #plainLine(): string | null {
    if (this.#lineEnd !== '\n' || this.#before !== '' || this.#quoted || !this.#first) return null;
    const at = this.#at;
    if (this.#newline < at) {
      const found = this.#text.indexOf('\n', at);
      this.#newline = found < 0 ? this.#text.length : found;
    }
    const end = this.#newline;
    if (end >= this.#text.length || this.#nextSpecial(at) < end) return null;
    this.#at = end + 1;
    return this.#text.slice(at, end);
  }

  /** Each character's place is looked for again only when it has been passed. */
  #nextSpecial(at: number): number {
    const text = this.#text;
    let nearest = text.length;
    for (const special of this.#specials) {
      if (special.next < at) {
        const found = text.indexOf(special.character, at);
        special.next = found < 0 ? text.length : found;
      }
      if (special.next < nearest) nearest = special.next;
    }
    return nearest;
  }

  #scannedLine(): string | null {
    const text = this.#text;
    let at = this.#at;
    const start = at;
    for (;;) {
      if (at >= text.length) return this.#outOfText(start, at);
      const code = text.charCodeAt(at);
      if ((code === BACKSLASH || code === RETURN) && at + 1 >= text.length && !this.#final) {
        return this.#outOfText(start, at);
      }
      if (this.#csv) this.#noteQuotes(code);
      if (code === RETURN && !this.#quoted) return this.#endLine(start, at, this.#afterReturn(at));
      if (code === NEWLINE && !this.#quoted) return this.#endLine(start, at, this.#afterNewline(at));
      if (code === BACKSLASH && (!this.#csv || this.#first)) {
        if (text.charCodeAt(at + 1) === DOT) {
          const end = markerEnd(text, at + 2, this.#lineEnd, this.#csv, this.#final);
          if (end === 'more') return this.#outOfText(start, at);
          if (end === 'end') return this.#endData(text.slice(start, at));
        } else if (!this.#csv && at + 1 < text.length) at += 1;
      }
      this.#first = false;
      at += 1;
    }
  }

  #noteQuotes(code: number): void {
    if (this.#quoted && code === this.#escape) this.#escaped = !this.#escaped;
    if (code === this.#quote && !this.#escaped) this.#quoted = !this.#quoted;
    if (code !== this.#escape) this.#escaped = false;
    if (this.#quoted && code === (this.#lineEnd === '\n' ? NEWLINE : RETURN)) this.lineNumber += 1;
  }

  /** Where the line after a carriage return begins. */
  #afterReturn(at: number): number {
    if (this.#lineEnd === '\n') throw strayLineEnd('\r', this.#csv);
    if (this.#lineEnd === '\r') return at + 1;
    if (this.#text.charCodeAt(at + 1) === NEWLINE) {
      this.#lineEnd = '\r\n';
      return at + 2;
    }
    if (this.#lineEnd === '\r\n') throw strayLineEnd('\r', this.#csv);
    this.#lineEnd = '\r';
    return at + 1;
  }

  #afterNewline(at: number): number {
    if (this.#lineEnd === '\r' || this.#lineEnd === '\r\n') throw strayLineEnd('\n', this.#csv);
    this.#lineEnd = '\n';
    return at + 1;
  }

  #endLine(start: number, end: number, next: number): string {
    const line = this.#before + this.#text.slice(start, end);
    this.#before = '';
    this.#at = next;
    this.#first = true;
    this.#escaped = false;
    return line;
  }

  /** Keeps what belongs to the line, but for characters whose meaning depends on the next. */
  #outOfText(start: number, at: number): string | null {
    if (this.#final) return this.#endData(this.#text.slice(start));
    this.#before += this.#text.slice(start, at);
    this.#at = at;
    return null;
  }

  /** A last line without end is a line all the same. */
  #endData(rest: string): string | null {
    const line = this.#before + rest;
    this.#before = '';
    this.#ended = true;
    return line === '' ? null : line;
  }
}
