import { Arrivals } from './arrivals.ts';
import { histogram, type Measurement } from './measurement.ts';

export interface RunLimits {
  /** Milliseconds; Infinity: until the count is reached. */
  readonly ms: number;
  /** Operations; Infinity: until the time is over. */
  readonly count: number;
  /** Operations that arrive a second; 0: each session follows its last. */
  readonly rate: number;
}

/** One stretch of work: when it ends, and what is seen meanwhile. */
export class Run {
  readonly measurement: Measurement;
  readonly arrivals: Arrivals | null;
  readonly #sleepers = new Map<() => void, NodeJS.Timeout>();
  readonly #timer: NodeJS.Timeout | null;
  readonly #began = performance.now();
  #left: number;
  #ended = false;
  /** Since the last tick: for what is shown meanwhile. */
  #interval = { operations: 0, failed: 0, latency: histogram() };

  constructor(limits: RunLimits, measurement: Measurement) {
    this.measurement = measurement;
    this.#left = limits.count;
    this.arrivals = limits.rate > 0 ? new Arrivals(limits.rate) : null;
    this.#timer = limits.ms === Infinity ? null : setTimeout(() => this.end(), limits.ms);
  }

  get ended(): boolean {
    return this.#ended;
  }

  get elapsedMs(): number {
    return performance.now() - this.#began;
  }

  /** Whether one more operation may begin; it is counted. */
  take(): boolean {
    if (this.#ended) return false;
    if (this.#left <= 0) {
      this.end();
      return false;
    }
    this.#left -= 1;
    return true;
  }

  /** Waits, at most until the end. */
  pause(milliseconds: number): Promise<void> {
    if (this.#ended || milliseconds <= 0) return Promise.resolve();
    return new Promise((resolve) => {
      const wake = (): void => {
        this.#sleepers.delete(wake);
        resolve();
      };
      this.#sleepers.set(wake, setTimeout(wake, milliseconds));
    });
  }

  /** Nothing more begins; what runs is finished. */
  end(): void {
    if (this.#ended) return;
    this.#ended = true;
    if (this.#timer) clearTimeout(this.#timer);
    this.measurement.unserved += this.arrivals?.end() ?? 0;
    for (const [wake, timer] of this.#sleepers) {
      clearTimeout(timer);
      wake();
    }
  }

  succeeded(latencyUs: number): void {
    this.measurement.operations += 1;
    this.measurement.latency.recordValue(latencyUs);
    this.#interval.operations += 1;
    this.#interval.latency.recordValue(latencyUs);
  }

  failed(): void {
    this.measurement.failed += 1;
    this.#interval.failed += 1;
  }

  /** What happened since it was asked last. */
  takeInterval(): {
    readonly operations: number;
    readonly failed: number;
    readonly latency: ReturnType<typeof histogram>;
  } {
    const taken = this.#interval;
    this.#interval = { operations: 0, failed: 0, latency: histogram() };
    return taken;
  }
}
