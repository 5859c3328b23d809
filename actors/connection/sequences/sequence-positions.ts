import { sequenceKey, type SequenceName, type SequencePosition } from '../../../src/sql/sequence/sequence.ts';
import type { SequenceRow } from '../../../src/sql/sequence/sequence-table.ts';

/**
 * Where sequences are, as this gateway knows better than the rows of the backend: numbers that were given out within a
 * transaction that may yet be rolled back, or from those that a row has set aside. Nobody gets them again.
 */
export class SequencePositions {
  readonly #known = new Map<string, SequencePosition>();
  readonly #reserved = new Map<string, SequencePosition>();
  readonly #writing = new Map<string, Promise<void>>();
  readonly #rows = new Map<string, SequenceRow>();
  #age = 0;

  /** The position from which the next number follows. */
  of(row: SequenceRow): SequencePosition {
    return this.#known.get(keyOf(row)) ?? row.position;
  }

  set(row: SequenceRow, position: SequencePosition): void {
    this.#known.set(keyOf(row), position);
  }

  /** Up to where numbers are set aside for this gateway in the backend's row. */
  reserved(row: SequenceRow): SequencePosition {
    return this.#reserved.get(keyOf(row)) ?? row.position;
  }

  reserve(row: SequenceRow, position: SequencePosition): void {
    this.#reserved.set(keyOf(row), position);
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

  /** A row that was read before, of a backend whose definitions only this gateway changes. */
  row(name: SequenceName): SequenceRow | undefined {
    return this.#rows.get(sequenceKey(name));
  }

  /** How often definitions have changed. */
  get age(): number {
    return this.#age;
  }

  /** @param age when it was asked for: an older row is not kept */
  keepRow(row: SequenceRow, age: number): void {
    if (age === this.#age) this.#rows.set(sequenceKey(row), row);
  }

  /** Definitions have changed. */
  forgetRows(): void {
    this.#age += 1;
    this.#rows.clear();
  }

  /** Rows that say another position than the one that is known. */
  unwritten(): { readonly row: SequenceRow; readonly position: SequencePosition }[] {
    return [...this.#rows.values()].flatMap((row) => {
      const position = this.of(row);
      return samePosition(this.reserved(row), position) ? [] : [{ row, position }];
    });
  }
}

/** A restart begins another generation: what was known of the last one holds no longer. A new name changes nothing. */
function keyOf({ generation }: SequenceRow): string {
  return generation;
}

export function samePosition(one: SequencePosition, other: SequencePosition): boolean {
  return one.value === other.value && one.called === other.called;
}
