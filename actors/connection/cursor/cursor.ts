import { GatewayError } from '../../../src/errors/gateway-error.ts';
import { endOfMessage } from '../../../src/protocol/index.ts';
import type { Portal } from '../portal/portal.ts';
import type { Receiver } from '../portal/receiver.ts';
import type { Session } from '../session.ts';
import { RowStore } from './row-store.ts';

/** A cursor that says neither SCROLL nor NO SCROLL can go back as long as it has not read more than this. */
const AUTOMATIC_BYTES = 4 * 1024 * 1024;

/** How a cursor may move: `automatic` where DECLARE says nothing (manual, DECLARE). */
export type Scroll = 'forward' | 'scroll' | 'automatic';

/** Takes rows of a cursor. */
export type RowSink = (frames: Uint8Array) => Promise<void> | void;

/** For rows that are passed over, or kept for later. */
export const NOBODY: RowSink = () => Promise.resolve();

/**
 * A portal with a position (pquery.c, PortalRunSelect): it reads its rows from the portal as they are wanted, and keeps
 * those it may have to go back to.
 */
export class Cursor {
  readonly portal: Portal;
  readonly hold: boolean;
  readonly #session: Session;
  readonly #store: RowStore;
  #scroll: Scroll;
  /** Number of the row it stands on; 0 before the first. */
  #position = 0;
  #atStart = true;
  #atEnd = false;
  /** The portal has given its last row. */
  #exhausted = false;
  /** Every row is here: it does not need the transaction any more. */
  #persistent = false;
  /** What its first row could not be read for. */
  #failure: unknown;
  #failed = false;

  constructor(session: Session, portal: Portal, scroll: Scroll, hold: boolean) {
    this.#session = session;
    this.portal = portal;
    this.#scroll = scroll;
    this.hold = hold;
    this.#store = new RowStore(session.services.limits.cursorBytes);
  }

  get persistent(): boolean {
    return this.#persistent;
  }

  get position(): number {
    return this.#position;
  }

  get atEnd(): boolean {
    return this.#atEnd;
  }

  /** Whether it stands on a row. */
  get onRow(): boolean {
    return !this.#atStart && !this.#atEnd;
  }

  /** Begins to read, so that the rows are those of this moment. What fails is told by the first FETCH, as in PostgreSQL. */
  async open(): Promise<void> {
    try {
      await this.#pull(1, NOBODY, true);
    } catch (error) {
      if (!(error instanceof GatewayError) || STOPPED.has(error.sqlstate)) throw error;
      this.#failure = error;
    }
  }

  /** Runs one FETCH. A portal that has failed once does not run again (portalmem.c, MarkPortalFailed). */
  async run<T>(name: string, work: () => Promise<T>): Promise<T> {
    if (this.#failed) throw new GatewayError('55000', `portal "${name}" cannot be run`);
    try {
      return await work();
    } catch (error) {
      this.#failed = true;
      throw error;
    }
  }

  /** Whether it can go back, as far as is known. */
  get scrollable(): boolean {
    return this.#scroll !== 'forward';
  }

  /** Reads everything that is left, so that no transaction is needed any more. */
  async persist(): Promise<void> {
    if (this.#persistent) return;
    this.#checkFailure();
    await this.#pull(Number.POSITIVE_INFINITY, NOBODY, true);
    this.#persistent = true;
  }

  /** The next `count` rows. @returns how many there were */
  async forward(count: number, sink: RowSink): Promise<number> {
    this.#checkFailure();
    if (this.#atEnd || count <= 0) return 0;
    const wanted = this.#position + count;
    const kept = Math.min(wanted, this.#store.last);
    let given = Math.max(0, kept - this.#position);
    if (given > 0) for await (const frames of this.#store.read(this.#position + 1, kept)) await sink(frames);
    if (this.#scroll === 'forward' && kept === this.#store.last && !this.#persistent)
      await this.#store.discard();
    if (given < count) given += await this.#pull(count - given, sink);
    if (given > 0) this.#atStart = false;
    if (given < count) this.#atEnd = true;
    this.#position += given;
    return given;
  }

  /** The `count` rows before this one, nearest first. @throws GatewayError 55000 when it only goes forward */
  async backward(count: number, sink: RowSink): Promise<number> {
    this.#checkScroll();
    this.#checkFailure();
    if (this.#atStart || count <= 0) return 0;
    const head = this.#atEnd ? this.#position + 1 : this.#position;
    const given = Math.min(count, head - 1);
    for (let row = head - 1; row >= head - given; row -= 1) {
      for await (const frames of this.#store.read(row, row)) await sink(frames);
    }
    if (given > 0 && this.#atEnd) {
      this.#atEnd = false;
      this.#position += 1;
    }
    if (given < count) {
      this.#atStart = true;
      this.#position = 0;
    } else this.#position -= given;
    return given;
  }

  /** Back to the place before the first row. */
  rewind(): void {
    if (this.#atStart && !this.#atEnd) return;
    this.#checkScroll();
    this.#atStart = true;
    this.#atEnd = false;
    this.#position = 0;
  }

  async close(): Promise<void> {
    await this.#store.close();
  }

  /** Reads up to `count` rows from the portal. */
  async #pull(count: number, sink: RowSink, keepAll = false): Promise<number> {
    if (this.#exhausted) return 0;
    let rows = 0;
    const to: Receiver = {
      rows: async (frames) => {
        const count = countRows(frames);
        rows += count;
        if (keepAll || this.#keeps(frames.length)) await this.#store.append(frames);
        else await this.#store.discard(count);
        await sink(frames);
      },
      suspend: () => undefined,
      complete: () => {
        this.#exhausted = true;
      },
    };
    const limit = count === Number.POSITIVE_INFINITY ? 0 : count;
    await this.#session.advance(this.portal, { limit, alone: false, to });
    return rows;
  }

  #keeps(more: number): boolean {
    if (this.#scroll === 'automatic' && this.#store.bytes + more > AUTOMATIC_BYTES) this.#scroll = 'forward';
    return this.#scroll !== 'forward';
  }

  #checkScroll(): void {
    if (this.#scroll !== 'forward') return;
    throw new GatewayError('55000', 'cursor can only scan forward', {
      hint: 'Declare it with SCROLL option to enable backward scan.',
    });
  }

  #checkFailure(): void {
    if (this.#failure !== undefined) throw this.#failure;
  }
}

/** Cancelled, or the lane is lost: not the query's own failure. */
const STOPPED = new Set(['57014', '57P01', '08006']);

function countRows(frames: Uint8Array): number {
  let rows = 0;
  for (let at = 0; at < frames.length; rows += 1) at = endOfMessage(frames, at);
  return rows;
}
