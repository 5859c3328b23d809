/** Something of a session that its transaction decides about. Levels are numbers of open savepoints. */
export interface TransactionPart {
  commit(): void;
  rollback(): void;
  /** What was done at a level above `level` is undone. */
  rollbackTo(level: number): void;
  /** What was done at a level above `level` belongs to that one. */
  release(level: number): void;
}

/** Things with the level at which they were done, in order. */
export class Levelled<T> {
  #items: { readonly item: T; level: number }[] = [];

  get items(): T[] {
    return this.#items.map(({ item }) => item);
  }

  add(item: T, level: number): void {
    this.#items.push({ item, level });
  }

  /** @returns what was done above that level, newest first */
  takeAbove(level: number): T[] {
    if (this.#items.length === 0) return [];
    const gone = this.#items.filter((one) => one.level > level);
    this.#items = this.#items.filter((one) => one.level <= level);
    return gone.map(({ item }) => item).toReversed();
  }

  /** @returns everything, newest first */
  takeAll(): T[] {
    return this.takeAbove(-1);
  }

  release(level: number): void {
    for (const one of this.#items) one.level = Math.min(one.level, level);
  }
}
