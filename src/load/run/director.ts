import { decodeFromCompressedBase64, type Histogram } from 'hdr-histogram-js';
import { loadavg } from 'node:os';
import type { ServerAddress } from '../../client/server-address.ts';
import type { LoadSettings } from '../load-settings.ts';
import { LoadThread } from './load-thread.ts';
import { histogram, Measurement } from './measurement.ts';
import type { LoadThreadData, Tick, ToLoadThread } from './messages.ts';
import type { Repertoire, RepertoireData } from './repertoire.ts';
import type { LoadResult, Sample, SideResult, Slice } from './result.ts';

/** Of two servers each is measured in so many stretches, by turns: what else the machine does meets both. */
const SLICES = 10;

/** How long samples are, in milliseconds. */
const SAMPLE_MS = 1000;

/** A run that is to end by a count ends after this too, in milliseconds. */
const LONGEST_MS = 3_600_000;

/** What is shown while it runs. */
export interface Progress {
  readonly phase: 'connecting' | 'warming up' | 'measuring';
  /** 0 to 1 of the whole. */
  readonly share: number;
  readonly perSecond: number;
  readonly p50: number;
  readonly p99: number;
  readonly failed: number;
}

export interface Side {
  readonly address: ServerAddress;
  readonly version: string;
}

interface Phase {
  readonly name: Progress['phase'];
  readonly type: 'open' | 'work';
  readonly side: number;
  readonly ms: number;
  readonly count: number;
  readonly measured: boolean;
}

/** Runs sessions against one server or two, and gathers what they saw. */
export class Director {
  readonly #settings: LoadSettings;
  readonly #repertoire: Repertoire;
  readonly #onProgress: (progress: Progress) => void;
  readonly #sides: readonly SideRecord[];
  #threads: readonly LoadThread[] = [];
  #stopped = false;
  #phase: { readonly phase: Phase; readonly began: number; readonly done: number } | null = null;
  #plannedMs = 1;
  #sampled: SampleInMaking | null = null;
  #delayMs = 0;
  readonly #began = performance.now();

  constructor(
    settings: LoadSettings,
    repertoire: Repertoire,
    sides: readonly Side[],
    onProgress: (progress: Progress) => void,
  ) {
    this.#settings = settings;
    this.#repertoire = repertoire;
    this.#onProgress = onProgress;
    this.#sides = sides.map((side) => new SideRecord(side, repertoire.statements.length));
  }

  /** @throws Error when no session could connect to a side */
  async run(scripts: RepertoireData): Promise<LoadResult> {
    const began = new Date();
    const loadBefore = loadavg()[0] ?? 0;
    this.#threads = await Promise.all(
      shares(this.#settings, this.#settings.threads).map((share) =>
        LoadThread.start(
          {
            sides: this.#sides.map(({ side }) => side.address),
            repertoire: scripts,
            protocol: this.#settings.protocol,
            think: this.#settings.think,
            ...share,
          },
          (tick) => this.#ticked(tick),
        ),
      ),
    );
    try {
      const phases = this.#phases();
      this.#plannedMs = phases.reduce((sum, { ms }) => sum + finite(ms), 0);
      let done = 0;
      for (const phase of phases) {
        if (this.#stopped) break;
        await this.#run(phase, done);
        done += finite(phase.ms);
      }
    } finally {
      for (const thread of this.#threads) thread.close();
    }
    return {
      sides: this.#sides.map((side) => side.result),
      statements: this.#repertoire.statements,
      began,
      loadBefore,
      interrupted: this.#stopped,
      generatorDelayMs: this.#delayMs,
    };
  }

  /** Ends soon, with what has been seen until then. */
  stop(): void {
    this.#stopped = true;
    for (const thread of this.#threads) thread.stop();
  }

  #phases(): Phase[] {
    const { ramp, warmUp, duration, count } = this.#settings;
    const all = this.#sides.map((_, side) => side);
    const slices = all.length > 1 ? SLICES : 1;
    const ms = count > 0 ? LONGEST_MS : (duration * 1000) / slices;
    const phases: Phase[] = [];
    for (const side of all) {
      phases.push({
        name: 'connecting',
        type: 'open',
        side,
        ms: ramp * 1000,
        count: Infinity,
        measured: false,
      });
    }
    for (const side of warmUp > 0 ? all : []) {
      phases.push({
        name: 'warming up',
        type: 'work',
        side,
        ms: warmUp * 1000,
        count: Infinity,
        measured: false,
      });
    }
    for (let slice = 0; slice < slices; slice += 1) {
      const counted = count > 0 ? part(count, slices, slice) : Infinity;
      for (const side of all) {
        phases.push({ name: 'measuring', type: 'work', side, ms, count: counted, measured: true });
      }
    }
    return phases;
  }

  async #run(phase: Phase, done: number): Promise<void> {
    this.#phase = { phase, began: performance.now(), done };
    this.#sampled = new SampleInMaking();
    const threads = this.#threads.length;
    const rate = this.#settings.rate / threads;
    const answers = await Promise.all(
      this.#threads.map((thread, i) => {
        const { type, side, ms, count } = phase;
        const order: Extract<ToLoadThread, { side: number }> = {
          type,
          side,
          ms,
          count: count === Infinity ? Infinity : part(count, threads, i),
          rate,
        };
        return thread.run(order);
      }),
    );
    const side = this.#sides[phase.side];
    if (!side) return;
    this.#sample(side, phase.measured);
    const seen = new Measurement(this.#repertoire.statements.length);
    for (const { data } of answers) seen.add(data);
    side.add(phase.measured, seen, Math.max(...answers.map(({ elapsedMs }) => elapsedMs)) / 1000);
    side.connected = answers.reduce((sum, { connected }) => sum + connected, 0);
    this.#delayMs = Math.max(this.#delayMs, ...answers.map(({ delayMs }) => delayMs));
    if (phase.type === 'open' && side.connected === 0 && !this.#stopped) {
      const [[code, error] = ['', { message: 'no connection' }]] = seen.lost;
      throw new Error(`no session could connect: ${code} ${error.message}`);
    }
  }

  #ticked({ operations, failed, latency }: Tick): void {
    const sampled = this.#sampled;
    const now = this.#phase;
    if (!sampled || !now) return;
    sampled.operations += operations;
    sampled.failed += failed;
    sampled.latency.add(decodeFromCompressedBase64(latency));
    const { phase, began, done } = now;
    this.#onProgress({
      phase: phase.name,
      share: Math.min(1, (done + Math.min(finite(phase.ms), performance.now() - began)) / this.#plannedMs),
      ...sampled.figures,
      failed: this.#sides.reduce((sum, { measured, before }) => sum + measured.failed + before.failed, 0),
    });
    const side = this.#sides[phase.side];
    if (side && sampled.ageMs >= SAMPLE_MS) this.#sample(side, phase.measured);
  }

  #sample(side: SideRecord, measured: boolean): void {
    const sampled = this.#sampled;
    if (!sampled || sampled.operations + sampled.failed === 0) return;
    side.samples.push(sampled.taken((performance.now() - this.#began) / 1000, measured));
    this.#sampled = new SampleInMaking();
  }
}

class SampleInMaking {
  operations = 0;
  failed = 0;
  readonly latency: Histogram = histogram();
  readonly #began = performance.now();

  get ageMs(): number {
    return performance.now() - this.#began;
  }

  get figures(): { readonly perSecond: number; readonly p50: number; readonly p99: number } {
    return {
      perSecond: this.operations / Math.max(0.001, this.ageMs / 1000),
      p50: this.latency.getValueAtPercentile(50) / 1000,
      p99: this.latency.getValueAtPercentile(99) / 1000,
    };
  }

  taken(at: number, measured: boolean): Sample {
    const { p50, p99 } = this.figures;
    const any = this.operations > 0;
    const { operations, failed } = this;
    return {
      at,
      length: this.ageMs / 1000,
      operations,
      failed,
      p50: any ? p50 : null,
      p99: any ? p99 : null,
      measured,
    };
  }
}

class SideRecord {
  readonly side: Side;
  readonly measured: Measurement;
  readonly before: Measurement;
  readonly samples: Sample[] = [];
  readonly #slices: Slice[] = [];
  #seconds = 0;
  connected = 0;

  constructor(side: Side, statements: number) {
    this.side = side;
    this.measured = new Measurement(statements);
    this.before = new Measurement(statements);
  }

  add(measured: boolean, seen: Measurement, seconds: number): void {
    (measured ? this.measured : this.before).add(seen.data);
    if (!measured) return;
    this.#seconds += seconds;
    const { operations, latency } = seen;
    this.#slices.push({ operations, seconds, p50: latency.getValueAtPercentile(50) / 1000 });
  }

  get result(): SideResult {
    const { side, measured, before, samples, connected } = this;
    return { ...side, measured, before, samples, connected, seconds: this.#seconds, slices: this.#slices };
  }
}

/** Which sessions each thread has. */
function shares(
  { connections }: LoadSettings,
  threads: number,
): Pick<LoadThreadData, 'sessions' | 'firstSession'>[] {
  let firstSession = 0;
  return Array.from({ length: Math.min(threads, connections) }, (_, i) => {
    const share = { sessions: part(connections, Math.min(threads, connections), i), firstSession };
    firstSession += share.sessions;
    return share;
  });
}

/** The part number `i` of a whole in `parts` that differ by one at most. */
function part(whole: number, parts: number, i: number): number {
  return Math.floor((whole * (i + 1)) / parts) - Math.floor((whole * i) / parts);
}

/** A phase that ends by a count has no length to tell. */
function finite(ms: number): number {
  return ms === LONGEST_MS ? 0 : ms;
}
