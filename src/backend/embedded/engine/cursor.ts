import { IrisError } from '../../iris-session.ts';
import type { RowMemory } from '../../lane/row-memory.ts';
import type { IrisValue } from '../../../types/iris-value.ts';
import type { Reader } from '../values/result.ts';
import type { SqliteValue } from '../values/sql-type.ts';

type SqliteRow = SqliteValue[];

/** What an open query needs from its session. */
export interface CursorOwner {
  /** @throws IrisError -456 when the statement has been cancelled */
  checkCancelled(): void;
  /** A failure of SQLite as IRIS reports it. */
  translate(error: unknown): Error;
  /** Bounds the rows that are read ahead. */
  readonly memory: RowMemory;
  /** The cursor is at its end: its prepared statement is free. After a failure its next execution would fail as well. */
  ended(cursor: Cursor, failed: boolean): void;
}

/** Rows of a running query, read on demand; `settle` reads the rest ahead when the session is about to write. */
export class Cursor {
  readonly #owner: CursorOwner;
  readonly #readers: readonly Reader[];
  readonly #iterator: Iterator<SqliteRow>;
  #ahead: IrisValue[][] | null = null;
  #aheadBytes = 0;
  #at = 0;
  #ended = false;
  #failure: unknown;

  constructor(owner: CursorOwner, readers: readonly Reader[], iterator: Iterator<SqliteRow>) {
    this.#owner = owner;
    this.#readers = readers;
    this.#iterator = iterator;
  }

  /** The next row, null at the end. */
  next(): IrisValue[] | null {
    this.#owner.checkCancelled();
    if (this.#failure !== undefined) throw this.#failure;
    if (this.#ahead !== null) {
      const row = this.#ahead[this.#at];
      this.#at += 1;
      if (row !== undefined) return row;
      this.close();
      return null;
    }
    return this.#ended ? null : this.#fetch();
  }

  #fetch(): IrisValue[] | null {
    try {
      const { done, value } = this.#iterator.next();
      if (done === true) {
        this.#end();
        return null;
      }
      return this.#read(value);
    } catch (error) {
      this.#end(true);
      throw this.#owner.translate(error);
    }
  }

  /** SQLite's own array becomes the reader's. */
  #read(row: SqliteRow): IrisValue[] {
    const readers = this.#readers;
    for (let i = 0; i < row.length; i += 1) {
      const value = row[i];
      if (value !== null && value !== undefined) row[i] = (readers[i] as Reader)(value);
    }
    return row;
  }

  /**
   * Reads all rows that are left, so that SQLite holds no read transaction for them: a write on top of an old snapshot
   * would fail, and a rollback would end the query.
   *
   * @throws IrisError -400 when they are too many; the query then gives no more rows but this error
   */
  settle(): void {
    if (this.#ended || this.#ahead !== null) return;
    const rows: IrisValue[][] = [];
    try {
      for (let row = this.#fetch(); row !== null; row = this.#fetch()) {
        this.#aheadBytes += this.#owner.memory.hold(row);
        rows.push(row);
      }
    } catch (error) {
      this.close();
      this.#failure = error;
      throw error;
    }
    this.#ahead = rows;
  }

  close(): void {
    this.#ahead = this.#ahead === null ? null : [];
    this.#owner.memory.release(this.#aheadBytes);
    this.#aheadBytes = 0;
    if (this.#ended) return;
    this.#iterator.return?.();
    this.#end();
  }

  #end(failed = false): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#owner.ended(this, failed);
  }
}

/** The rows as IrisResult gives them. */
export function* cursorRows(cursor: Cursor): IterableIterator<IrisValue[]> {
  try {
    for (let row = cursor.next(); row !== null; row = cursor.next()) yield row;
  } finally {
    cursor.close();
  }
}

export function noRows(): IterableIterator<IrisValue[]> {
  return [].values();
}

export function cancelled(): IrisError {
  return new IrisError(-456, 'SQL query execution interrupted by user');
}
