import type { ToLane } from './messages.ts';

/** Messages that have come to a lane and wait to be taken, where they are told by events. */
export class Inbox {
  readonly #messages: ToLane[] = [];
  #wake: ((message: ToLane) => void) | null = null;

  add(message: ToLane): void {
    const wake = this.#wake;
    this.#wake = null;
    if (wake) wake(message);
    else this.#messages.push(message);
  }

  /** The message that waits longest; null when there is none. */
  take(): ToLane | null {
    return this.#messages.shift() ?? null;
  }

  /** The same, or the next to come. One caller at a time. */
  next(): ToLane | Promise<ToLane> {
    const message = this.take();
    if (message !== null) return message;
    const { promise, resolve } = Promise.withResolvers<ToLane>();
    this.#wake = resolve;
    return promise;
  }
}
