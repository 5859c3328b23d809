import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { threadEntry } from '../../../../src/threads/thread-entry.ts';
import type { JobReply } from './job.ts';
import { type FromJob, type JobData, JobMemory, type JobQuestion, type ToJob } from './messages.ts';

const JOB_THREAD = new URL('./job-thread.ts', import.meta.url);

/** As the gateway's own lanes have it: deep expressions end in an error within this. */
const STACK_MB = 16;
const HEAP_MB = 512;

/** An abandoned statement runs on for so long, then is told to stop, then its thread is ended. */
const STOP_AFTER_MS = 1_000;
const TERMINATE_AFTER_MS = 5_000;

/** The job ended, or its connection did, before the call was answered. */
export class JobEnded extends Error {
  override readonly name = 'JobEnded';
}

/** What the main thread does for a job. */
export interface JobServices {
  /** Answers a question later or at once, by `answer`. */
  asked(job: JobHost, question: JobQuestion): void;
  turnGiven(job: JobHost): void;
  logged(text: string, severity: number): void;
}

interface Waiting {
  readonly resolve: (reply: JobReply) => void;
  readonly reject: (reason: unknown) => void;
}

/** The main thread's side of a job. */
export class JobHost {
  readonly processId: number;
  /** Resolves when the thread has ended. */
  readonly ended: Promise<void>;
  readonly #worker: Worker;
  readonly #memory: Int32Array;
  readonly #waiting = new Map<number, Waiting>();
  #calls = 0;
  #ending = false;

  private constructor(worker: Worker, { identity, memory }: JobData, services: JobServices) {
    this.#worker = worker;
    this.#memory = memory;
    this.processId = identity.processId;
    worker.on('message', (message: FromJob) => this.#receive(message, services));
    let failure: unknown;
    worker.on('error', (error) => {
      failure = error;
    });
    const { promise, resolve } = Promise.withResolvers<void>();
    worker.once('exit', () => resolve());
    this.ended = promise.then(() => {
      for (const { reject } of this.#waiting.values()) reject(failure ?? new JobEnded('the job has ended'));
      this.#waiting.clear();
    });
  }

  /** Starts a job. Rejects when its thread ends before it is ready. */
  static async start(data: Omit<JobData, 'memory'>, services: JobServices): Promise<JobHost> {
    const memory = new Int32Array(new SharedArrayBuffer(4 * JobMemory.integers));
    const job: JobData = { ...data, memory };
    const worker = new Worker(await threadEntry(JOB_THREAD), {
      workerData: job,
      resourceLimits: { stackSizeMb: STACK_MB, maxOldGenerationSizeMb: HEAP_MB },
    });
    const ready = once(worker, 'message');
    const host = new JobHost(worker, job, services);
    await Promise.race([ready, host.ended.then(() => Promise.reject(new JobEnded('a job could not start')))]);
    return host;
  }

  /** Serves a call of the connection. Rejects when the job ends meanwhile. */
  call(code: number, payload: Uint8Array<ArrayBuffer>): Promise<JobReply> {
    const { promise, resolve, reject } = Promise.withResolvers<JobReply>();
    this.#calls += 1;
    this.#waiting.set(this.#calls, { resolve, reject });
    const message: ToJob = { call: this.#calls, code, payload };
    this.#worker.postMessage(message);
    return promise;
  }

  /**
   * Tells the running call to stop.
   * @returns false when none runs
   */
  stop(): boolean {
    const running = Atomics.load(this.#memory, JobMemory.running);
    if (running === 0) return false;
    Atomics.store(this.#memory, JobMemory.stop, running);
    return true;
  }

  /** Answers the job's question. */
  answer(answer: number): void {
    Atomics.store(this.#memory, JobMemory.answer, answer);
    Atomics.notify(this.#memory, JobMemory.answer);
  }

  /** The connection is gone: what runs ends first, for a while; an open transaction is rolled back. */
  async end(): Promise<void> {
    if (!this.#ending) {
      this.#ending = true;
      const message: ToJob = { end: true };
      this.#worker.postMessage(message);
      const stop = setTimeout(() => this.stop(), STOP_AFTER_MS);
      const terminate = setTimeout(() => void this.#worker.terminate(), TERMINATE_AFTER_MS);
      void this.ended.then(() => {
        clearTimeout(stop);
        clearTimeout(terminate);
      });
    }
    await this.ended;
  }

  /** Ends the job whatever it does. */
  async kill(): Promise<void> {
    this.#ending = true;
    this.stop();
    await this.#worker.terminate();
  }

  #receive(message: FromJob, services: JobServices): void {
    switch (message.say) {
      case 'ready':
        return;
      case 'answer': {
        const payload = Buffer.from(
          message.payload.buffer,
          message.payload.byteOffset,
          message.payload.byteLength,
        );
        this.#waiting.get(message.call)?.resolve({ status: message.status, payload });
        this.#waiting.delete(message.call);
        return;
      }
      case 'question':
        services.asked(this, message.question);
        return;
      case 'turnGiven':
        services.turnGiven(this);
        return;
      case 'log':
        services.logged(message.text, message.severity);
        return;
    }
  }
}
