import { GatewayError } from '../../../errors/gateway-error.ts';
import type { IrisValue } from '../../../types/iris-value.ts';
import { NO_WAIT } from '../../backend.ts';
import type { IrisResult, IrisSession, StatementDescription } from '../../iris-session.ts';
import { LostLane } from '../../lost-lane.ts';
import type { LinkState } from '../driver/link-state.ts';

/** Seconds that IRIS waits for a lock when nothing else is said (iris-sql.md 6.1). */
const DEFAULT_LOCK_SECONDS = 10;

/** A link that was used so lately is taken to stand: looking takes some tenths of a millisecond. */
const FRESH_MS = 100;

/**
 * A session as a lane needs it: statements wait for locks as long as the request allows, none is begun for a request that
 * was cancelled between two of them, when IRIS has nothing to cancel, and a lost link tells whether any has reached IRIS.
 */
export class LaneSession implements IrisSession {
  readonly #session: IrisSession;
  readonly #interrupted: () => boolean;
  readonly #link: LinkState;
  #wanted = DEFAULT_LOCK_SECONDS;
  #set = DEFAULT_LOCK_SECONDS;

  /** Whether a statement of the request that is served has been given to IRIS. */
  #started = false;
  #usedAt = performance.now();

  constructor(session: IrisSession, interrupted: () => boolean, link: LinkState) {
    this.#session = session;
    this.#interrupted = interrupted;
    this.#link = link;
  }

  /** What is executed from now on belongs to another request. */
  nextRequest(): void {
    this.#started = false;
  }

  /** For what is executed from now on: milliseconds, 0 for IRIS's default, NO_WAIT. */
  set lockTimeoutMs(milliseconds: number) {
    if (milliseconds === NO_WAIT) this.#wanted = 0;
    else this.#wanted = milliseconds === 0 ? DEFAULT_LOCK_SECONDS : Math.ceil(milliseconds / 1000);
  }

  execute(sql: string, args: readonly IrisValue[]): IrisResult {
    // What a cancelled request has done must be undone all the same.
    if (this.#interrupted() && !sql.startsWith('ROLLBACK')) {
      throw new GatewayError('57014', 'canceling statement due to user request');
    }
    // One setting for the process, in whole seconds: set again only when it is to be another.
    if (this.#wanted !== this.#set) {
      this.#given(() => this.#session.execute(`SET OPTION LOCK_TIMEOUT = ${this.#wanted}`, []).close());
      this.#set = this.#wanted;
    }
    return this.#given(() => this.#session.execute(sql, args));
  }

  describe(sql: string): StatementDescription {
    return this.#given(() => this.#session.describe(sql));
  }

  /** @throws LostLane */
  #given<T>(work: () => T): T {
    if (performance.now() - this.#usedAt > FRESH_MS && !this.#link.stands) throw new LostLane(this.#started);
    try {
      return work();
    } catch (error) {
      if (error instanceof LostLane && this.#started) throw new LostLane(true, error.cause);
      throw error;
    } finally {
      this.#started = true;
      this.#usedAt = performance.now();
    }
  }

  close(): void {
    this.#session.close();
  }
}
