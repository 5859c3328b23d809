import { Worker } from 'node:worker_threads';
import { productFile } from '../../files/product-files.ts';
import { threadEntry } from '../../threads/thread-entry.ts';
import type { FromLoadThread, LoadThreadData, Tick, ToLoadThread } from './messages.ts';

type Order = Extract<ToLoadThread, { side: number }>;
type Done = Extract<FromLoadThread, { type: 'done' }>;

/** A thread that simulates a share of the clients. */
export class LoadThread {
  readonly #worker: Worker;
  readonly #onTick: (tick: Tick) => void;
  #waiter: { resolve(done: Done): void; reject(error: Error): void } | null = null;

  private constructor(worker: Worker, onTick: (tick: Tick) => void) {
    this.#worker = worker;
    this.#onTick = onTick;
    worker.on('message', (message: FromLoadThread) => this.#heard(message));
    worker.on('error', (error) => this.#waiter?.reject(error as Error));
    worker.on('exit', () => this.#waiter?.reject(new Error('a load thread has ended')));
  }

  static async start(data: LoadThreadData, onTick: (tick: Tick) => void): Promise<LoadThread> {
    return new LoadThread(
      new Worker(await threadEntry(productFile('loadWorker')), { workerData: data }),
      onTick,
    );
  }

  /** Resolves when all sessions have ended what they did. */
  run(order: Order): Promise<Done> {
    return new Promise((resolve, reject) => {
      this.#waiter = { resolve, reject };
      this.#post(order);
    });
  }

  /** What runs ends soon. */
  stop(): void {
    this.#post({ type: 'stop' });
  }

  /** Says goodbye to the servers; the thread ends by itself. */
  close(): void {
    this.#waiter = null;
    this.#post({ type: 'close' });
  }

  #post(message: ToLoadThread): void {
    this.#worker.postMessage(message);
  }

  #heard(message: FromLoadThread): void {
    if (message.type === 'tick') return this.#onTick(message.tick);
    const waiter = this.#waiter;
    this.#waiter = null;
    if (message.type === 'done') waiter?.resolve(message);
    else waiter?.reject(new Error(message.message));
  }
}
