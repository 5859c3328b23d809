import { BinaryReader } from './binary-reader.ts';
import type { Tuple, TupleSource } from './tuple.ts';

/** Tuples of the binary format. */
export class BinaryTuples implements TupleSource {
  readonly #reader: BinaryReader;
  readonly text = undefined;
  #read = 0;
  line = 1;

  constructor(columns: number) {
    this.#reader = new BinaryReader(columns);
  }

  get placed(): boolean {
    return this.#reader.headerRead;
  }

  push(bytes: Uint8Array): void {
    this.#reader.push(bytes);
  }

  finish(): void {
    this.#reader.finish();
  }

  next(): Tuple | null {
    this.line = this.#read + 1;
    const tuple = this.#reader.next();
    if (tuple !== null) this.#read += 1;
    return tuple;
  }
}
