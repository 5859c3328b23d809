import type { Definition } from '../compile/plan.ts';
import { IrisError } from '../../iris-session.ts';
import { nameKey } from '../iris-sql/ast.ts';
import type { Counters } from './counters.ts';
import type { Database } from './database.ts';
import type { WriteTurn } from './write-turn.ts';

/** Most transaction levels that IRIS keeps (iris-sql.md 6.1). */
const MAX_LEVELS = 255;

/** Seconds that a writer waits for another one, as IRIS does by default (iris-sql.md 6.1). */
const LOCK_TIMEOUT_SECONDS = 10;

/** What the session does round a transaction. */
export interface TransactionHooks {
  /** Reads ahead what open cursors still have: SQLite must hold no snapshot when a write begins or a rollback comes. */
  readonly settle: () => void;
  /** Part of the open transaction was taken back, DDL perhaps among it. */
  readonly undone: () => void;
  /** Does DDL again that SQLite has rolled back with the rows: in IRIS it stays (iris-sql.md 6.1). */
  readonly define: (statement: Definition) => void;
  /** Numbers that stay given when the rows that got them are rolled back (iris-sql.md 6.1). */
  readonly counters: readonly Counters[];
  /** Taken before SQLite's write lock, given back when it is free again. */
  readonly turn: WriteTurn;
}

/**
 * IRIS's transaction on top of SQLite's. Until its first write it holds no SQLite transaction, so that every statement
 * reads what is committed then (READ COMMITTED); the first write begins one and makes the open savepoints again.
 */
export class Transaction {
  readonly #database: Database;
  readonly #hooks: TransactionHooks;
  /** SET OPTION LOCK_TIMEOUT */
  lockTimeoutSeconds = LOCK_TIMEOUT_SECONDS;
  #active = false;
  #readOnly = false;
  /** nameKeys, oldest first. */
  #savepoints: string[] = [];
  /** The DDL of the open transaction, with the number of savepoints that were open. */
  #definitions: { readonly statement: Definition; level: number }[] = [];

  constructor(database: Database, hooks: TransactionHooks) {
    this.#database = database;
    this.#hooks = hooks;
  }

  get active(): boolean {
    return this.#active;
  }

  /** $TLEVEL */
  get level(): number {
    return this.#active ? 1 + this.#savepoints.length : 0;
  }

  /** No effect inside a transaction. */
  start(readOnly: boolean): void {
    if (this.#active) return;
    this.#active = true;
    this.#readOnly = readOnly;
  }

  commit(): void {
    if (this.#database.inTransaction) {
      try {
        this.#database.commit();
      } catch (error) {
        this.rollback();
        throw error;
      }
    }
    this.#leave();
    this.#giveTurn();
  }

  rollback(): void {
    this.#hooks.settle();
    const definitions = this.#definitions;
    this.#database.rollback();
    this.#leave();
    try {
      if (definitions.length > 0 || this.#numbersGiven) {
        this.#database.immediately(() => {
          this.#defineAgain(definitions);
          this.#restoreNumbers();
        });
      }
    } finally {
      this.#giveTurn();
    }
  }

  /** A definition that the rows of before do not allow (a unique index over repeated values) is left out. */
  #defineAgain(definitions: readonly { readonly statement: Definition }[]): void {
    if (definitions.length === 0) return;
    this.#hooks.undone();
    for (const { statement } of definitions) {
      try {
        this.#atomically(() => this.#hooks.define(statement));
      } catch (error) {
        if (!(error instanceof IrisError)) throw error;
      }
    }
  }

  /** A statement has defined something within the transaction. */
  noteDefinition(statement: Definition): void {
    // Rows that TRUNCATE has deleted come back (iris-sql.md 6.1).
    if (!this.#active || statement.kind === 'truncate') return;
    this.#definitions.push({ statement, level: this.#savepoints.length });
  }

  #leave(): void {
    this.#definitions = [];
    this.#active = false;
    this.#readOnly = false;
    this.#savepoints = [];
  }

  /** Starts a transaction when there is none. @throws IrisError -400 beyond 255 levels */
  savepoint(name: string): void {
    this.start(false);
    if (this.level >= MAX_LEVELS) throw new IrisError(-400, '<TRANSACTION LEVEL>');
    this.#savepoints.push(nameKey(name));
    if (this.#database.inTransaction) this.#database.exec(`SAVEPOINT s${this.#savepoints.length}`);
  }

  /**
   * Takes back what happened since the newest savepoint of that name and deletes it with all later ones.
   *
   * @throws IrisError -375 for an unknown name, after rolling back everything (iris-sql.md 6.1)
   */
  rollbackTo(name: string): void {
    const at = this.#savepoints.lastIndexOf(nameKey(name));
    if (at < 0) {
      this.rollback();
      throw new IrisError(-375, `Cannot ROLLBACK to unestablished savepoint '${name}'`);
    }
    if (this.#database.inTransaction) {
      this.#hooks.settle();
      this.#database.exec(`ROLLBACK TO s${at + 1}; RELEASE s${at + 1}`);
      this.#hooks.undone();
      this.#defineAgain(this.#definitions.filter(({ level }) => level > at));
      this.#restoreNumbers();
    }
    this.#savepoints.length = at;
    for (const one of this.#definitions) one.level = Math.min(one.level, at);
  }

  /**
   * Runs a changing statement. Outside a transaction it is one of its own; inside, a failure undoes this statement alone.
   *
   * @param steps whether `work` runs more than one SQLite statement
   * @param waitSeconds longest wait for another writer; SET OPTION LOCK_TIMEOUT's when null
   * @throws IrisError -115 in a READ ONLY transaction; -110, or SQLITE_BUSY without turns, when another session writes
   */
  write<T>(work: () => T, steps: 'one' | 'many', waitSeconds: number | null = null): T {
    if (this.#readOnly) throw new IrisError(-115, 'The transaction is READ ONLY');
    this.#hooks.settle();
    const wait = waitSeconds ?? this.lockTimeoutSeconds;
    if (!this.#active) return this.#alone(work, steps, wait);
    this.#enter(wait);
    try {
      return steps === 'one' ? work() : this.#atomically(work);
    } catch (error) {
      if (this.#database.connection.isTransaction) this.#restoreNumbers();
      throw error;
    } finally {
      // A full disk makes SQLite roll back the whole transaction on its own.
      if (!this.#database.connection.isTransaction) this.rollback();
    }
  }

  #alone<T>(work: () => T, steps: 'one' | 'many', waitSeconds: number): T {
    this.#hooks.turn.take(waitSeconds);
    try {
      return steps === 'one' ? work() : this.#database.immediately(work);
    } catch (error) {
      if (this.#numbersGiven) this.#database.immediately(() => this.#restoreNumbers());
      throw error;
    } finally {
      this.#giveTurn();
    }
  }

  get #numbersGiven(): boolean {
    return this.#hooks.counters.some(({ pending }) => pending);
  }

  #restoreNumbers(): void {
    for (const counters of this.#hooks.counters) counters.restore();
  }

  /** The transaction is over: other sessions may write. */
  #giveTurn(): void {
    for (const counters of this.#hooks.counters) counters.committed();
    this.#hooks.turn.give();
  }

  /** Begins SQLite's transaction at the first write. */
  #enter(waitSeconds: number): void {
    if (this.#database.inTransaction) return;
    this.#hooks.turn.take(waitSeconds);
    try {
      this.#database.begin();
    } catch (error) {
      this.#hooks.turn.give();
      throw error;
    }
    for (let i = 1; i <= this.#savepoints.length; i += 1) this.#database.exec(`SAVEPOINT s${i}`);
  }

  #atomically<T>(work: () => T): T {
    this.#database.exec('SAVEPOINT iris_statement');
    try {
      const result = work();
      this.#database.exec('RELEASE iris_statement');
      return result;
    } catch (error) {
      if (this.#database.connection.isTransaction) {
        this.#database.exec('ROLLBACK TO iris_statement; RELEASE iris_statement');
        this.#hooks.undone();
      }
      throw error;
    }
  }
}
