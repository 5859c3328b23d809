import { Buffer } from 'node:buffer';
import type { RowWriter } from '../../protocol/index.ts';
import { Writer } from '../../protocol/index.ts';
import { conversionOf, isUtf8 } from '../../encoding/encoding.ts';
import { encodeSingleByte, type SingleByteTable } from '../../encoding/single-byte.ts';
import type { CopyRows } from './copy-rows.ts';
import { csvField, textField, type FieldText } from './row-text.ts';

const CAPACITY = 8192;

/** Builds a CopyData message for each row, in the text or csv format. */
export class LineWriter implements RowWriter {
  readonly #writer = new Writer(CAPACITY, true);
  readonly #delimiter: string;
  readonly #fields: readonly FieldText[];
  readonly #header: readonly FieldText[];
  readonly #conversion: SingleByteTable | null;
  #line = '';
  #column = 0;
  #finished = 0;

  /** @throws GatewayError 0A000 for an encoding that the gateway does not convert */
  constructor({ options, columns }: CopyRows) {
    this.#delimiter = options.delimiter;
    const { encoding, format, forceQuote } = options;
    this.#conversion = encoding === null || isUtf8(encoding) ? null : conversionOf(encoding);
    const alone = columns.length === 1;
    const csv = (name: string, forced: boolean): FieldText =>
      csvField(options, forced && (forceQuote === '*' || forceQuote.includes(name)), alone);
    const text = textField(options);
    this.#fields = columns.map((name) => (format === 'csv' ? csv(name, true) : text));
    this.#header = columns.map((name) => (format === 'csv' ? csv(name, false) : text));
  }

  get size(): number {
    return this.#finished;
  }

  /** The line of column names. */
  header(columns: readonly string[]): void {
    this.beginRow();
    columns.forEach((name, i) => this.#add(this.#header[i]?.(name) ?? name));
    this.endRow();
  }

  beginRow(): void {
    this.#line = '';
    this.#column = 0;
  }

  null(): void {
    this.#add(this.#fields[this.#column]?.(null) ?? '');
  }

  text(text: string): void {
    this.#add(this.#fields[this.#column]?.(text) ?? text);
  }

  bytes(bytes: Uint8Array): void {
    this.text(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('utf8'));
  }

  endRow(): void {
    this.#writer.truncate(this.#finished);
    this.#writer.begin('d');
    const line = `${this.#line}\n`;
    if (this.#conversion === null) this.#writer.text(line);
    else this.#writer.bytes(encodeSingleByte(line, this.#conversion));
    this.#writer.finish();
    this.#finished = this.#writer.length;
  }

  copy(): Uint8Array<ArrayBuffer> {
    const rows = this.#writer.copy(this.#finished);
    this.#writer.truncate(0);
    this.#finished = 0;
    return rows;
  }

  take(): Uint8Array<ArrayBuffer> {
    this.#writer.truncate(this.#finished);
    this.#finished = 0;
    return this.#writer.take();
  }

  #add(field: string): void {
    this.#line += this.#column === 0 ? field : this.#delimiter + field;
    this.#column += 1;
  }
}
