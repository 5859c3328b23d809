import type { CopyOptions } from '../options.ts';
import { badFormat } from './bad-format.ts';
import { csvFields } from './csv-fields.ts';
import { inputText, type InputText } from './input-text.ts';
import { LineReader } from './line-reader.ts';
import { textFields } from './text-fields.ts';
import type { Tuple, TupleSource } from './tuple.ts';

/** Tuples of the text and csv formats. */
export class LineTuples implements TupleSource {
  readonly #options: CopyOptions;
  readonly #columns: readonly string[];
  readonly #input: InputText;
  readonly #lines: LineReader;
  readonly #split: (line: string) => (string | null)[];
  #headerDue: boolean;
  /** The number of the line that is waited for has been counted. */
  #counted = false;
  /** The line that is being split, or was last; undefined while one is being read. */
  #text: string | undefined;

  /** @throws GatewayError 0A000 for an encoding that the gateway does not convert */
  constructor(options: CopyOptions, columns: readonly string[]) {
    this.#options = options;
    this.#columns = columns;
    this.#input = inputText(options.encoding);
    const csv = options.format === 'csv';
    this.#lines = new LineReader(csv ? options : null);
    const { delimiter, nullText } = options;
    this.#split = csv ? (line) => csvFields(line, options) : (line) => textFields(line, delimiter, nullText);
    this.#headerDue = options.header !== 'none';
  }

  get line(): number {
    return Math.max(this.#lines.lineNumber, 1);
  }

  get text(): string | undefined {
    return this.#text;
  }

  get placed(): boolean {
    return true;
  }

  push(bytes: Uint8Array): void {
    if (!this.#lines.ended) this.#lines.push(this.#input.decode(bytes));
  }

  finish(): void {
    this.#input.end();
    if (this.#input.failure === null) this.#lines.finish();
  }

  next(): Tuple | null {
    for (;;) {
      const line = this.#nextLine();
      if (line === null) return null;
      if (!this.#headerDue) return this.#tuple(line);
      this.#headerDue = false;
      if (this.#options.header === 'match') this.#checkHeader(this.#split(line));
    }
  }

  #nextLine(): string | null {
    if (this.#lines.ended) return null;
    this.#text = undefined;
    if (!this.#counted) this.#lines.lineNumber += 1;
    this.#counted = true;
    const line = this.#lines.next();
    if (line === null) {
      if (this.#input.failure && !this.#lines.ended) throw this.#input.failure;
      return null;
    }
    this.#counted = false;
    this.#text = line;
    return line;
  }

  #tuple(line: string): Tuple {
    const { length } = this.#columns;
    if (length === 0) {
      if (line !== '') throw badFormat('extra data after last expected column');
      return [];
    }
    const fields = this.#split(line);
    if (fields.length > length) throw badFormat('extra data after last expected column');
    return fields;
  }

  #checkHeader(fields: readonly (string | null)[]): void {
    const expected = this.#columns;
    if (fields.length !== expected.length) {
      throw badFormat(
        `wrong number of fields in header line: got ${fields.length}, expected ${expected.length}`,
      );
    }
    for (const [index, name] of expected.entries()) {
      const field = fields[index] ?? null;
      const start = `column name mismatch in header line field ${index + 1}: got`;
      if (field === null) {
        throw badFormat(`${start} null value ("${this.#options.nullText}"), expected "${name}"`);
      }
      if (field !== name) throw badFormat(`${start} "${field}", expected "${name}"`);
    }
  }
}
