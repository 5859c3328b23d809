import { readDictionaryVersion, readChanges, type DictionaryQuery } from '../../catalog/reader.ts';
import { fromIris } from '../../errors/from-iris.ts';
import { pgSpelling } from '../../sql/iris/spelling.ts';
import { asGatewayError, GatewayError } from '../../errors/gateway-error.ts';
import { copyWriter } from '../../copy/to/copy-writer.ts';
import { DataRowWriter, type RowWriter } from '../../protocol/index.ts';
import { fieldEncoder, type TypeRegistry } from '../../types/index.ts';
import type { IrisValue } from '../../types/iris-value.ts';
import type { CopyExecution, Execution, Outcome } from '../backend.ts';
import { IrisError, type IrisSession } from '../iris-session.ts';
import { LostLane } from '../lost-lane.ts';
import { RefusedRow } from '../refused-row.ts';
import { computedColumns, type ComputeColumns } from './computed-columns.ts';
import { CopyRun } from './copy-run.ts';
import type { StatementFigures } from '../statement-figures.ts';
import { ReceivedPlans } from './known-plans.ts';
import type { FromLane, LaneRequest, ToLane } from './messages.ts';
import { MeasuredSession } from './measured-session.ts';
import { runPlan } from './plan-run.ts';
import { Savepoints } from './savepoints.ts';

/** A chunk of rows is handed over when it has grown to this many bytes (design.md decision 3). */
const CHUNK_BYTES = 64 * 1024;

/** Answers below are copied into their message: transferring costs more (measurements.md E). */
const COPIED_BYTES = 16 * 1024;

/** How many chunks may be on their way unacknowledged: one is sent to the client, one waits, one is being filled. */
const WINDOW = 2;

type FieldEncoder = (value: IrisValue) => string | Uint8Array | null;

interface Portal {
  readonly rows: Generator<IrisValue[], number>;
  readonly encoders: readonly FieldEncoder[];
  readonly compute: ComputeColumns | null;
  readonly writer: RowWriter;
  readonly counted: 'rows' | 'changes';
  /** %ROWID of the row that was inserted last. */
  readonly inserted: { rowId: IrisValue };
  /** Of an execution that is measured. */
  readonly figures: () => readonly StatementFigures[] | undefined;
}

/** How a lane's thread or process speaks with the gateway's main thread. */
export interface LaneLink {
  post(message: FromLane, transfer?: ArrayBuffer): void;
  /** The next message, at once where the lane can sleep until it comes; null when none will. */
  next(): ToLane | null | Promise<ToLane | null>;
}

/**
 * The working side of a lane: runs plans on one IRIS session and encodes rows to DataRow messages. Requests are served
 * one at a time, in order.
 */
export class LaneHost {
  readonly #session: IrisSession;
  readonly #registry: TypeRegistry;
  readonly #link: LaneLink;
  readonly #interrupted: () => boolean;
  readonly #savepoints: Savepoints;
  readonly #portals = new Map<string, Portal>();
  readonly #plans = new ReceivedPlans();
  readonly #writer = new DataRowWriter();
  #inTransaction = false;
  #unacknowledged = 0;

  /**
   * @param interrupted whether the running request was cancelled; asked between rows
   */
  constructor(session: IrisSession, registry: TypeRegistry, link: LaneLink, interrupted: () => boolean) {
    this.#session = session;
    this.#registry = registry;
    this.#link = link;
    this.#interrupted = interrupted;
    this.#savepoints = new Savepoints(session);
  }

  /** Serves one request after the other, until no more come. */
  async serve(): Promise<void> {
    for (;;) {
      const message = await this.#link.next();
      if (message === null) return;
      // What was on its way when a copy failed is of no use.
      if ('request' in message) await this.#answer(message.request);
      else if ('credit' in message) this.#unacknowledged -= message.credit;
    }
  }

  async #answer(request: LaneRequest): Promise<void> {
    try {
      await this.#serve(request);
    } catch (error) {
      this.#writer.take();
      const failure =
        error instanceof IrisError
          ? fromIris(error.sqlcode, error.message, pgSpelling)
          : asGatewayError(error);
      this.#link.post({
        say: 'failed',
        error: failure.fields,
        ...(failure instanceof RefusedRow ? { refused: failure.origin } : {}),
        ...(failure instanceof LostLane ? { lost: failure.started ? 'after' : 'before' } : {}),
      });
    }
  }

  readonly #query: DictionaryQuery = (sql, args) =>
    [...this.#session.execute(sql, args).rows()].map((row) => [...row]);

  async #serve(request: LaneRequest): Promise<void> {
    switch (request.ask) {
      case 'execute':
        return this.#execute(request.portal, {
          ...request.execution,
          plan: this.#plans.resolve(request.plan),
        });
      case 'copyIn':
        return this.#copyIn({ ...request.copy, plan: this.#plans.resolve(request.plan) });
      case 'resume': {
        const portal = this.#portals.get(request.portal);
        if (!portal) throw new GatewayError('34000', `portal "${request.portal}" does not exist`);
        return this.#run(request.portal, portal, request.limit);
      }
      case 'closePortal':
        this.#closePortal(request.portal);
        break;
      case 'begin':
        this.#session.execute('START TRANSACTION ISOLATION LEVEL READ COMMITTED', []);
        this.#inTransaction = true;
        break;
      case 'commit':
      case 'rollback':
        for (const name of this.#portals.keys()) this.#closePortal(name);
        if (this.#inTransaction) this.#session.execute(request.ask === 'commit' ? 'COMMIT' : 'ROLLBACK', []);
        this.#inTransaction = false;
        this.#savepoints.clear();
        break;
      case 'savepoint':
        this.#savepoints.open(request.name);
        break;
      case 'rollbackTo':
        for (const name of this.#portals.keys()) this.#closePortal(name);
        this.#savepoints.rollbackTo(request.name);
        break;
      case 'release':
        this.#savepoints.release(request.name);
        break;
      case 'describe':
        this.#link.post({ say: 'described', description: this.#session.describe(request.sql) });
        return;
      case 'snapshot': {
        this.#link.post({ say: 'snapshot', changes: readChanges(this.#query, request.known) });
        return;
      }
      case 'dictionaryVersion': {
        this.#link.post({ say: 'dictionaryVersion', version: readDictionaryVersion(this.#query) });
        return;
      }
    }
    this.#link.post({ say: 'done', frames: null, rows: 0, outcome: { count: 0, suspended: false } });
  }

  #execute(name: string, execution: Execution): Promise<void> {
    this.#closePortal(name);
    const { plan, formats, settings } = execution;
    if (plan.writes && this.#inTransaction) this.#savepoints.materialise();
    const encoders = (plan.columns ?? []).map(({ typeOid, typmod, scale, elementOid }, i) =>
      fieldEncoder(this.#registry, typeOid, typmod, scale, formats[i] ?? 0, settings, elementOid),
    );
    const measured = execution.measure === true ? new MeasuredSession(this.#session) : null;
    const inserted: Portal['inserted'] = { rowId: null };
    const noteRow = (rowId: IrisValue): void => {
      if (plan.numbers !== undefined) inserted.rowId = rowId;
    };
    const portal: Portal = {
      inserted,
      figures: () => measured?.figures,
      rows: runPlan(measured ?? this.#session, execution, this.#inTransaction, this.#registry, noteRow),
      encoders,
      compute: computedColumns(plan.columns ?? [], execution.parameters),
      writer: execution.copy === undefined ? this.#writer : copyWriter(execution.copy),
      // SELECT ... FOR UPDATE writes and counts its rows all the same; CREATE TABLE AS, a SELECT without rows, does not.
      counted: plan.writes && (plan.tag !== 'SELECT' || plan.columns === null) ? 'changes' : 'rows',
    };
    return this.#run(name, portal, execution.limit);
  }

  /** All rows or none: in the open transaction, whose end the session decides when it fails, or in one of its own. */
  async #copyIn(copy: CopyExecution): Promise<void> {
    const own = !this.#inTransaction;
    const run = new CopyRun(this.#session, this.#registry, copy, this.#interrupted);
    try {
      if (own) this.#session.execute('START TRANSACTION ISOLATION LEVEL READ COMMITTED', []);
      else this.#savepoints.materialise();
      await this.#insertPieces(run);
      if (own) this.#session.execute('COMMIT', []);
      const outcome: Outcome = { count: run.count, suspended: false };
      this.#link.post({ say: 'done', frames: null, rows: 0, outcome });
    } catch (error) {
      if (own) this.#session.execute('ROLLBACK', []);
      throw error;
    }
  }

  async #insertPieces(run: CopyRun): Promise<void> {
    for (;;) {
      const message = await this.#link.next();
      if (message === null || !('copy' in message)) throw outOfStep();
      const piece = message.copy;
      if ('end' in piece && piece.end === 'failed') throw run.located(piece.error);
      const notices = 'data' in piece ? run.take(piece.data) : run.finish();
      this.#link.post({ say: 'taken', notices });
      if ('end' in piece) return;
    }
  }

  async #run(name: string, portal: Portal, limit: number): Promise<void> {
    try {
      await this.#send(name, portal, limit);
    } catch (error) {
      // The cursor is open still when the row could not be encoded.
      portal.rows.return(0);
      this.#portals.delete(name);
      throw error;
    }
  }

  async #send(name: string, portal: Portal, limit: number): Promise<void> {
    const { rows, encoders, compute, writer } = portal;
    let sent = 0;
    let chunk = 0;
    let changed = 0;
    let suspended = false;
    for (;;) {
      if (limit > 0 && sent >= limit) {
        suspended = true;
        break;
      }
      const next = rows.next();
      if (next.done) {
        changed = next.value;
        break;
      }
      if (this.#interrupted()) throw new GatewayError('57014', 'canceling statement due to user request');
      compute?.(next.value);
      writeRow(writer, next.value, encoders);
      sent += 1;
      chunk += 1;
      if (writer.size < CHUNK_BYTES) continue;
      const frames = writer.take();
      this.#unacknowledged += 1;
      this.#link.post({ say: 'rows', frames, rows: chunk }, frames.buffer);
      chunk = 0;
      while (this.#unacknowledged >= WINDOW) await this.#takeCredit();
    }
    if (suspended) this.#portals.set(name, portal);
    else this.#portals.delete(name);
    const figures = portal.figures();
    const outcome: Outcome = {
      count: portal.counted === 'changes' ? changed : sent,
      suspended,
      ...(figures === undefined ? {} : { figures }),
      ...(portal.inserted.rowId === null ? {} : { rowId: String(portal.inserted.rowId) }),
    };
    if (writer.size === 0) this.#link.post({ say: 'done', frames: null, rows: 0, outcome });
    else {
      const copied = writer.size < COPIED_BYTES;
      const frames = copied ? writer.copy() : writer.take();
      this.#link.post({ say: 'done', frames, rows: chunk, outcome }, copied ? undefined : frames.buffer);
    }
  }

  async #takeCredit(): Promise<void> {
    const message = await this.#link.next();
    if (message === null || !('credit' in message)) throw outOfStep();
    this.#unacknowledged -= message.credit;
  }

  #closePortal(name: string): void {
    this.#portals.get(name)?.rows.return(0);
    this.#portals.delete(name);
  }
}

/** A defect of the asking side, or its end. */
function outOfStep(): Error {
  return new Error('a lane was left alone, or asked for something else, in the middle of its work');
}

function writeRow(writer: RowWriter, row: readonly IrisValue[], encoders: readonly FieldEncoder[]): void {
  writer.beginRow(encoders.length);
  for (let i = 0; i < encoders.length; i += 1) {
    const value = row[i] ?? null;
    const field = value === null ? null : (encoders[i]?.(value) ?? null);
    if (field === null) writer.null();
    else if (typeof field === 'string') writer.text(field);
    else writer.bytes(field);
  }
  writer.endRow();
}
