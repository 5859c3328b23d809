import { Piscina } from 'piscina';
import { GatewayError, type ErrorFields } from '../errors/gateway-error.ts';
import { sentTask } from './sent-session.ts';
import { StartBoard } from './start-board.ts';

export interface WorkerPoolOptions {
  /** Absolute path of the threads' module; each task names one of its exports. */
  readonly filename: string;
  readonly threads: number;
  /** Cloned into every thread; the pool adds its start board. */
  readonly workerData: object;
  /** Limit for one task from the moment the thread begins with it, in milliseconds. */
  readonly timeoutMs: number;
  /** Limit for a new thread to load and begin, in milliseconds. */
  readonly startTimeoutMs: number;
  /** Tasks that may wait for a thread. */
  readonly maxQueue: number;
  /** Takes why a thread was lost: for the log. */
  readonly report: (error: unknown) => void;
}

/** What the pool adds to every task. */
export interface Seated {
  /** To be handed to StartBoard.started by the thread. */
  readonly seat: number;
}

/** A thread that must not be used again says so, with the error of the task it had. */
export interface LostThread extends Seated {
  readonly error: ErrorFields;
  /** What happened, for the log: no client's data. */
  readonly why: string;
  /** The error is the thread's, not the answer to the task: another thread may run it. */
  readonly again: boolean;
}

/**
 * Threads tried for one task: tasks change nothing, so one whose thread was lost is run again. One that breaks every thread
 * it is run in has to end, too.
 */
const ATTEMPTS = 3;

/** What every thread finds in its workerData beside the pool's own. */
export interface WorkerBoard {
  readonly board: SharedArrayBuffer;
}

interface Job {
  readonly name: string;
  readonly task: object;
  readonly settle: PromiseWithResolvers<unknown>;
  abort: AbortController;
  seat: number;
  attempts: number;
  /** It is to be run by another thread once this one is gone. */
  again: boolean;
  /** Why the thread was or is to be killed. */
  reason: GatewayError | null;
}

/** Deep expressions recurse in WebAssembly: with less PostgreSQL's own 54001 comes too late (measurements.md A). */
const STACK_MB = 32;

/** What a task leaves is garbage soon: V8's default lets tens of MB of it gather in each thread, idle or not. */
const YOUNG_GENERATION_MB = 6;

/**
 * Threads that run one task each, first come, first served. A task that is aborted or late loses its thread, which is
 * replaced; one whose thread dies is run by the next. Failures are GatewayErrors: 57014, 57P01, 57P03, 53400 or XX000; what a task
 * itself has to say about a statement is part of its result.
 */
export class WorkerPool {
  readonly #options: WorkerPoolOptions;
  readonly #piscina: Piscina;
  readonly #board = new StartBoard();
  readonly #waiting = new Set<Job>();
  readonly #running = new Set<Job>();
  #restarts = 0;
  #closed = false;

  constructor(options: WorkerPoolOptions) {
    this.#options = options;
    const workerData: WorkerBoard = { ...options.workerData, board: this.#board.buffer };
    this.#piscina = new Piscina({
      filename: options.filename,
      minThreads: options.threads,
      maxThreads: options.threads,
      // an idle thread must be able to finish loading its shadow, which Atomics.wait would not let it
      atomics: 'disabled',
      recordTiming: false,
      resourceLimits: { stackSizeMb: STACK_MB, maxYoungGenerationSizeMb: YOUNG_GENERATION_MB },
      workerData,
    });
    this.#piscina.on('workerDestroy', () => {
      if (!this.#closed) this.#restarts += 1;
    });
    this.#piscina.on('message', (lost: LostThread) => {
      const job = [...this.#running].find(({ seat }) => seat === lost.seat);
      if (job !== undefined) this.#onLost(job, lost);
    });
    // An idle thread died: no task is concerned, and piscina replaces it.
    this.#piscina.on('error', () => undefined);
  }

  /** Threads that were killed or died. */
  get restarts(): number {
    return this.#restarts;
  }

  get threads(): number {
    return this.#options.threads;
  }

  /** Tasks that wait for a thread. */
  get queueSize(): number {
    return this.#waiting.size;
  }

  /** Calls the export `name` of the threads' module with `task` and its seat. */
  run<R>(name: string, task: object, signal?: AbortSignal): Promise<R> {
    const refusal = this.#refusal(signal);
    if (refusal !== null) return Promise.reject(refusal);
    const job: Job = {
      name,
      task,
      settle: Promise.withResolvers<unknown>(),
      abort: new AbortController(),
      seat: this.#board.take(),
      attempts: 1,
      again: false,
      reason: null,
    };
    const cancel = (): void => this.#kill(job, abortReason(signal));
    signal?.addEventListener('abort', cancel, { once: true });
    this.#waiting.add(job);
    this.#dispatch();
    return job.settle.promise.finally(() => signal?.removeEventListener('abort', cancel)) as Promise<R>;
  }

  #refusal(signal: AbortSignal | undefined): GatewayError | null {
    if (this.#closed) return shutDown();
    if (signal?.aborted === true) return abortReason(signal);
    if (this.#waiting.size < this.#options.maxQueue) return null;
    return new GatewayError('53400', 'too many statements wait for translation');
  }

  #dispatch(): void {
    for (const job of this.#waiting) {
      if (this.#running.size >= this.#options.threads) return;
      this.#waiting.delete(job);
      this.#running.add(job);
      void this.#execute(job);
    }
  }

  async #execute(job: Job): Promise<void> {
    const task: Seated = { ...sentTask(job.task), seat: job.seat };
    const stopClock = this.#startClock(job);
    try {
      job.settle.resolve(await this.#piscina.run(task, { name: job.name, signal: job.abort.signal }));
    } catch (error) {
      // Without a reason the thread died by itself, or the task failed as no task should.
      const again = job.again || (job.reason === null && job.attempts < ATTEMPTS);
      if (again && !this.#closed) this.#runAgain(job);
      else {
        job.settle.reject(
          job.reason ?? new GatewayError('XX000', 'a translation thread failed', {}, { cause: error }),
        );
      }
    } finally {
      stopClock();
      this.#running.delete(job);
      this.#dispatch();
    }
  }

  #onLost(job: Job, { error, why, again }: LostThread): void {
    this.#options.report(new GatewayError('XX000', `a translation thread was lost: ${why}`));
    job.again = again && job.attempts < ATTEMPTS;
    this.#kill(job, GatewayError.fromFields(error));
  }

  /** Before those that wait: it came before them. */
  #runAgain(job: Job): void {
    job.again = false;
    job.attempts += 1;
    job.reason = null;
    job.abort = new AbortController();
    // Its time limit begins anew with the thread.
    job.seat = this.#board.take();
    const waiting = [...this.#waiting];
    this.#waiting.clear();
    for (const next of [job, ...waiting]) this.#waiting.add(next);
  }

  /** Kills the task when it is late. */
  #startClock(job: Job): () => void {
    const { timeoutMs, startTimeoutMs } = this.#options;
    const since = performance.now();
    const check = (): void => {
      const elapsed = this.#board.elapsed(job.seat);
      const left = elapsed === null ? since + startTimeoutMs - performance.now() : timeoutMs - elapsed;
      if (left > 0) timer = setTimeout(check, Math.min(left, timeoutMs));
      else this.#kill(job, elapsed === null ? notStarted() : canceled('statement timeout'));
    };
    let timer = setTimeout(check, timeoutMs);
    return () => clearTimeout(timer);
  }

  #kill(job: Job, reason: GatewayError): void {
    job.reason = reason;
    if (this.#waiting.delete(job)) job.settle.reject(reason);
    else job.abort.abort();
  }

  /** Ends the threads; tasks that wait or run fail with 57P01. */
  async close(): Promise<void> {
    this.#closed = true;
    for (const job of this.#waiting) this.#kill(job, shutDown());
    // destroy() ends these; an abort would have their threads replaced
    for (const job of this.#running) job.reason = shutDown();
    await this.#piscina.destroy();
  }
}

/** The caller may say why, e.g. with the statement timeout of its session. */
function abortReason(signal: AbortSignal | undefined): GatewayError {
  return signal?.reason instanceof GatewayError ? signal.reason : canceled('user request');
}

function canceled(cause: string): GatewayError {
  return new GatewayError('57014', `canceling statement due to ${cause}`);
}

function shutDown(): GatewayError {
  return new GatewayError('57P01', 'terminating connection due to administrator command', {
    severity: 'FATAL',
  });
}

function notStarted(): GatewayError {
  return new GatewayError('57P03', 'the catalog is starting up');
}
