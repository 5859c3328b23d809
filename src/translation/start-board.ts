/** More than may wait and run together, so that a seat is free again when its turn comes. */
const SEATS = 16_384;

/**
 * Where threads note when they began with a task, so that the time a replaced thread needs to load its shadow does not
 * count against the task's limit. One seat for each task under way, milliseconds since 1970.
 */
export class StartBoard {
  readonly buffer: SharedArrayBuffer;
  readonly #seats: BigInt64Array<SharedArrayBuffer>;
  #next = 0;

  constructor(buffer: SharedArrayBuffer = new SharedArrayBuffer(SEATS * BigInt64Array.BYTES_PER_ELEMENT)) {
    this.buffer = buffer;
    this.#seats = new BigInt64Array(buffer);
  }

  /** Seats come round again late: a thread being killed cannot write into another's. */
  take(): number {
    const seat = this.#next;
    this.#next = (seat + 1) % this.#seats.length;
    Atomics.store(this.#seats, seat, 0n);
    return seat;
  }

  /** Called in the thread. */
  started(seat: number): void {
    Atomics.store(this.#seats, seat, BigInt(Math.round(performance.timeOrigin + performance.now())));
  }

  /** Milliseconds the task has been running; null before it began. */
  elapsed(seat: number): number | null {
    const start = Number(Atomics.load(this.#seats, seat));
    return start === 0 ? null : performance.timeOrigin + performance.now() - start;
  }
}
