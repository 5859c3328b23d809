import { type IrisColumn, IrisError, type IrisResult, type IrisSession } from '../../iris-session.ts';
import { RowMemory } from '../../lane/row-memory.ts';
import type { Dialect } from '../../../sql/context.ts';
import type { IrisValue } from '../../../types/iris-value.ts';
import { type SessionIdentity, WideParameter } from '../compile/context.ts';
import type { Bind } from '../compile/fragment.ts';
import type {
  ChangePlan,
  Definition,
  DefinitionPlan,
  ExplainPlan,
  QueryPlan,
  UpsertPlan,
  StatementPlan,
} from '../compile/plan.ts';
import { type CompileServices, compileStatement, createContext } from '../compile/statement.ts';
import type { DefinitionResult } from '../definition/context.ts';
import { define } from '../definition/define.ts';
import type { DictionaryChanges } from '../dictionary/changes.ts';
import { Dictionary } from '../dictionary/dictionary.ts';
import { DictionaryStore } from '../dictionary/store.ts';
import { violationFunctions } from '../dictionary/violations.ts';
import { USER_AGGREGATES } from '../functions/aggregate-functions.ts';
import { USER_FUNCTIONS } from '../functions/registry.ts';
import { DEFAULT_SCHEMA, NAMESPACE, USERNAME } from '../functions/system.ts';
import { parseIrisSql } from '../iris-sql/parse.ts';
import type { SqliteValue } from '../values/sql-type.ts';
import { Counters } from './counters.ts';
import { Cursor, cursorRows, noRows } from './cursor.ts';
import { Database } from './database.ts';
import { Execution } from './execution.ts';
import { explanation } from './explanation.ts';
import { type SessionCounters, SessionFunctions } from './session-functions.ts';
import { type Processes, runSessionStatement } from './session-statement.ts';
import { irisError } from './sqlite-error.ts';
import { PreparedStatement, StatementCache } from './statement-cache.ts';
import { TemporaryTables } from './temporary-tables.ts';
import { Transaction } from './transaction.ts';
import { upsertRows } from './upsert.ts';
import { NO_TURN, type WriteTurn } from './write-turn.ts';

export interface EmbeddedSessionOptions {
  /** Database file; sessions in any thread may share it. `:memory:` is private to this session. */
  readonly path: string;
  readonly dialect: Dialect;
  readonly readOnly?: boolean;
  /**
   * Asked between rows and now and then inside a join: true stops the running statement with -456. Reads memory that
   * another thread writes, since this one is busy.
   */
  readonly interrupted?: () => boolean;
  /** Who works in the session; the engine's own user in this operating system process by default. */
  readonly identity?: SessionIdentity;
  /** How the session gets the turn to write; absent: whoever calls the session keeps writers apart. */
  readonly writeTurn?: WriteTurn;
  /** Other processes that CANCEL QUERY reaches; none by default. */
  readonly processes?: Processes;
  /** Counts changes of the file's dictionary; absent: sessions that do not share it may change it as well. */
  readonly changes?: DictionaryChanges;
  /** Statements kept compiled; 500 by default. */
  readonly statementCacheSize?: number;
}

/** Bytes of rows that open queries may have read ahead (Cursor.settle): half of what a lane's heap leaves. */
const AHEAD_BYTES = 192 * 1024 * 1024;

/** Opens a session of the embedded engine. @throws Error of node:sqlite when the file cannot be opened */
export function openEmbeddedSession(options: EmbeddedSessionOptions): IrisSession {
  return new EmbeddedSession(options);
}

class EmbeddedSession implements IrisSession {
  readonly #database: Database;
  readonly #store: DictionaryStore;
  readonly #dictionary: Dictionary;
  readonly #functions: SessionFunctions;
  readonly #services: CompileServices;
  readonly #transaction: Transaction;
  readonly #temporary: TemporaryTables;
  readonly #processes: Processes;
  readonly #cache: StatementCache;
  readonly #cursors = new Set<Cursor>();
  readonly #memory = new RowMemory(AHEAD_BYTES, () => new IrisError(-400, '<STORE>'));
  #closed = false;

  constructor(options: EmbeddedSessionOptions) {
    this.#database = new Database(options.path, options.readOnly);
    this.#store = new DictionaryStore(this.#database);
    if (options.readOnly !== true) this.#store.create(DEFAULT_SCHEMA);
    // From now on writers take turns that the gateway grants.
    this.#database.waitForLocks(0);
    this.#dictionary = new Dictionary(this.#store, options.changes);
    const counters = sessionCounters(this.#store);
    this.#functions = new SessionFunctions(options.interrupted ?? (() => false), counters);
    this.#processes = options.processes ?? { cancelQuery: () => false };
    this.#services = {
      dialect: options.dialect,
      identity: options.identity ?? { processId: process.pid, username: USERNAME, namespace: NAMESPACE },
      dictionary: this.#dictionary,
      functions: this.#functions,
    };
    this.#database.register(
      [...USER_FUNCTIONS, ...this.#functions.userFunctions(), ...violationFunctions(this.#dictionary)],
      USER_AGGREGATES,
    );
    this.#transaction = new Transaction(this.#database, {
      settle: () => this.#settleCursors(),
      undone: () => this.#dictionary.reread(),
      define: (statement) => this.#defineOnce(statement),
      counters: [counters.columns, counters.rowIds],
      turn: options.writeTurn ?? NO_TURN,
    });
    this.#temporary = new TemporaryTables({ ...this.#services, database: this.#database });
    this.#cache = new StatementCache(options.statementCacheSize ?? 500);
  }

  execute(sql: string, args: readonly IrisValue[]): IrisResult {
    try {
      const prepared = this.#prepare(sql);
      // What a cancelled statement has done must be undone all the same.
      if (!isRollback(prepared.plan)) this.#functions.checkCancelled();
      return this.#execute(prepared, args);
    } catch (error) {
      if (!(error instanceof WideParameter)) throw this.#translate(error, 'INSERT');
      return this.#executeWide(sql, args, error.index);
    }
  }

  /** Compiles again with a parameter that has too many digits for the column it is compared with. */
  #executeWide(sql: string, args: readonly IrisValue[], index: number): IrisResult {
    const prepared = this.#prepare(sql);
    prepared.wide = new Set([...prepared.wide, index]);
    this.#compileAgain(prepared, prepared.epoch);
    return this.execute(sql, args);
  }

  describe(sql: string): { readonly columns: readonly IrisColumn[]; readonly parameters: number } {
    try {
      const { plan, parsed } = this.#prepare(sql);
      return { columns: 'columns' in plan ? plan.columns : [], parameters: parsed.parameters };
    } catch (error) {
      throw this.#translate(error, 'INSERT');
    }
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    for (const cursor of this.#cursors) cursor.close();
    this.#transaction.rollback();
    this.#database.close();
  }

  #prepare(sql: string): PreparedStatement {
    // While this session writes, no other one can change the dictionary.
    const epoch = this.#database.inTransaction ? this.#dictionary.epoch : this.#dictionary.refresh();
    const known = this.#cache.get(sql);
    if (known) {
      if (known.epoch !== epoch) this.#compileAgain(known, epoch);
      return known;
    }
    const parsed = parseIrisSql(sql, this.#services.dialect);
    const plan = compileStatement(parsed, createContext(this.#services));
    const prepared = new PreparedStatement(parsed, plan, epoch);
    this.#cache.set(sql, prepared);
    return prepared;
  }

  #compileAgain(prepared: PreparedStatement, epoch: number): void {
    const context = createContext(this.#services, prepared.wide);
    prepared.replacePlan(compileStatement(prepared.parsed, context), epoch);
  }

  #execute(prepared: PreparedStatement, args: readonly IrisValue[]): IrisResult {
    const { plan } = prepared;
    switch (plan.kind) {
      case 'query':
        return this.#query(prepared, plan, args);
      case 'change':
        return this.#change(prepared, plan, args);
      case 'upsert':
        return this.#upsert(plan, args);
      case 'explain':
        return this.#explain(plan);
      case 'definition':
        return this.#define(plan);
      case 'session':
        return runSessionStatement(plan.statement, this.#transaction, this.#dictionary, this.#processes);
    }
  }

  #query(prepared: PreparedStatement, plan: QueryPlan, args: readonly IrisValue[]): IrisResult {
    this.#temporary.ensure(plan.temporaryTables);
    const execution = this.#execution();
    const binds = bindAll(plan.sql.binds, args, execution);
    const statement = prepared.acquire(plan.sql.sql, this.#database);
    const iterator = statement.iterate(...binds) as unknown as Iterator<SqliteValue[]>;
    const cursor = new Cursor(
      {
        checkCancelled: () => this.#functions.checkCancelled(),
        translate: (error) => this.#translate(error, 'INSERT'),
        memory: this.#memory,
        ended: (ended, failed) => {
          this.#cursors.delete(ended);
          // node:sqlite resets a statement when it is used again, and reset repeats the failure (sqlite3_reset).
          if (!failed) prepared.release(statement, plan);
          execution.end();
        },
      },
      prepared.readers,
      iterator,
    );
    this.#cursors.add(cursor);
    return {
      columns: plan.columns,
      rowCount: 0,
      rowId: null,
      rows: () => cursorRows(cursor),
      close: () => cursor.close(),
    };
  }

  #change(prepared: PreparedStatement, plan: ChangePlan, args: readonly IrisValue[]): IrisResult {
    const execution = this.#execution();
    const binds = bindAll(plan.sql.binds, args, execution);
    const run = () => {
      this.#temporary.ensure(plan.temporaryTables);
      const statement = prepared.acquire(plan.sql.sql, this.#database);
      try {
        return this.#functions.withCounters(() => statement.run(...binds));
      } finally {
        prepared.release(statement, plan);
        execution.end();
      }
    };
    const steps = plan.savesCounters ? 'many' : 'one';
    const result = this.#checked(plan, plan.verb === 'INSERT' ? 'INSERT' : 'UPDATE', () =>
      this.#transaction.write(run, steps),
    );
    const changes = Number(result.changes);
    const rowId = plan.verb === 'INSERT' && changes > 0 ? result.lastInsertRowid : null;
    return changed(changes, rowId);
  }

  #upsert(plan: UpsertPlan, args: readonly IrisValue[]): IrisResult {
    const execution = this.#execution();
    const source = bindAll(plan.source.binds, args, execution);
    const leftOut = bindAll(plan.insert.binds, args, execution);
    const work = () => {
      this.#temporary.ensure(plan.temporaryTables);
      return this.#functions.withCounters(() => upsertRows(plan, source, leftOut, this.#database));
    };
    const { count, rowId } = this.#checked(plan, 'INSERT', () => this.#transaction.write(work, 'many'));
    execution.end();
    return changed(count, rowId);
  }

  /** Runs a change with or without foreign key checks and reports failures by its verb. */
  #checked<T>(plan: ChangePlan | UpsertPlan, verb: 'INSERT' | 'UPDATE', work: () => T): T {
    this.#functions.checking = !plan.noCheck;
    try {
      return work();
    } catch (error) {
      throw this.#translate(error, verb);
    } finally {
      this.#functions.checking = true;
    }
  }

  /** DDL is one step of the open transaction, or a transaction of its own; it outlives a rollback. */
  #define({ statement }: DefinitionPlan): IrisResult {
    const { rowCount } = this.#transaction.write(() => this.#defineOnce(statement), 'many');
    this.#transaction.noteDefinition(statement);
    return changed(rowCount, null);
  }

  #defineOnce(statement: Definition): DefinitionResult {
    const execution = this.#execution();
    try {
      return define(statement, { ...this.#services, database: this.#database, execution });
    } finally {
      execution.end();
    }
  }

  #explain(plan: ExplainPlan): IrisResult {
    this.#temporary.ensure(plan.temporaryTables);
    const row: IrisValue[] = [explanation(plan, this.#database, this.#dictionary)];
    return {
      columns: plan.columns,
      rowCount: 0,
      rowId: null,
      rows: () => [row].values(),
      close: () => undefined,
    };
  }

  #execution(): Execution {
    return new Execution(this.#transaction.level, this.#functions);
  }

  #settleCursors(): void {
    for (const cursor of this.#cursors) cursor.settle();
  }

  #translate(error: unknown, verb: 'INSERT' | 'UPDATE'): Error {
    return irisError(error, this.#dictionary, verb);
  }
}

function sessionCounters(store: DictionaryStore): SessionCounters {
  return {
    columns: new Counters({
      read: (id) => store.counter(id),
      write: (id, value) => store.saveCounter(id, value),
    }),
    rowIds: new Counters({ read: (id) => store.rowId(id), write: (id, value) => store.saveRowId(id, value) }),
  };
}

function isRollback(plan: StatementPlan): boolean {
  return plan.kind === 'session' && plan.statement.kind.startsWith('rollback');
}

function bindAll(binds: readonly Bind[], args: readonly IrisValue[], execution: Execution): SqliteValue[] {
  return binds.map((bind) => bind(args, execution));
}

function changed(rowCount: number, rowId: number | bigint | null): IrisResult {
  const id = typeof rowId === 'bigint' && rowId <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(rowId) : rowId;
  return { columns: [], rowCount, rowId: id, rows: noRows, close: () => undefined };
}
