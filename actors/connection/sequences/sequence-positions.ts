import { sequenceKey, type SequencePosition } from '../../../src/sql/sequence/sequence.ts';
import type { SequenceRow } from '../../../src/sql/sequence/sequence-table.ts';

/**
 * Where sequences are, as this gateway knows better than the rows of the backend: numbers that were given out within a
 * transaction that may yet be rolled back, or whose row waits to be written. Nobody gets them again.
 */
export class SequencePositions {
  readonly #known = new Map<string, SequencePosition>();
  readonly #writing = new Map<string, Promise<void>>();

  /** The position from which the next number follows. */
  of(row: SequenceRow): SequencePosition {
    return this.#known.get(keyOf(row)) ?? row.position;
  }

  set(row: SequenceRow, position: SequencePosition): void {
    this.#known.set(keyOf(row), position);
  }

  /** Has a row written, by one writer at a time; who comes meanwhile waits for that one. */
  write(row: SequenceRow, writer: () => Promise<void>): Promise<void> {
    const key = keyOf(row);
    const under = this.#writing.get(key);
    if (under) return under;
    const writing = writer().finally(() => this.#writing.delete(key));
    this.#writing.set(key, writing);
    return writing;
  }

  /** The row in the backend says it all again. */
  forget(row: SequenceRow): void {
    this.#known.delete(keyOf(row));
  }
}

/** A restart begins another generation: what was known of the last one holds no longer. */
function keyOf(row: SequenceRow): string {
  return `${row.generation} ${sequenceKey(row)}`;
}

export function samePosition(one: SequencePosition, other: SequencePosition): boolean {
  return one.value === other.value && one.called === other.called;
}
