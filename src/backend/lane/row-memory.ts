import type { IrisValue } from '../../types/iris-value.ts';

/** An array with its header, and what a value occupies besides its text: a pointer and a heap object. */
const ROW_BYTES = 64;
const VALUE_BYTES = 32;

/**
 * Bounds the rows that are held in a lane's memory until a statement has ended. V8 ends the whole process when a thread
 * outgrows its heap limit inside native code (node:sqlite builds rows there), so the limit of the thread is no guard:
 * rows are counted before they are kept.
 */
export class RowMemory {
  readonly #limit: number;
  readonly #exceeded: () => Error;
  #used = 0;

  /**
   * @param limit bytes that all rows may take together, by an estimate from above
   * @param exceeded what `hold` throws when they take more
   */
  constructor(limit: number, exceeded: () => Error) {
    this.#limit = limit;
    this.#exceeded = exceeded;
  }

  /** Counts one more row that is kept. @returns its bytes, to be given to `release` */
  hold(row: readonly IrisValue[]): number {
    const bytes = rowBytes(row);
    if (this.#used + bytes > this.#limit) throw this.#exceeded();
    this.#used += bytes;
    return bytes;
  }

  /** The rows that took so many bytes are kept no longer. */
  release(bytes: number): void {
    this.#used -= bytes;
  }
}

/** JavaScript keeps text in one or two bytes a character: two are assumed. */
function rowBytes(row: readonly IrisValue[]): number {
  let bytes = ROW_BYTES;
  for (const value of row) {
    bytes += VALUE_BYTES;
    if (typeof value === 'string') bytes += 2 * value.length;
    else if (value instanceof Uint8Array) bytes += value.byteLength;
  }
  return bytes;
}
