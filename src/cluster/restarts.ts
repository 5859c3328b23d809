import type { WorkerProcess } from './worker-process.ts';

/** Wait before a worker that has ended is replaced: doubled with each that ends soon after its start. Milliseconds. */
const FIRST_MS = 100;
const LONGEST_MS = 30_000;
/** One that has lived for so long has worked. */
const WORKED_MS = 60_000;

/** Replaces workers that have ended, ever more slowly when they end at once. */
export class Restarts {
  readonly #start: (slot: number, orphans: string) => void;
  /** How often in a row the worker of a slot has ended soon. */
  readonly #failures = new Map<number, number>();
  readonly #timers = new Set<NodeJS.Timeout>();
  #count = 0;

  constructor(start: (slot: number, orphans: string) => void) {
    this.#start = start;
  }

  get count(): number {
    return this.#count;
  }

  /** @returns after how many milliseconds there will be another */
  plan({ slot, startedAt }: Pick<WorkerProcess, 'slot' | 'startedAt'>, orphans: string): number {
    const worked = performance.now() - startedAt >= WORKED_MS;
    const failures = worked ? 0 : (this.#failures.get(slot) ?? 0);
    this.#failures.set(slot, failures + 1);
    const delay = Math.min(FIRST_MS * 2 ** failures, LONGEST_MS);
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      this.#count += 1;
      this.#start(slot, orphans);
    }, delay);
    this.#timers.add(timer);
    return delay;
  }

  stop(): void {
    for (const timer of this.#timers) clearTimeout(timer);
    this.#timers.clear();
  }
}
