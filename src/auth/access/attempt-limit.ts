import { GatewayError } from '../../errors/gateway-error.ts';
import { isLoopback } from '../loopback.ts';

/** Failures count for this long, in milliseconds. */
const WINDOW_MS = 60_000;

/** Addresses that are remembered; beyond it the one whose first failure is oldest is forgotten. */
const MOST_ADDRESSES = 10_000;

interface Failures {
  readonly since: number;
  count: number;
}

/** Holds up who guesses passwords: so many failed attempts a minute from one address, then none is looked at. */
export class AttemptLimit {
  readonly #most: number;
  readonly #now: () => number;
  readonly #failures = new Map<string, Failures>();

  /** `most` 0 limits nothing. Clients on this machine are not limited: their addresses are all the same. */
  constructor(most: number, now: () => number = Date.now) {
    this.#most = most;
    this.#now = now;
  }

  /** @throws FATAL 28000 for an address that has failed too often */
  check(address: string): void {
    if (this.#current(address) < this.#most || !this.#limits(address)) return;
    throw new GatewayError('28000', 'too many failed authentication attempts from this address', {
      severity: 'FATAL',
      hint: 'Try again in a minute.',
    });
  }

  failed(address: string): void {
    if (!this.#limits(address)) return;
    if (this.#current(address) > 0) {
      const known = this.#failures.get(address);
      if (known) known.count += 1;
      return;
    }
    this.#failures.delete(address);
    this.#failures.set(address, { since: this.#now(), count: 1 });
    const [oldest] = this.#failures.keys();
    if (this.#failures.size > MOST_ADDRESSES && oldest !== undefined) this.#failures.delete(oldest);
  }

  #limits(address: string): boolean {
    return this.#most > 0 && !isLoopback(address);
  }

  #current(address: string): number {
    const known = this.#failures.get(address);
    return known && this.#now() - known.since < WINDOW_MS ? known.count : 0;
  }
}
