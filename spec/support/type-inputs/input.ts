/** Settings a case is run under, by PostgreSQL's names; those left out are the defaults with TimeZone UTC. */
export interface CaseSettings {
  readonly TimeZone?: string;
  readonly DateStyle?: string;
  readonly IntervalStyle?: string;
  readonly bytea_output?: string;
  readonly extra_float_digits?: string;
}

export interface InputGroup {
  readonly settings?: CaseSettings;
  readonly typmod?: number;
  /** Texts for the input function. */
  readonly texts: readonly string[];
}

/** What the generator feeds to one type. */
export interface TypeInputs {
  /** pg_type.typname */
  readonly type: string;
  readonly groups: readonly InputGroup[];
  /** Bytes for the receive function, in hexadecimal. */
  readonly binaries?: readonly string[];
}

/** A small fixed sequence of numbers in [0, 1), so that the generated inputs stay the same. */
export function sequence(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

/** `count` results of `make`. */
export function times<T>(count: number, make: (index: number) => T): T[] {
  return Array.from({ length: count }, (_, index) => make(index));
}
