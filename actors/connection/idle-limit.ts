import { GatewayError } from '../../src/errors/gateway-error.ts';
import type { Session } from './session.ts';

/**
 * Ends sessions that let their transaction or themselves lie idle for longer than they set (manual 20.11.1,
 * idle_in_transaction_session_timeout and idle_session_timeout). There is a timer only where one is set.
 */
export class IdleLimit {
  readonly #expire: (error: GatewayError) => void;
  #timer: NodeJS.Timeout | null = null;

  /** @param expire takes the FATAL error the session ends with */
  constructor(expire: (error: GatewayError) => void) {
    this.#expire = expire;
  }

  /** The session waits for its client from now on. */
  start({ settings, transaction }: Session): void {
    this.stop();
    const inTransaction = transaction.inBlock;
    const limitMs = settings.integer(
      inTransaction ? 'idle_in_transaction_session_timeout' : 'idle_session_timeout',
    );
    if (limitMs === 0) return;
    const error = inTransaction
      ? new GatewayError('25P03', 'terminating connection due to idle-in-transaction timeout', FATAL)
      : new GatewayError('57P05', 'terminating connection due to idle-session timeout', FATAL);
    this.#timer = setTimeout(() => this.#expire(error), limitMs);
  }

  stop(): void {
    if (this.#timer === null) return;
    clearTimeout(this.#timer);
    this.#timer = null;
  }
}

const FATAL = { severity: 'FATAL' } as const;
