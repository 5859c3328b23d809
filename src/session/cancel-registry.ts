import { randomBytes, timingSafeEqual } from 'node:crypto';
import type { Addresses, ListedActivity } from './activity.ts';
import type { Encryption } from './encryption.ts';
import type { SessionSignal, SignalOutcome } from './neighbours.ts';

/** What CancelRequest must name (manual 55.2.8): the backend's process id and its secret. */
export interface CancelKey {
  readonly processId: number;
  readonly secret: Uint8Array;
}

/** Process ids of sessions are drawn from here: positive 31 bit, never one that is in use. */
const MAX_PROCESS_ID = 0x7fff_ffff;

/** A session as others may signal it. */
export interface Signalled {
  /** Sessions may be signalled by their own user only (manual 9.28.2). */
  readonly user: string;
  /** Stops what it runs at that moment, if anything. */
  cancel(): void;
  /** Ends it: 57P01. */
  terminate(): void;
  /** What others may know of it; null until it has begun. */
  listed(): ListedSession | null;
}

/** A session in the list of sessions. */
export interface ListedSession {
  readonly processId: number;
  readonly user: string;
  readonly applicationName: string;
  readonly activity: ListedActivity;
  /** Microseconds since 1970 UTC; null outside of transactions. */
  readonly transactionStart: bigint | null;
  /** null for one that is not connected by TCP. */
  readonly addresses: Addresses | null;
  readonly encryption: Encryption | null;
}

/** The sessions of this process by their cancel keys. */
export class CancelRegistry {
  readonly #sessions = new Map<number, { readonly secret: Uint8Array; readonly session: Signalled }>();
  readonly #slot: number;
  readonly #slots: number;
  #last: number;

  /** @param slot which of `slots` processes this is: it has every so manieth process id, so that no two have the same */
  constructor(slot = 0, slots = 1) {
    this.#slot = slot;
    this.#slots = slots;
    this.#last = slot;
  }

  /**
   * A key for a new session.
   *
   * @param secretLength 4 bytes in protocol 3.0, 32 from 3.2 on
   */
  register(secretLength: number, session: Signalled): CancelKey {
    do this.#last = this.#after(this.#last);
    while (this.#sessions.has(this.#last));
    const secret = new Uint8Array(randomBytes(secretLength));
    this.#sessions.set(this.#last, { secret, session });
    return { processId: this.#last, secret };
  }

  #after(processId: number): number {
    const next = processId + this.#slots;
    return next > MAX_PROCESS_ID ? this.#slot + this.#slots : next;
  }

  unregister(processId: number): void {
    this.#sessions.delete(processId);
  }

  /** Serves a CancelRequest. A wrong key does nothing; the comparison takes the same time for every wrong secret. */
  cancel(key: CancelKey): boolean {
    const known = this.#sessions.get(key.processId);
    if (!known || known.secret.length !== key.secret.length) return false;
    if (!timingSafeEqual(known.secret, key.secret)) return false;
    known.session.cancel();
    return true;
  }

  /** Sessions of a user. */
  countOf(user: string): number {
    let count = 0;
    for (const { session } of this.#sessions.values()) if (session.user === user) count += 1;
    return count;
  }

  /** All sessions that have begun. */
  list(): ListedSession[] {
    return Array.from(this.#sessions.values(), ({ session }) => session.listed()).filter(
      (listed) => listed !== null,
    );
  }

  /** For those who need no key: pg_cancel_backend and its kin; `user` null for administrators. */
  signal(processId: number, signal: SessionSignal, user: string | null): SignalOutcome {
    const session = this.#sessions.get(processId)?.session;
    if (session === undefined) return 'unknown';
    if (user !== null && session.user !== user) return 'denied';
    session[signal]();
    return 'sent';
  }
}
