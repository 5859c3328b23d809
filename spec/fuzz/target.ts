/** A part of the gateway that reads what somebody else has written. */
export interface FuzzTarget {
  /** Inputs to begin with. */
  readonly seeds: readonly Uint8Array[];
  /** What a grammar would know: put in and exchanged by mutations. */
  readonly words: readonly string[];
  /** Throws for whatever must not happen: the refusals of bad input are caught here. */
  run(input: Uint8Array): void | Promise<void>;
  close?(): Promise<void>;
}

/** Takes an input apart: some bytes choose what is tried, the rest is the data. */
export class Input {
  readonly #bytes: Uint8Array;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  byte(): number {
    const byte = this.#bytes[this.#at] ?? 0;
    this.#at += 1;
    return byte;
  }

  pick<T>(list: readonly [T, ...T[]]): T;
  pick<T>(list: readonly T[]): T | undefined;
  pick<T>(list: readonly T[]): T | undefined {
    return list[this.byte() % list.length];
  }

  rest(): Buffer {
    return Buffer.from(this.#bytes.subarray(this.#at));
  }

  /** What came over the wire as text: UTF-8 without NUL. */
  text(): string {
    return this.rest().toString('utf8').replaceAll('\0', '');
  }
}

/** Pieces of the data, cut where `places` say. */
export function cut(data: Uint8Array, places: readonly number[]): Uint8Array[] {
  const ends = [...new Set(places.map((place) => place % (data.length + 1)))].sort((a, b) => a - b);
  // Each its own memory, as a socket's chunks have.
  return [...ends, data.length].map((end, i) => data.slice(ends[i - 1] ?? 0, end));
}

/** A seed: bytes that choose, then data. */
export function seed(choices: readonly number[], data: string | Uint8Array = ''): Uint8Array {
  return Buffer.concat([Buffer.from(choices), typeof data === 'string' ? Buffer.from(data) : data]);
}
