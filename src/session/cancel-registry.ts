import { randomBytes, timingSafeEqual } from 'node:crypto';

/** What CancelRequest must name (manual 55.2.8): the backend's process id and its secret. */
export interface CancelKey {
  readonly processId: number;
  readonly secret: Uint8Array;
}

/** Process ids of sessions are drawn from here: positive 31 bit, never one that is in use. */
const MAX_PROCESS_ID = 0x7fff_ffff;

/** The sessions of this gateway by their cancel keys. */
export class CancelRegistry {
  readonly #sessions = new Map<number, { readonly secret: Uint8Array; readonly cancel: () => void }>();
  #last = 0;

  /**
   * A key for a new session.
   *
   * @param secretLength 4 bytes in protocol 3.0, 32 from 3.2 on
   * @param cancel stops what the session runs at that moment, if anything
   */
  register(secretLength: number, cancel: () => void): CancelKey {
    do this.#last = this.#last >= MAX_PROCESS_ID ? 1 : this.#last + 1;
    while (this.#sessions.has(this.#last));
    const secret = new Uint8Array(randomBytes(secretLength));
    this.#sessions.set(this.#last, { secret, cancel });
    return { processId: this.#last, secret };
  }

  unregister(processId: number): void {
    this.#sessions.delete(processId);
  }

  /** Serves a CancelRequest. A wrong key does nothing; the comparison takes the same time for every wrong secret. */
  cancel(key: CancelKey): boolean {
    const session = this.#sessions.get(key.processId);
    if (!session || session.secret.length !== key.secret.length) return false;
    if (!timingSafeEqual(session.secret, key.secret)) return false;
    session.cancel();
    return true;
  }
}
