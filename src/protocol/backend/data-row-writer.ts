import { Writer } from '../writer.ts';
import type { RowWriter } from './row-writer.ts';

/** Room for a small answer; it doubles as rows come, to the 64 KB or so at which lanes hand over. */
const CAPACITY = 8192;

/**
 * Builds DataRow messages column by column, in the threads that fetch rows. Each finished row is one complete frame.
 * A row that was begun and not ended (its value could not be encoded) is never handed over.
 */
export class DataRowWriter implements RowWriter {
  readonly #letter: string;
  readonly #writer = new Writer(CAPACITY, true);
  #finished = 0;
  #rows = 0;
  /** Columns the open row still needs. */
  #missing = 0;

  /** @param letter the type of the messages: CopyData of the binary format has the same body */
  constructor(letter: 'D' | 'd' = 'D') {
    this.#letter = letter;
  }

  /** Bytes of finished rows. */
  get size(): number {
    return this.#finished;
  }

  /** Finished rows since the last take. */
  get rows(): number {
    return this.#rows;
  }

  /** Opens a row of that many columns; an unfinished one is dropped. */
  beginRow(columns: number): void {
    this.#writer.truncate(this.#finished);
    this.#writer.begin(this.#letter).uint16(columns);
    this.#missing = columns;
  }

  null(): void {
    this.#writer.int32(-1);
    this.#missing -= 1;
  }

  /** A value in text format. */
  text(text: string): void {
    this.#writer.textValue(text);
    this.#missing -= 1;
  }

  /** A value in either format, already encoded. */
  bytes(bytes: Uint8Array): void {
    this.#writer.value(bytes);
    this.#missing -= 1;
  }

  /** Finishes the row. A wrong number of columns is a defect of the caller: clients would lose the stream. */
  endRow(): void {
    if (this.#missing !== 0) throw new Error(`a row lacks ${this.#missing} columns`);
    this.#writer.finish();
    this.#finished = this.#writer.length;
    this.#rows += 1;
  }

  /** A copy of the finished rows, for small answers: the memory stays for the next ones. */
  copy(): Uint8Array<ArrayBuffer> {
    const rows = this.#writer.copy(this.#finished);
    this.#writer.truncate(0);
    this.#finished = 0;
    this.#rows = 0;
    return rows;
  }

  /** Hands over the finished rows. The bytes own their ArrayBuffer: it may be transferred. */
  take(): Uint8Array<ArrayBuffer> {
    this.#writer.truncate(this.#finished);
    this.#finished = 0;
    this.#rows = 0;
    return this.#writer.take();
  }
}
