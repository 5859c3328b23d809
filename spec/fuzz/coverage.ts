import { Session } from 'node:inspector/promises';

/** A block of code and how often it ran since it was asked for last. */
interface Range {
  readonly startOffset: number;
  readonly endOffset: number;
  readonly count: number;
}

/**
 * Which code of the gateway has run, by V8's precise block coverage (Profiler domain of the inspector protocol). What
 * counts as new is a function whose blocks have run in numbers, each rounded down to a power of two, that were never seen
 * together before, as AFL counts edges.
 */
export class Coverage {
  readonly #session = new Session();
  readonly #folder: string;
  readonly #seen = new Set<string>();
  /** By script and function: how many shapes of it were seen. */
  readonly #shapes = new Map<string, number>();

  /** @param folder URL prefix of the scripts that count */
  constructor(folder: string) {
    this.#folder = folder;
  }

  async start(): Promise<void> {
    this.#session.connect();
    await this.#session.post('Profiler.enable');
    await this.#session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true });
    await this.#session.post('Profiler.takePreciseCoverage');
  }

  /** Shapes of functions seen so far. */
  get size(): number {
    return this.#seen.size;
  }

  /** Functions that have run. */
  get functions(): number {
    return this.#shapes.size;
  }

  /** How many shapes are new since the last call. */
  async take(): Promise<number> {
    const { result } = await this.#session.post('Profiler.takePreciseCoverage');
    let fresh = 0;
    for (const { url, functions } of result) {
      if (!url.startsWith(this.#folder)) continue;
      for (const { ranges } of functions) fresh += this.#note(url, ranges);
    }
    return fresh;
  }

  #note(url: string, ranges: readonly Range[]): number {
    const [whole] = ranges;
    if (whole === undefined || whole.count === 0) return 0;
    const name = `${url}:${whole.startOffset}`;
    const key = `${name} ${ranges.map(shape).join()}`;
    if (this.#seen.has(key)) return 0;
    const shapes = this.#shapes.get(name) ?? 0;
    // A loop over many kinds of characters has more shapes than anybody can keep.
    if (shapes >= MOST_SHAPES) return 0;
    this.#shapes.set(name, shapes + 1);
    this.#seen.add(key);
    return 1;
  }
}

const MOST_SHAPES = 400;

function shape({ startOffset, endOffset, count }: Range): string {
  return `${startOffset}-${endOffset}*${Math.min(8, 32 - Math.clz32(count))}`;
}
