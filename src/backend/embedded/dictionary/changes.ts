/**
 * Counts the changes of one file's dictionary in memory that all its sessions share, in whatever thread, so that a statement
 * need not ask SQLite whether there were any: that took a quarter of a point query (6 us, measured 2026-11-24).
 */
export class DictionaryChanges {
  readonly memory: Int32Array<SharedArrayBuffer>;

  /** @param memory of another instance for the same file; without it a new count begins */
  constructor(memory: Int32Array<SharedArrayBuffer> = new Int32Array(new SharedArrayBuffer(4))) {
    this.memory = memory;
  }

  /** Called when a transaction with a change is over: from then on others can see it. */
  add(): void {
    Atomics.add(this.memory, 0, 1);
  }

  count(): number {
    return Atomics.load(this.memory, 0);
  }
}
