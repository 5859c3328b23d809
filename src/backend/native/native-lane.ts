import { setTimeout as delay } from 'node:timers/promises';
import { GatewayError } from '../../errors/gateway-error.ts';
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
import type { FromLane } from '../lane/messages.ts';
import { DictionaryMemory } from '../lane/dictionary-memory.ts';
import { type LaneChannel, RemoteLane } from '../lane/remote-lane.ts';
import { type Child, startChild } from './child/child-process.ts';
import type { ConnectionFacts, ConnectionOptions } from './options.ts';

/** Asks the server to end what a process runs; null when it has taken the request. */
export type CancelJob = (job: string) => Promise<string | null>;

/** How long a cancelled statement may take to end before its process is killed. */
const GRACE_MS = 5000;
/** Between two attempts to cancel the same statement. */
const RETRY_MS = 250;

/** A lane whose work happens in a child process around a connection to IRIS. */
export class NativeLane implements Lane {
  readonly facts: ConnectionFacts;
  readonly #child: Child;
  readonly #remote: RemoteLane;
  readonly #cancelJob: CancelJob;
  /** The request that runs; 0 when none does. */
  #running = 0;
  #requests = 0;
  #idle: () => void = () => undefined;
  /** A cancel on its way: whatever came next would be hit by it. */
  #cancelling: Promise<void> | null = null;
  /** The process was killed because a cancelled statement did not end. */
  #killed = false;

  private constructor(child: Child, cancelJob: CancelJob, dictionary: DictionaryMemory) {
    this.#child = child;
    this.facts = child.facts;
    this.#cancelJob = cancelJob;
    const channel: LaneChannel = {
      post: (message) => child.send(message),
      listen: (onMessage) => child.listen((message) => onMessage(message as FromLane)),
      interrupt: (id) => {
        child.interrupt(id);
        this.#stop();
      },
      terminate: async () => {
        child.kill();
        await child.gone;
      },
      gone: child.gone,
    };
    this.#remote = new RemoteLane(channel, dictionary);
  }

  /** @throws GatewayError as openConnection does */
  static async open(
    connection: ConnectionOptions,
    types: RegistryOptions,
    cancelJob: CancelJob,
    abandoned: AbortSignal,
    dictionary = new DictionaryMemory(),
  ): Promise<NativeLane> {
    const child = await startChild({ serve: 'lane', connection, types }, abandoned);
    return new NativeLane(child, cancelJob, dictionary);
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
    return this.#run(() => this.#remote.execute(portal, execution, sink));
  }

  resume(portal: string, limit: number, sink: RowSink): Promise<Outcome> {
    return this.#run(() => this.#remote.resume(portal, limit, sink));
  }

  copyIn(copy: CopyExecution, feed: CopyFeed): Promise<number> {
    return this.#run(() => this.#remote.copyIn(copy, feed));
  }

  closePortal(portal: string): Promise<void> {
    return this.#run(() => this.#remote.closePortal(portal));
  }

  begin(modes: TransactionModes): Promise<void> {
    return this.#run(() => this.#remote.begin(modes));
  }

  commit(): Promise<void> {
    return this.#run(() => this.#remote.commit());
  }

  /** IRIS has rolled back what a killed process had open. */
  rollback(): Promise<void> {
    return this.#killed ? Promise.resolve() : this.#run(() => this.#remote.rollback());
  }

  savepoint(name: string): Promise<void> {
    return this.#run(() => this.#remote.savepoint(name));
  }

  rollbackTo(name: string): Promise<void> {
    return this.#run(() => this.#remote.rollbackTo(name));
  }

  release(name: string): Promise<void> {
    return this.#run(() => this.#remote.release(name));
  }

  describe(sql: string): ReturnType<RemoteLane['describe']> {
    return this.#run(() => this.#remote.describe(sql));
  }

  dictionaryVersion(): Promise<string> {
    return this.#run(() => this.#remote.dictionaryVersion());
  }

  snapshot(): ReturnType<RemoteLane['snapshot']> {
    return this.#run(() => this.#remote.snapshot());
  }

  cancel(): void {
    this.#remote.cancel();
  }

  close(): Promise<void> {
    return this.#remote.close();
  }

  async #run<T>(work: () => Promise<T>): Promise<T> {
    while (this.#cancelling !== null) await this.#cancelling;
    this.#requests += 1;
    this.#running = this.#requests;
    try {
      return await work();
    } catch (error) {
      if (!this.#killed) throw error;
      throw new GatewayError('57014', 'canceling statement due to user request', {}, { cause: error });
    } finally {
      this.#running = 0;
      this.#idle();
    }
  }

  /** Ends what IRIS does for the request that runs, or kills the process. */
  #stop(): void {
    if (this.#cancelling !== null || this.#running === 0) return;
    const { promise: ended, resolve } = Promise.withResolvers<void>();
    this.#idle = resolve;
    this.#cancelling = this.#cancelUntil(ended, this.#running).finally(() => {
      this.#cancelling = null;
    });
  }

  /** Again and again: a request may have been between two statements, when there is nothing to cancel. */
  async #cancelUntil(ended: Promise<void>, request: number): Promise<void> {
    const end = performance.now() + GRACE_MS;
    while (this.#running === request) {
      if (performance.now() >= end) {
        this.#killed = true;
        this.#child.kill();
        return;
      }
      // The server may not answer the control connection either.
      const late = delay(Math.max(0, end - performance.now()), undefined, { ref: false });
      await Promise.race([this.#cancelJob(this.facts.job), late]);
      if (this.#running !== request) return;
      await Promise.race([ended, delay(RETRY_MS, undefined, { ref: false })]);
    }
  }
}
