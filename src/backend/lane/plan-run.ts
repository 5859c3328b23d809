import { fromIris } from '../../errors/from-iris.ts';
import { pgSpelling } from '../../sql/iris/spelling.ts';
import { GatewayError } from '../../errors/gateway-error.ts';
import type { IrisStatement, RowSource, Slot, Step } from '../../sql/plan.ts';
import type { IrisValue } from '../../types/iris-value.ts';
import type { TypeRegistry } from '../../types/index.ts';
import { roundSeconds } from '../../types/seconds.ts';
import type { Execution } from '../backend.ts';
import { IrisError, type IrisResult, type IrisSession } from '../iris-session.ts';
import { failingRow } from './failing-row.ts';
import { rowCountValue } from './row-count.ts';
import { RowMemory } from './row-memory.ts';

/** Bytes of rows that one statement may hold: those it returns after its changes, those it goes through in `each`. */
const HELD_BYTES = 192 * 1024 * 1024;

/** SQLCODEs of a unique violation: insert, update (iris-sql.md 6.8). */
const UNIQUE_VIOLATIONS = [-119, -120];

/** SQLCODEs of a lock that is not to be had in time: of the table, of a row (iris-sql.md 6.8). */
const LOCK_CONFLICTS = [-110, -114];

/** What an IRIS process waits for a lock when nothing else is said (iris-sql.md 6.1). */
const LOCK_TIMEOUT_SECONDS = 10;

type Row = readonly IrisValue[];

/** An execution whose rows may come one by one. */
export interface PlanExecution extends Omit<Execution, 'rows'> {
  readonly rows?: Iterable<Row>;
}

/** Ends the current round of `each`: ON CONFLICT DO NOTHING met a conflict. */
const SKIP_ROUND = Symbol('skip round');

/**
 * Runs the steps of one plan on one IRIS session (src/sql/plan.ts tells what each step means).
 *
 * @param session the IRIS process; nothing else uses it meanwhile
 * @param inTransaction whether one is open; if not, a plan of several changes gets its own
 * @param registry shows the values of a row that is refused
 * @param inserted takes %ROWID of each row that is inserted
 * @returns the rows for the client, one by one, and at the end the number of rows changed. A plan that changes data has
 *   done so when its first row comes (PostgreSQL runs RETURNING to completion as well).
 */
export function runPlan(
  session: IrisSession,
  execution: PlanExecution,
  inTransaction: boolean,
  registry: TypeRegistry,
  inserted: (rowId: IrisValue) => void = () => undefined,
): Generator<IrisValue[], number> {
  const run = new PlanRun(session, execution, registry, inserted);
  return execution.plan.writes ? run.change(inTransaction) : run.read();
}

class PlanRun {
  readonly #session: IrisSession;
  readonly #execution: PlanExecution;
  readonly #registry: TypeRegistry;
  readonly #inserted: (rowId: IrisValue) => void;
  #changed = 0;
  #rowId: IrisValue = null;
  #skipsLocked = false;
  readonly #met = new Map<Step, Set<IrisValue>>();
  readonly #memory = new RowMemory(
    HELD_BYTES,
    () => new GatewayError('53200', 'out of memory', { detail: 'The statement holds too many rows.' }),
  );

  constructor(
    session: IrisSession,
    execution: PlanExecution,
    registry: TypeRegistry,
    inserted: (rowId: IrisValue) => void,
  ) {
    this.#session = session;
    this.#execution = execution;
    this.#registry = registry;
    this.#inserted = inserted;
  }

  *read(): Generator<IrisValue[], number> {
    const { steps } = this.#execution.plan;
    const [only] = steps;
    try {
      // Nearly every query: each row would go through three more generators.
      if (steps.length === 1 && only?.do === 'emit') yield* this.#rows(only.statement, []);
      else yield* this.#steps(steps, []);
    } catch (error) {
      throw asClientError(error);
    }
    return this.#changed;
  }

  *change(inTransaction: boolean): Generator<IrisValue[], number> {
    const { plan } = this.#execution;
    const own = !inTransaction && !plan.changesSchema && needsTransaction(plan.steps);
    const rows: IrisValue[][] = [];
    try {
      if (own) this.#session.execute('START TRANSACTION', []);
      try {
        for (const row of this.#steps(plan.steps, [])) {
          this.#memory.hold(row);
          rows.push(row);
        }
      } catch (error) {
        if (error !== SKIP_ROUND) throw error;
      }
      if (own) this.#session.execute('COMMIT', []);
    } catch (error) {
      if (own) this.#session.execute('ROLLBACK', []);
      throw asClientError(error);
    }
    yield* rows;
    return this.#changed;
  }

  *#steps(steps: readonly Step[], rounds: readonly Row[]): Generator<IrisValue[], void> {
    for (const step of steps) yield* this.#step(step, rounds);
  }

  *#step(step: Step, rounds: readonly Row[]): Generator<IrisValue[], void> {
    switch (step.do) {
      case 'emit':
        yield* this.#rows(step.statement, rounds);
        return;
      case 'change': {
        const result = this.#changeOrSkip(step.statement, rounds, step.skipUnique ?? false);
        if (this.#skipsLocked && result.rowCount === 0) throw SKIP_ROUND;
        if (step.counts ?? true) this.#changed += result.rowCount;
        if (result.rowId !== null) {
          this.#rowId = result.rowId;
          this.#inserted(result.rowId);
        }
        return;
      }
      case 'command':
        this.#command(step.statement, rounds, step.ignore ?? []);
        return;
      case 'each':
        yield* this.#each(step, rounds);
        return;
      case 'branch': {
        const row = this.#first(step.query, rounds);
        if (row === undefined) yield* this.#steps(step.missing, rounds);
        else {
          this.#refuseSecond(step, row);
          yield* this.#steps(step.found, [row, ...rounds]);
        }
        // A row this execution inserted or updated counts as met too.
        if (row === undefined && step.onSecond) this.#meet(step, this.#rowId);
        return;
      }
      case 'refuse': {
        const row = this.#first(step.query, rounds);
        if (row !== undefined) throw this.#refusal(step, row);
        return;
      }
    }
  }

  *#each(step: Step & { do: 'each' }, rounds: readonly Row[]): Generator<IrisValue[], void> {
    const source = this.#source(step.source, rounds);
    if (step.skipsLocked) yield* this.#unlocked(step, step.skipsLocked.most, source.rows, rounds);
    else for (const row of source.rows) yield* this.#round(step, row, rounds);
    this.#memory.release(source.bytes);
  }

  /** @returns whether the round came to its end */
  *#round(step: Step & { do: 'each' }, row: Row, rounds: readonly Row[]): Generator<IrisValue[], boolean> {
    try {
      yield* this.#steps(step.steps, [row, ...rounds]);
      return true;
    } catch (error) {
      if (error !== SKIP_ROUND) throw error;
      return false;
    }
  }

  *#unlocked(
    step: Step & { do: 'each' },
    most: Slot | null,
    rows: Iterable<Row>,
    rounds: readonly Row[],
  ): Generator<IrisValue[], void> {
    const limit = most === null ? null : this.#value(most, rounds);
    let left = limit === null ? Number.POSITIVE_INFINITY : Number(limit);
    this.#session.execute('SET OPTION LOCK_TIMEOUT = 0', []).close();
    this.#skipsLocked = true;
    try {
      for (const row of rows) {
        if (left <= 0) break;
        if (yield* this.#round(step, row, rounds)) left -= 1;
      }
    } finally {
      this.#skipsLocked = false;
      this.#session.execute(`SET OPTION LOCK_TIMEOUT = ${LOCK_TIMEOUT_SECONDS}`, []).close();
    }
  }

  #refusal({ error }: Step & { do: 'refuse' }, row: Row): GatewayError {
    const { sqlstate, message, about, row: columns } = error;
    const detail = columns
      ? failingRow(row, columns, this.#registry, this.#execution.settings)
      : error.detail;
    return new GatewayError(sqlstate, message, { detail, ...about });
  }

  #refuseSecond(step: Step & { do: 'branch' }, row: Row): void {
    if (!step.onSecond || this.#meet(step, row[0] ?? null)) return;
    const { sqlstate, message, hint } = step.onSecond;
    throw new GatewayError(sqlstate, message, hint === undefined ? {} : { hint });
  }

  /** Whether this execution meets the row for the first time. */
  #meet(step: Step, rowId: IrisValue): boolean {
    const met = this.#met.get(step) ?? new Set();
    this.#met.set(step, met);
    // IRIS gives %ID as number or text depending on the path it took.
    const key = String(rowId);
    if (met.has(key)) return false;
    met.add(key);
    return true;
  }

  #changeOrSkip(statement: IrisStatement, rounds: readonly Row[], skipUnique: boolean): IrisResult {
    try {
      return this.#execute(statement, rounds);
    } catch (error) {
      const skipped = [
        ...(skipUnique ? UNIQUE_VIOLATIONS : []),
        ...(this.#skipsLocked ? LOCK_CONFLICTS : []),
      ];
      if (error instanceof IrisError && skipped.includes(error.sqlcode)) throw SKIP_ROUND;
      throw error;
    }
  }

  #command(statement: IrisStatement, rounds: readonly Row[], ignore: readonly number[]): void {
    try {
      this.#execute(statement, rounds).close();
    } catch (error) {
      if (!(error instanceof IrisError && ignore.includes(error.sqlcode))) throw error;
    }
  }

  /** Rows of an `each`, and the bytes they are held with. */
  #source(
    source: RowSource,
    rounds: readonly Row[],
  ): { readonly rows: Iterable<Row>; readonly bytes: number } {
    switch (source.kind) {
      case 'query': {
        let bytes = 0;
        const rows: Row[] = [];
        for (const row of this.#rows(source.statement, rounds)) {
          bytes += this.#memory.hold(row);
          rows.push(row);
        }
        return { rows, bytes };
      }
      case 'given':
        return { rows: this.#execution.rows ?? [], bytes: 0 };
      case 'tuples':
        return {
          rows: source.tuples.map((tuple) => tuple.map((slot) => this.#value(slot, rounds))),
          bytes: 0,
        };
    }
  }

  #first(statement: IrisStatement, rounds: readonly Row[]): Row | undefined {
    for (const row of this.#rows(statement, rounds)) return row;
    return undefined;
  }

  *#rows(statement: IrisStatement, rounds: readonly Row[]): Generator<IrisValue[], void> {
    const result = this.#execute(statement, rounds);
    try {
      yield* result.rows();
    } finally {
      result.close();
    }
  }

  #execute(statement: IrisStatement, rounds: readonly Row[]): IrisResult {
    return this.#session.execute(
      statement.sql,
      statement.slots.map((slot) => this.#value(slot, rounds)),
    );
  }

  #value(slot: Slot, rounds: readonly Row[]): IrisValue {
    switch (slot.from) {
      case 'parameter': {
        const value = this.#execution.parameters[slot.index] ?? null;
        if (slot.seconds !== undefined) return roundSeconds(value, slot.seconds);
        return slot.rowCount === undefined ? value : rowCountValue(value, slot.rowCount);
      }
      case 'session':
        return this.#execution.sessionValues[slot.value] ?? null;
      case 'constant':
        return slot.value;
      case 'row': {
        const value = rounds[slot.outwards ?? 0]?.[slot.column] ?? null;
        return slot.seconds === undefined ? value : roundSeconds(value, slot.seconds);
      }
      case 'rowid':
        return this.#rowId;
    }
  }
}

/** One changing statement is atomic in IRIS by itself; anything more needs a transaction. */
function needsTransaction(steps: readonly Step[]): boolean {
  return !(steps.length === 1 && steps[0]?.do === 'change');
}

function asClientError(error: unknown): unknown {
  return error instanceof IrisError ? fromIris(error.sqlcode, error.message, pgSpelling) : error;
}
