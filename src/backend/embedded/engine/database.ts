import { DatabaseSync, type StatementSync } from 'node:sqlite';
import type { UserAggregate } from '../functions/aggregate-functions.ts';
import type { UserFunction } from '../functions/user-function.ts';
import type { SqliteValue } from '../values/sql-type.ts';

type Row = readonly SqliteValue[];

/** Sessions that open a new file at once wait for each other this long (ms). */
const OPENING_TIMEOUT = 10_000;

/** One SQLite connection, with a cache of the engine's own statements. */
export class Database {
  readonly connection: DatabaseSync;
  readonly #statements = new Map<string, StatementSync>();
  #inTransaction = false;
  /** What is to be done when the open transaction is over, either way. */
  #afterwards: (() => void)[] = [];

  /**
   * @param path a file shared with other sessions, or `:memory:`
   * @throws Error of node:sqlite when the file cannot be opened
   */
  constructor(path: string, readOnly = false) {
    this.connection = new DatabaseSync(path, { readOnly, enableForeignKeyConstraints: false });
    // The engine checks foreign keys itself (dictionary/triggers.ts), LIKE is case-sensitive in IRIS, and a table is
    // renamed while triggers name it.
    this.waitForLocks(OPENING_TIMEOUT);
    if (!readOnly) this.connection.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL');
    this.connection.exec(
      'PRAGMA recursive_triggers = ON; PRAGMA case_sensitive_like = ON; PRAGMA legacy_alter_table = ON; PRAGMA temp_store = MEMORY',
    );
  }

  /** How long SQLite itself waits for a lock, in milliseconds: only while a file is opened and set up. */
  waitForLocks(milliseconds: number): void {
    this.connection.exec(`PRAGMA busy_timeout = ${milliseconds}`);
  }

  register(functions: readonly UserFunction[], aggregates: readonly UserAggregate<never>[]): void {
    for (const { name, deterministic, run } of functions) {
      this.connection.function(name, { deterministic, useBigIntArguments: true, varargs: true }, run);
    }
    for (const { name, start, step, inverse, result } of aggregates) {
      // node:sqlite keeps any value as state; its types know only those of SQLite.
      const options = { start, step, inverse, result, useBigIntArguments: true } as unknown;
      this.connection.aggregate(name, options as Parameters<DatabaseSync['aggregate']>[1]);
    }
  }

  #statement(sql: string): StatementSync {
    const known = this.#statements.get(sql);
    if (known) return known;
    const statement = this.connection.prepare(sql);
    statement.setReturnArrays(true);
    statement.setReadBigInts(true);
    this.#statements.set(sql, statement);
    return statement;
  }

  /** The first row; integers are bigint. */
  get(sql: string, ...args: readonly SqliteValue[]): Row | undefined {
    return this.#statement(sql).get(...args) as unknown as Row | undefined;
  }

  all(sql: string, ...args: readonly SqliteValue[]): readonly Row[] {
    return this.#statement(sql).all(...args) as unknown as readonly Row[];
  }

  run(sql: string, ...args: readonly SqliteValue[]): void {
    this.#statement(sql).run(...args);
  }

  /** Runs an INSERT and gives the new row's id. */
  insert(sql: string, ...args: readonly SqliteValue[]): bigint | number {
    return this.#statement(sql).run(...args).lastInsertRowid;
  }

  exec(sql: string): void {
    this.connection.exec(sql);
  }

  /** Whether this connection holds a write transaction. */
  get inTransaction(): boolean {
    return this.#inTransaction;
  }

  begin(): void {
    this.run('BEGIN IMMEDIATE');
    this.#inTransaction = true;
  }

  commit(): void {
    this.run('COMMIT');
    this.#over();
  }

  rollback(): void {
    if (this.connection.isTransaction) this.run('ROLLBACK');
    this.#over();
  }

  /** Does `work` once the open transaction is over, either way. */
  afterwards(work: () => void): void {
    this.#afterwards.push(work);
  }

  #over(): void {
    this.#inTransaction = false;
    for (const work of this.#afterwards.splice(0)) work();
  }

  /** Runs `work` in a write transaction of its own. */
  immediately<T>(work: () => T): T {
    this.begin();
    try {
      const result = work();
      this.commit();
      return result;
    } catch (error) {
      this.rollback();
      throw error;
    }
  }

  close(): void {
    this.#statements.clear();
    this.connection.close();
  }
}
