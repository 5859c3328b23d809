import { GatewayError } from '../../errors/gateway-error.ts';
import { NO_WAIT } from '../backend.ts';

interface Waiter {
  readonly holder: object;
  readonly grant: () => void;
}

/** Turns of writers, wherever they are granted. */
export interface Turns {
  /**
   * Resolves when `holder` has the turn; at once when it has it already.
   *
   * @param timeoutMs 0 waits without limit, NO_WAIT not at all
   * @throws 55P03 after `timeoutMs`, or the signal's reason when aborted
   */
  take(holder: object, timeoutMs: number, signal: AbortSignal): Promise<void>;
  /** Ends the turn; the longest waiting one has it next. No effect when `holder` has it not. */
  give(holder: object): void;
}

/**
 * One writer at a time, in the order they asked (measurements.md C: SQLite's own busy polling starves writers).
 * A holder keeps its turn over several statements of a transaction.
 */
export class WriteTurns implements Turns {
  #holder: object | null = null;
  readonly #queue: Waiter[] = [];

  async take(holder: object, timeoutMs: number, signal: AbortSignal): Promise<void> {
    if (this.#holder === holder) return;
    if (this.#holder === null) {
      this.#holder = holder;
      return;
    }
    signal.throwIfAborted();
    if (timeoutMs === NO_WAIT) throw new GatewayError('55P03', 'could not obtain lock');
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const waiter: Waiter = { holder, grant: resolve };
    const leave = (reason: unknown): void => {
      const position = this.#queue.indexOf(waiter);
      if (position < 0) return;
      this.#queue.splice(position, 1);
      reject(reason);
    };
    const onAbort = (): void => leave(signal.reason);
    const timer =
      timeoutMs > 0
        ? setTimeout(
            () => leave(new GatewayError('55P03', 'canceling statement due to lock timeout')),
            timeoutMs,
          )
        : undefined;
    signal.addEventListener('abort', onAbort, { once: true });
    this.#queue.push(waiter);
    try {
      await promise;
    } finally {
      clearTimeout(timer);
      signal.removeEventListener('abort', onAbort);
    }
  }

  give(holder: object): void {
    if (this.#holder !== holder) return;
    const next = this.#queue.shift();
    this.#holder = next?.holder ?? null;
    next?.grant();
  }

  get waiting(): number {
    return this.#queue.length;
  }
}
