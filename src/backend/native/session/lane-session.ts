import { GatewayError } from '../../../errors/gateway-error.ts';
import type { IrisValue } from '../../../types/iris-value.ts';
import { NO_WAIT } from '../../backend.ts';
import type { IrisResult, IrisSession, StatementDescription } from '../../iris-session.ts';

/** Seconds that IRIS waits for a lock when nothing else is said (iris-sql.md 6.1). */
const DEFAULT_LOCK_SECONDS = 10;

/**
 * A session as a lane needs it: statements wait for locks as long as the request allows, and none is begun for a
 * request that was cancelled between two of them, when IRIS has nothing to cancel.
 */
export class LaneSession implements IrisSession {
  readonly #session: IrisSession;
  readonly #interrupted: () => boolean;
  #wanted = DEFAULT_LOCK_SECONDS;
  #set = DEFAULT_LOCK_SECONDS;

  constructor(session: IrisSession, interrupted: () => boolean) {
    this.#session = session;
    this.#interrupted = interrupted;
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
      this.#session.execute(`SET OPTION LOCK_TIMEOUT = ${this.#wanted}`, []).close();
      this.#set = this.#wanted;
    }
    return this.#session.execute(sql, args);
  }

  describe(sql: string): StatementDescription {
    return this.#session.describe(sql);
  }

  close(): void {
    this.#session.close();
  }
}
