import type { StatementSync } from 'node:sqlite';
import type { StatementPlan } from '../compile/plan.ts';
import type { ParsedStatement } from '../iris-sql/ast.ts';
import { type Reader, needsBigInt, resultReader } from '../values/result.ts';
import type { Database } from './database.ts';

/** An IRIS statement that has been executed before: parsed, compiled, prepared. */
export class PreparedStatement {
  readonly parsed: ParsedStatement;
  plan: StatementPlan;
  /** Dictionary epoch the plan was made for. */
  epoch: number;
  wide: ReadonlySet<number> = new Set();
  readers: readonly Reader[] = [];
  #bigInts = false;
  /** SQLite statements that no open cursor uses. */
  #free: StatementSync[] = [];

  constructor(parsed: ParsedStatement, plan: StatementPlan, epoch: number) {
    this.parsed = parsed;
    this.plan = plan;
    this.epoch = epoch;
    this.#prepareReaders();
  }

  replacePlan(plan: StatementPlan, epoch: number): void {
    this.plan = plan;
    this.epoch = epoch;
    this.#free = [];
    this.#prepareReaders();
  }

  #prepareReaders(): void {
    if (this.plan.kind !== 'query') return;
    const { types } = this.plan;
    this.#bigInts = types.some(needsBigInt);
    this.readers = types.map((type) => resultReader(type, this.#bigInts));
  }

  /** A prepared statement of the plan's SQL; give it back with `release`. */
  acquire(sql: string, database: Database): StatementSync {
    const free = this.#free.pop();
    if (free) return free;
    const statement = database.connection.prepare(sql);
    statement.setReturnArrays(true);
    if (this.#bigInts) statement.setReadBigInts(true);
    return statement;
  }

  /** @param plan the plan it was acquired for: a statement of an older one is dropped */
  release(statement: StatementSync, plan: StatementPlan): void {
    if (plan === this.plan) this.#free.push(statement);
  }
}

/** Least recently used statements fall out. */
export class StatementCache {
  readonly #entries = new Map<string, PreparedStatement>();
  readonly #capacity: number;

  constructor(capacity: number) {
    this.#capacity = capacity;
  }

  get(sql: string): PreparedStatement | undefined {
    const entry = this.#entries.get(sql);
    if (entry !== undefined && this.#entries.size > this.#capacity / 2) {
      this.#entries.delete(sql);
      this.#entries.set(sql, entry);
    }
    return entry;
  }

  set(sql: string, entry: PreparedStatement): void {
    this.#entries.set(sql, entry);
    if (this.#entries.size <= this.#capacity) return;
    const oldest = this.#entries.keys().next();
    if (oldest.done !== true) this.#entries.delete(oldest.value);
  }
}
