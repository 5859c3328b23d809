import { GatewayError } from '../../src/errors/gateway-error.ts';

/**
 * Ends sessions whose transaction takes longer than they set (manual of PostgreSQL 17, 20.11.1, transaction_timeout):
 * blocks, and statements that are transactions of their own. There is a timer only where one is set.
 */
export class TransactionLimit {
  readonly #expire: (error: GatewayError) => void;
  #limitMs = 0;
  #timer: NodeJS.Timeout | undefined;

  /** @param expire takes the FATAL error the session ends with */
  constructor(expire: (error: GatewayError) => void) {
    this.#expire = expire;
  }

  /** A transaction is open and has this limit, 0 for none: another one than before counts from here on (assign_transaction_timeout). */
  follow(limitMs: number): void {
    if (limitMs === this.#limitMs) return;
    this.stop();
    this.#limitMs = limitMs;
    if (limitMs === 0) return;
    const error = new GatewayError('25P04', 'terminating connection due to transaction timeout', {
      severity: 'FATAL',
    });
    this.#timer = setTimeout(() => this.#expire(error), limitMs);
  }

  /** The transaction is over. */
  stop(): void {
    clearTimeout(this.#timer);
    this.#limitMs = 0;
  }
}
