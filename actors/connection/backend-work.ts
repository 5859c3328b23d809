import type { Lane, TransactionModes } from '../../src/backend/backend.ts';
import type { StatementFigures } from '../../src/backend/statement-figures.ts';
import { asGatewayError } from '../../src/errors/gateway-error.ts';
import { LostLane } from '../../src/backend/lost-lane.ts';
import type { Lease } from '../pool/lane-pool.ts';
import { dropWaiting } from './definitions/commit-definitions.ts';
import { showOwnSchema } from './definitions/own-schema.ts';
import { undoDefinitions } from './definitions/undo-definitions.ts';
import { measuredLane } from './measured-lane.ts';
import { refreshMirror } from './refresh-mirror.ts';
import type { Session } from './session.ts';

/** How a statement wants its lane. */
export interface LaneUse {
  readonly writes: boolean;
  /** The statement is a transaction of its own: nothing before it in the implicit one and nothing after it. */
  readonly alone: boolean;
  /** That of Session.run, which stops the lane as well. */
  readonly signal: AbortSignal;
}

/**
 * The session's part of the backend (design.md decision 4): a lane for one statement, or for a transaction, or while a
 * suspended portal needs it. START TRANSACTION and SAVEPOINT reach the lane only when a statement does.
 */
export class BackendWork {
  readonly #session: Session;
  #lease: Lease | null = null;
  #begun = false;
  /** How many of the transaction's savepoints the lane knows. */
  #savepoints = 0;
  readonly #openPortals = new Set<string>();
  /** The dictionary was changed in this transaction: a rollback changes it back. */
  #schemaChanged = false;
  /** The transaction has changed something in the backend. */
  #wrote = false;
  #waitedMs = 0;

  /** What statements take, while somebody wants to know. */
  #figures: StatementFigures[] | null = null;

  constructor(session: Session) {
    this.#session = session;
  }

  /** Runs `work`, and tells what the statements that it executes in the backend have taken. */
  async measure(work: () => Promise<void>): Promise<readonly StatementFigures[]> {
    const around = this.#figures;
    const figures: StatementFigures[] = [];
    this.#figures = figures;
    try {
      await work();
    } finally {
      this.#figures = around;
      around?.push(...figures);
    }
    return figures;
  }

  markSchemaChanged(): void {
    this.#session.services.sequences.forgetRows();
    this.#schemaChanged = true;
  }

  /**
   * Runs `work` on the session's lane, or on one leased for it alone. Once more on another lane when this one turns out to
   * be lost and nothing has come of it: nothing of the session was on it, and no request of `work` has reached the backend.
   */
  async use<T>(use: LaneUse, work: (lane: Lane) => Promise<T>): Promise<T> {
    const unbound = !this.#begun && this.#openPortals.size === 0;
    const { lane } = await this.#leased(use.signal);
    const { answered } = lane;
    try {
      return await this.#useOnce(lane, use, work);
    } catch (error) {
      const unstarted = error instanceof LostLane && !error.started && lane.answered === answered;
      if (!unbound || !unstarted) throw error;
      use.signal.throwIfAborted();
      return await this.#useOnce((await this.#leased(use.signal)).lane, use, work);
    }
  }

  async #leased(signal: AbortSignal): Promise<Lease> {
    this.#lease ??= this.#session.lanes.tryAcquire() ?? (await this.#acquire(signal));
    return this.#lease;
  }

  async #useOnce<T>(lane: Lane, use: LaneUse, work: (lane: Lane) => Promise<T>): Promise<T> {
    const { transaction } = this.#session;
    try {
      if (!this.#begun && (transaction.inBlock || (use.writes && !use.alone))) {
        await lane.begin(this.#modes(transaction.modes ?? this.#session.modes({})));
        this.#begun = true;
      }
      while (this.#begun && this.#savepoints < transaction.savepoints.length) {
        await lane.savepoint(transaction.savepoints[this.#savepoints] ?? '');
        this.#savepoints += 1;
      }
      // A cancel that came meanwhile has stopped only what ran then.
      use.signal.throwIfAborted();
      this.#wrote ||= this.#begun && use.writes;
      return await work(this.#figures === null ? lane : measuredLane(lane, this.#figures));
    } catch (error) {
      if (asGatewayError(error).sqlstate === '08006') this.#drop();
      throw error;
    } finally {
      this.#releaseIfFree();
    }
  }

  async #acquire(signal: AbortSignal): Promise<Lease> {
    const start = performance.now();
    try {
      return await this.#session.activity.waits('Extension', 'BackendConnection', () =>
        this.#session.lanes.acquire(signal),
      );
    } finally {
      this.#waitedMs += performance.now() - start;
    }
  }

  /** Milliseconds that statements of this session have waited for lanes, in all. */
  get waitedMs(): number {
    return this.#waitedMs;
  }

  /** The number of the lane that the session has at this moment. */
  get lane(): number | null {
    return this.#lease?.lane.id ?? null;
  }

  /** Stops what runs on the session's lane, if anything. */
  stop(): void {
    this.#lease?.lane.cancel();
  }

  /** Whether the session has nothing in the backend: no transaction, no open portal. */
  get idle(): boolean {
    return !this.#begun && this.#openPortals.size === 0 && !this.#schemaChanged;
  }

  /** Whether the transaction has reached the backend. */
  get begun(): boolean {
    return this.#begun;
  }

  /** Whether the transaction has changed definitions. */
  get hasChangedSchema(): boolean {
    return this.#schemaChanged;
  }

  /** Whether the transaction has made changes that are not committed. */
  get hasWritten(): boolean {
    return this.#begun && (this.#wrote || this.#schemaChanged);
  }

  /**
   * Runs `work` outside of the session's transaction, so that it stays whatever becomes of this. Within it only where
   * that cannot be: what is read or written may have been made in it, or it has the only lane.
   */
  async aside<T>(
    { writes, signal }: Pick<LaneUse, 'writes' | 'signal'>,
    work: (lane: Lane, within: boolean) => Promise<T>,
  ): Promise<T> {
    const { lanes: pool } = this.#session;
    const bound = writes
      ? this.#begun && (this.#schemaChanged || pool.single || (pool.oneWriter && this.#wrote))
      : this.#lease !== null;
    if (bound) return this.use({ writes, alone: true, signal }, (lane) => work(lane, this.#begun));
    const lease = pool.tryAcquire() ?? (await pool.acquire(signal));
    const onAbort = (): void => lease.lane.cancel();
    signal.addEventListener('abort', onAbort, { once: true });
    let reusable = true;
    try {
      return await work(lease.lane, false);
    } catch (error) {
      reusable = asGatewayError(error).sqlstate !== '08006';
      throw error;
    } finally {
      signal.removeEventListener('abort', onAbort);
      lease.release(reusable);
    }
  }

  /** Temporary tables may be changed in a READ ONLY transaction: the gateway alone looks after that then. */
  #modes(modes: TransactionModes): TransactionModes {
    return { ...modes, readOnly: modes.readOnly && !this.#session.temporary.any };
  }

  /** A portal stays open on the lane, or not any more. */
  holdPortal(name: string, open: boolean): void {
    if (open) this.#openPortals.add(name);
    else this.#openPortals.delete(name);
  }

  /** Closes a suspended portal; no effect for others. */
  async closePortal(name: string): Promise<void> {
    if (!this.#openPortals.delete(name)) return;
    try {
      await this.#lease?.lane.closePortal(name);
    } catch (error) {
      this.#drop();
      throw error;
    } finally {
      this.#releaseIfFree();
    }
  }

  /** Ends the transaction in the backend, if it reached it. */
  async commit(): Promise<void> {
    const { journal } = this.#session;
    const defined = journal.any;
    await this.#dropWaiting();
    await this.#end(async (lane) => {
      await lane.commit();
      journal.clear();
      if (defined) await this.#shareSchema(lane);
    });
  }

  /** The lane goes on when a drop is refused: all is rolled back on it then. */
  async #dropWaiting(): Promise<void> {
    try {
      if (this.#lease !== null) await dropWaiting(this.#session, this.#lease.lane);
    } catch (error) {
      if (asGatewayError(error).sqlstate === '08006') this.#drop();
      throw error;
    }
  }

  /** Takes back what the transaction has done; on another lane what IRIS leaves when this one is lost. */
  async rollback(): Promise<void> {
    const { journal } = this.#session;
    try {
      await this.#end(async (lane) => {
        await lane.rollback();
        if (journal.any) await this.#undo(lane);
      });
    } finally {
      if (journal.any) await this.#undoElsewhere();
    }
  }

  async #undo(lane: Lane): Promise<void> {
    await undoDefinitions(this.#session, lane, -1);
    await this.#shareSchema(lane);
  }

  async #undoElsewhere(): Promise<void> {
    const lease = await this.#session.lanes.acquire(new AbortController().signal);
    let reusable = false;
    try {
      await this.#undo(lease.lane);
      reusable = true;
    } finally {
      lease.release(reusable);
    }
  }

  /** The session sees the schema that all see. */
  async #shareSchema(lane: Lane): Promise<void> {
    await refreshMirror(this.#session, lane);
    this.#session.schema = null;
  }

  async rollbackTo(name: string, position: number): Promise<void> {
    this.#openPortals.clear();
    if (position >= this.#savepoints) return;
    await this.#onLane(async (lane) => {
      await lane.rollbackTo(name);
      if (this.#session.journal.above(position) === null) return;
      await undoDefinitions(this.#session, lane, position);
      await showOwnSchema(this.#session, lane);
    });
    this.#savepoints = position + 1;
  }

  async releaseSavepoint(name: string, position: number): Promise<void> {
    this.#session.journal.release(position);
    if (position >= this.#savepoints) return;
    await this.#onLane((lane) => lane.release(name));
    this.#savepoints = position;
  }

  /** The client is gone: whatever the lane does is stopped, and its transaction rolled back. */
  async abandon(): Promise<void> {
    this.stop();
    try {
      await this.rollback();
    } catch {
      // The lane was busy or is lost; dropped with its transaction, it has nothing of this session left.
      this.#drop();
    }
  }

  async #end(finish: (lane: Lane) => Promise<void>): Promise<void> {
    if (this.#begun || this.#openPortals.size > 0) await this.#onLane(finish);
    this.#openPortals.clear();
    this.#begun = false;
    this.#savepoints = 0;
    // Sequences may have another definition for everybody now.
    if (this.#schemaChanged) this.#session.services.sequences.forgetRows();
    this.#schemaChanged = false;
    this.#wrote = false;
    this.#releaseIfFree();
  }

  async #onLane(work: (lane: Lane) => Promise<void>): Promise<void> {
    try {
      if (this.#lease) await work(this.#lease.lane);
    } catch (error) {
      this.#drop();
      throw error;
    }
  }

  #releaseIfFree(): void {
    if (this.#begun || this.#openPortals.size > 0) return;
    this.#lease?.release(true);
    this.#lease = null;
  }

  #drop(): void {
    this.#lease?.release(false);
    this.#lease = null;
    this.#openPortals.clear();
    this.#begun = false;
    this.#savepoints = 0;
  }
}
