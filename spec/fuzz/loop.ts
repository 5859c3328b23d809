import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parentPort } from 'node:worker_threads';
import { Coverage } from './coverage.ts';
import { minimise } from './minimise.ts';
import { mutate } from './mutate.ts';
import { Random } from './random.ts';
import type { FuzzTarget } from './target.ts';
import { openTarget } from './targets/index.ts';

/** What the main thread gives: see run.ts. */
export interface LoopTask {
  readonly target: string;
  readonly seconds: number;
  readonly seed: number;
  /** Inputs of earlier runs that had found new code. */
  readonly corpus: string;
  /** The number of the input that runs, its length and its bytes: the main thread sees from it what hangs. */
  readonly current: SharedArrayBuffer;
}

/** What the loop tells the main thread. */
export type LoopNews =
  | { readonly kind: 'ready'; readonly inputs: number }
  | { readonly kind: 'finding'; readonly input: Uint8Array; readonly error: string }
  | (Figures & { readonly kind: 'progress' });

/** How far it has come. */
export interface Figures {
  readonly runs: number;
  readonly corpus: number;
  readonly shapes: number;
  readonly functions: number;
}

/** How often progress is told, in milliseconds. */
const PROGRESS_MS = 60_000;

/** Different findings after which it makes no sense to go on. */
const MOST_FINDINGS = 20;

const SOURCES = pathToFileURL(join(import.meta.dirname, '../../src')).href;

class Loop {
  readonly #task: LoopTask;
  readonly #target: FuzzTarget;
  readonly #coverage = new Coverage(SOURCES);
  readonly #random: Random;
  readonly #corpus: Uint8Array[] = [];
  readonly #findings = new Set<string>();
  readonly #counter: Int32Array;
  readonly #shown: Uint8Array;
  #runs = 0;

  constructor(task: LoopTask, target: FuzzTarget) {
    this.#task = task;
    this.#target = target;
    this.#random = new Random(task.seed);
    this.#counter = new Int32Array(task.current, 0, 2);
    this.#shown = new Uint8Array(task.current, 8);
  }

  async run(): Promise<Figures> {
    const { seconds, corpus } = this.#task;
    mkdirSync(corpus, { recursive: true });
    await this.#coverage.start();
    const known = readdirSync(corpus).map((name) => readFileSync(join(corpus, name)));
    for (const input of [...this.#target.seeds, ...known]) {
      if (await this.#try(input)) this.#corpus.push(input);
    }
    tell({ kind: 'ready', inputs: this.#corpus.length });
    const end = Date.now() + seconds * 1000;
    let next = Date.now() + PROGRESS_MS;
    while (Date.now() < end && this.#findings.size < MOST_FINDINGS) {
      const input = mutate(this.#choose(), this.#random, this.#target.words, this.#corpus);
      if (await this.#try(input)) this.#keep(input);
      if (Date.now() < next) continue;
      next += PROGRESS_MS;
      tell({ kind: 'progress', ...this.#figures() });
    }
    return this.#figures();
  }

  /** Inputs found lately are tried more often: what they have opened is the least explored. */
  #choose(): Uint8Array {
    const { length } = this.#corpus;
    const late = this.#random.below(2) === 0 ? Math.min(length, 50) : length;
    return this.#corpus[length - 1 - this.#random.below(late)] ?? Buffer.from(' ');
  }

  /** Whether the input ran code in a way that no other had. */
  async #try(input: Uint8Array): Promise<boolean> {
    this.#runs += 1;
    this.#show(input);
    try {
      await this.#target.run(input);
    } catch (error) {
      await this.#found(input, error);
    }
    return (await this.#coverage.take()) > 0;
  }

  #show(input: Uint8Array): void {
    const bytes = input.subarray(0, this.#shown.length);
    this.#shown.set(bytes);
    Atomics.store(this.#counter, 1, bytes.length);
    Atomics.add(this.#counter, 0, 1);
  }

  async #found(input: Uint8Array, error: unknown): Promise<void> {
    const name = kindOf(error);
    if (this.#findings.has(name)) return;
    this.#findings.add(name);
    const smallest = await minimise(input, async (smaller) => {
      this.#show(smaller);
      try {
        await this.#target.run(smaller);
        return false;
      } catch (other) {
        return kindOf(other) === name;
      }
    });
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
    tell({ kind: 'finding', input: smallest, error: text });
  }

  #keep(input: Uint8Array): void {
    this.#corpus.push(input);
    const name = createHash('sha256').update(input).digest('hex').slice(0, 16);
    writeFileSync(join(this.#task.corpus, name), input);
  }

  #figures(): Figures {
    const { size: shapes, functions } = this.#coverage;
    return { runs: this.#runs, corpus: this.#corpus.length, shapes, functions };
  }
}

/** Two findings of the same place are one. */
function kindOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const [place = ''] = /^\s+at .*$/m.exec(error.stack ?? '') ?? [];
  const [line = ''] = error.message.split('\n');
  return `${error.name} ${line.replaceAll(/\d+|"[^"]*"/g, '').slice(0, 60)} ${place}`;
}

function tell(news: LoopNews): void {
  parentPort?.postMessage(news);
}

/** What the thread runs: piscina calls it. */
export default async function fuzz(task: LoopTask): Promise<Figures> {
  const target = await openTarget(task.target);
  const figures = await new Loop(task, target).run();
  await target.close?.();
  return figures;
}
