/** Where counters of one kind are kept in the database. */
export interface CounterStore {
  /** Last number given; 0 before the first. */
  readonly read: (id: number) => bigint;
  readonly write: (id: number, value: bigint) => void;
}

/**
 * Counters of one kind as a session uses them. A number is given once: neither a failed statement nor a rollback gives it
 * back (iris-sql.md 6.1), where SQLite rolls the counter back with the rows.
 */
export class Counters {
  readonly #store: CounterStore;
  /** Last numbers that the running statement knows of. */
  readonly #running = new Map<number, bigint>();
  /** Highest numbers given since the session's last commit. */
  readonly #given = new Map<number, bigint>();

  constructor(store: CounterStore) {
    this.#store = store;
  }

  /** Another statement starts: what it finds in the database counts. */
  start(): void {
    this.#running.clear();
  }

  /** The next number. */
  next(id: number): bigint {
    const value = this.#last(id) + 1n;
    this.#set(id, value);
    return value;
  }

  /** A number that the statement gives itself: the counter goes on from it (RSQL_createtable). */
  goOnFrom(id: number, value: bigint): void {
    if (value > this.#last(id)) this.#set(id, value);
  }

  /** Writes what the running statement has taken. */
  save(): void {
    for (const [id, value] of this.#running) this.#store.write(id, value);
  }

  /** Whether a rollback could give numbers back. */
  get pending(): boolean {
    return this.#given.size > 0;
  }

  /** Writes the numbers given that a rollback has taken out of the database. */
  restore(): void {
    for (const [id, value] of this.#given) if (this.#store.read(id) < value) this.#store.write(id, value);
  }

  /** The numbers given are committed. */
  committed(): void {
    this.#given.clear();
  }

  #last(id: number): bigint {
    return this.#running.get(id) ?? this.#store.read(id);
  }

  #set(id: number, value: bigint): void {
    this.#running.set(id, value);
    this.#given.set(id, value);
  }
}
