/** An operation that is due. */
export interface Arrival {
  /** From here its time is counted, as of performance.now(). */
  readonly due: number;
}

/**
 * Lateness of an idle generator that is not the server's: timers of Node are good to a millisecond, and take one more to be
 * seen to.
 */
const TIMER_MS = 2;

/**
 * Operations that arrive at a rate (a Poisson process), whether or not a connection is free: the time of one that has to wait
 * for a connection counts from its arrival, so that a server which stalls is not asked less (coordinated omission).
 */
export class Arrivals {
  readonly #meanMs: number;
  readonly #waiting: ((arrival: Arrival | null) => void)[] = [];
  #next: number;
  #timer: NodeJS.Timeout | null = null;
  #ended = false;

  constructor(perSecond: number) {
    this.#meanMs = 1000 / perSecond;
    this.#next = performance.now() + this.#gap();
  }

  /** The next one, as soon as it is due; null when there are no more. */
  next(): Promise<Arrival | null> {
    if (this.#ended) return Promise.resolve(null);
    const due = this.#next;
    if (due <= performance.now()) {
      this.#next += this.#gap();
      return Promise.resolve({ due });
    }
    return new Promise((resolve) => {
      this.#waiting.push(resolve);
      this.#arm();
    });
  }

  /** No more from now on. Returns how many had arrived and were not taken. */
  end(): number {
    this.#ended = true;
    if (this.#timer) clearTimeout(this.#timer);
    for (const resolve of this.#waiting.splice(0)) resolve(null);
    let left = 0;
    for (const now = performance.now(); this.#next <= now; this.#next += this.#gap()) left += 1;
    return left;
  }

  #gap(): number {
    return -Math.log(1 - Math.random()) * this.#meanMs;
  }

  #arm(): void {
    this.#timer ??= setTimeout(() => this.#fire(), Math.max(0, this.#next - performance.now()));
  }

  #fire(): void {
    this.#timer = null;
    const now = performance.now();
    while (this.#waiting.length > 0 && this.#next <= now) {
      const due = now - this.#next <= TIMER_MS ? now : this.#next;
      this.#next += this.#gap();
      this.#waiting.shift()?.({ due });
    }
    if (this.#waiting.length > 0) this.#arm();
  }
}
