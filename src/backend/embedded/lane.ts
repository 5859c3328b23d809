import { Worker } from 'node:worker_threads';
import { GatewayError } from '../../errors/gateway-error.ts';
import { productFile } from '../../files/product-files.ts';
import { threadEntry } from '../../threads/thread-entry.ts';
import type { Dialect } from '../../sql/context.ts';
import type { RegistryOptions } from '../../types/index.ts';
import type {
  CopyExecution,
  CopyFeed,
  Execution,
  Lane,
  Outcome,
  RowSink,
  TransactionModes,
} from '../backend.ts';
import type { FromLane, ToLane } from '../lane/messages.ts';
import type { DictionaryMemory } from '../lane/dictionary-memory.ts';
import { RemoteLane, type LaneChannel } from '../lane/remote-lane.ts';
import type { Turns } from '../lane/write-turns.ts';
import { laneControl, POSTED, STOP } from './lane-control.ts';

/** What a lane's thread is started with. */
export interface EmbeddedLaneData {
  readonly path: string;
  readonly dialect: Dialect;
  readonly types: RegistryOptions;
  /** Memory shared with the main thread (lane-control.ts). */
  readonly control: Int32Array;
  /** The memory of the file's DictionaryChanges; null: lanes of other processes change the dictionary too. */
  readonly changes: Int32Array<SharedArrayBuffer> | null;
}

/** Deep expressions recurse in the parser of IRIS SQL; they end in 54001 within this. */
const STACK_MB = 16;
/** One statement (RETURNING of everything) must not take the memory of the whole gateway. */
const HEAP_MB = 512;
/**
 * Rows are garbage as soon as they are sent. V8 lets that grow to 80 MB in each thread before it looks, which saves
 * nothing measurable here: 128 MB of 8 KB rows, a lane's share 90 MB with V8's own limit, 14 MB with this.
 */
const YOUNG_MB = 6;

/** Starts a lane's thread; resolves when it serves. 08006 when it ends before. */
async function startChannel(options: Omit<EmbeddedLaneData, 'control'>): Promise<LaneChannel> {
  const control = laneControl();
  const data: EmbeddedLaneData = { ...options, control };
  const worker = new Worker(await threadEntry(productFile('laneWorker')), {
    workerData: data,
    resourceLimits: {
      stackSizeMb: STACK_MB,
      maxOldGenerationSizeMb: HEAP_MB,
      maxYoungGenerationSizeMb: YOUNG_MB,
    },
  });
  let failure: unknown;
  worker.on('error', (error) => {
    failure = error;
  });
  const gone = new Promise<unknown>((resolve) => {
    worker.on('exit', (code) => resolve(failure ?? new Error(`lane thread ended with code ${code}`)));
  });
  const ready = new Promise<void>((resolve, reject) => {
    worker.once('message', () => resolve());
    void gone.then((reason) =>
      reject(new GatewayError('08006', 'a lane could not be opened', {}, { cause: reason })),
    );
  });
  await ready;
  return {
    post: (message: ToLane, transfer) => {
      if (transfer === undefined) worker.postMessage(message);
      else worker.postMessage(message, [transfer]);
      Atomics.add(control, POSTED, 1);
      Atomics.notify(control, POSTED, 1);
    },
    listen: (onMessage) => worker.on('message', (message: FromLane) => onMessage(message)),
    interrupt: (id) => {
      Atomics.store(control, STOP, id);
    },
    terminate: async () => {
      await worker.terminate();
    },
    gone,
  };
}

/** Default of a wait for the write turn, as IRIS's lock timeout (iris-sql.md 6.1). */
const LOCK_TIMEOUT_MS = 10_000;

/** A lane of the embedded engine: RemoteLane plus the turn that writers take. */
export class EmbeddedLane implements Lane {
  readonly #remote: RemoteLane;
  readonly #turns: Turns;
  #inTransaction = false;
  #waiting: AbortController | null = null;

  private constructor(remote: RemoteLane, turns: Turns) {
    this.#remote = remote;
    this.#turns = turns;
    void remote.ended.then(() => this.#endTransaction());
  }

  static async open(
    options: Omit<EmbeddedLaneData, 'control'>,
    turns: Turns,
    dictionary: DictionaryMemory,
  ): Promise<EmbeddedLane> {
    return new EmbeddedLane(new RemoteLane(await startChannel(options), dictionary), turns);
  }

  get id(): number {
    return this.#remote.id;
  }

  get answered(): number {
    return this.#remote.answered;
  }

  get ended(): Promise<void> {
    return this.#remote.ended;
  }

  execute(portal: string, execution: Execution, sink: RowSink): Promise<Outcome> {
    if (!execution.plan.writes) return this.#remote.execute(portal, execution, sink);
    return this.#inTurn(execution, () => this.#remote.execute(portal, execution, sink));
  }

  copyIn(copy: CopyExecution, feed: CopyFeed): Promise<number> {
    return this.#inTurn(copy, () => this.#remote.copyIn(copy, feed));
  }

  resume(portal: string, limit: number, sink: RowSink): Promise<Outcome> {
    return this.#remote.resume(portal, limit, sink);
  }

  closePortal(portal: string): Promise<void> {
    return this.#remote.closePortal(portal);
  }

  async begin(modes: TransactionModes): Promise<void> {
    await this.#remote.begin(modes);
    this.#inTransaction = true;
  }

  async commit(): Promise<void> {
    try {
      await this.#remote.commit();
    } finally {
      this.#endTransaction();
    }
  }

  async rollback(): Promise<void> {
    try {
      await this.#remote.rollback();
    } finally {
      this.#endTransaction();
    }
  }

  savepoint(name: string): Promise<void> {
    return this.#remote.savepoint(name);
  }

  rollbackTo(name: string): Promise<void> {
    return this.#remote.rollbackTo(name);
  }

  release(name: string): Promise<void> {
    return this.#remote.release(name);
  }

  cancel(): void {
    this.#waiting?.abort(new GatewayError('57014', 'canceling statement due to user request'));
    this.#remote.cancel();
  }

  describe(sql: string): ReturnType<RemoteLane['describe']> {
    return this.#remote.describe(sql);
  }

  dictionaryVersion(): Promise<string> {
    return this.#remote.dictionaryVersion();
  }

  snapshot(): ReturnType<RemoteLane['snapshot']> {
    return this.#remote.snapshot();
  }

  async close(): Promise<void> {
    this.#waiting?.abort(new GatewayError('08006', 'connection to the backend was closed'));
    await this.#remote.close();
  }

  /** A transaction keeps the turn to its end. */
  async #inTurn<T>({ lockTimeoutMs }: Pick<Execution, 'lockTimeoutMs'>, work: () => Promise<T>): Promise<T> {
    await this.#takeTurn(lockTimeoutMs || LOCK_TIMEOUT_MS);
    try {
      return await work();
    } finally {
      if (!this.#inTransaction) this.#turns.give(this);
    }
  }

  async #takeTurn(timeoutMs: number): Promise<void> {
    const waiting = new AbortController();
    this.#waiting = waiting;
    try {
      await this.#turns.take(this, timeoutMs, waiting.signal);
    } finally {
      this.#waiting = null;
    }
  }

  #endTransaction(): void {
    this.#inTransaction = false;
    this.#turns.give(this);
  }
}
