import type { Batch } from '../../copy/from/batch.ts';
import { RowReader } from '../../copy/from/row-reader.ts';
import { fromIris } from '../../errors/from-iris.ts';
import { pgSpelling } from '../../sql/iris/spelling.ts';
import { asGatewayError, GatewayError, type ErrorFields } from '../../errors/gateway-error.ts';
import { SQLSTATE } from '../../errors/sqlstate.ts';
import type { TypeRegistry } from '../../types/index.ts';
import type { IrisValue } from '../../types/iris-value.ts';
import type { CopyExecution } from '../backend.ts';
import { IrisError, type IrisSession } from '../iris-session.ts';
import { refusedRow } from '../refused-row.ts';
import { runPlan } from './plan-run.ts';

/**
 * A COPY FROM in a lane: the client's bytes are cut into rows, and these are inserted batch by batch. The transaction is
 * the caller's.
 */
export class CopyRun {
  readonly #session: IrisSession;
  readonly #registry: TypeRegistry;
  readonly #copy: CopyExecution;
  readonly #interrupted: () => boolean;
  readonly #reader: RowReader;
  #count = 0;

  /** @throws GatewayError 0A000 for an encoding that the gateway does not convert */
  constructor(session: IrisSession, registry: TypeRegistry, copy: CopyExecution, interrupted: () => boolean) {
    this.#session = session;
    this.#registry = registry;
    this.#copy = copy;
    this.#interrupted = interrupted;
    this.#reader = new RowReader(copy.source, registry, copy.settings);
  }

  /** Rows inserted so far. */
  get count(): number {
    return this.#count;
  }

  /** Takes the next bytes. @returns what is to be told to the client */
  take(bytes: Uint8Array): readonly ErrorFields[] {
    this.#reader.push(bytes);
    return this.#insertAll();
  }

  /** No more bytes come. */
  finish(): readonly ErrorFields[] {
    this.#reader.finish();
    return this.#insertAll();
  }

  /** An error that the copy is to end with, at its place in the data. */
  located(fields: ErrorFields): GatewayError {
    return this.#reader.located(GatewayError.fromFields(fields));
  }

  #insertAll(): readonly ErrorFields[] {
    const told: ErrorFields[] = [];
    for (let batch = this.#reader.next(); batch !== null; batch = this.#reader.next()) {
      if (this.#interrupted())
        throw new GatewayError(SQLSTATE.queryCanceled, 'canceling statement due to user request');
      told.push(...batch.skipped);
      this.#insert(batch);
    }
    return told;
  }

  /**
   * Rows before one that is wrong are not stored: PostgreSQL has them in memory still when it finds it, and has checked
   * no more of them than their CHECK constraints.
   */
  #insert(batch: Batch): void {
    const { failure, refused } = batch;
    if (failure === null) {
      this.#insertRows(batch);
      return;
    }
    try {
      this.#insertRows(batch);
    } catch (error) {
      if (asGatewayError(error).sqlstate === SQLSTATE.checkViolation) throw error;
    }
    throw refused === null ? failure : refusedRow(failure.fields, this.#copy.source.table, refused);
  }

  #insertRows({ rows, origins }: Batch): void {
    let at = -1;
    const given = function* (): Generator<readonly IrisValue[]> {
      for (const row of rows) {
        at += 1;
        yield row;
      }
    };
    const { plan, sessionValues, settings, lockTimeoutMs, source } = this.#copy;
    const execution = { plan, sessionValues, settings, lockTimeoutMs, parameters: [], formats: [], limit: 0 };
    try {
      const run = runPlan(this.#session, { ...execution, rows: given() }, true, this.#registry);
      let step = run.next();
      while (step.done !== true) step = run.next();
      this.#count += rows.length;
    } catch (error) {
      const problem =
        error instanceof IrisError
          ? fromIris(error.sqlcode, error.message, pgSpelling)
          : asGatewayError(error);
      const origin = origins[at];
      throw origin === undefined || problem.sqlstate === SQLSTATE.queryCanceled
        ? problem
        : refusedRow(problem.fields, source.table, origin);
    }
  }
}
