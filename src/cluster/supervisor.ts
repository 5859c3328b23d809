import type { Socket } from 'node:net';
import { AdvisoryLocks } from '../session/advisory-locks.ts';
import { WriteTurns } from '../backend/lane/write-turns.ts';
import type { ListedSession } from '../session/cancel-registry.ts';
import type { SignalOutcome } from '../session/neighbours.ts';
import { slotOf, type PrimaryContract } from './contracts.ts';
import { UserConnections, type Shared } from './holdings.ts';
import type { Service } from './link.ts';
import { Restarts } from './restarts.ts';
import { WorkerProcess, type WorkerStart } from './worker-process.ts';

/** What the supervisor is given. */
export interface SupervisorOptions {
  readonly workers: number;
  readonly maxConnections: number;
  /** 0 sets no limit. */
  readonly connectionsPerUser: number;
  /** Longest that workers may take to end, in milliseconds. */
  readonly endMs: number;
  /** How to start the worker of a slot; `orphans`: prefix of temporary tables that its predecessor has left. */
  readonly start: (slot: number, orphans: string) => WorkerStart;
  readonly log: (message: string, facts: Readonly<Record<string, unknown>>) => void;
  /** An administrator has asked a worker to end the gateway. */
  readonly onDrain: () => void;
}

/** A worker could not be started: what it said, and the exit code it wants. */
export class WorkerStartError extends Error {
  override readonly name = 'WorkerStartError';
  readonly exitCode: number;

  constructor(message: string, exitCode: number) {
    super(message);
    this.exitCode = exitCode;
  }
}

/**
 * The worker processes of one gateway: hands clients to them, keeps what they share, and replaces those that end. Clients go
 * to the worker that has fewest; sockets that come while there is none wait for one.
 */
export class Supervisor {
  readonly #options: SupervisorOptions;
  readonly #shared: Shared;
  readonly #workers: (WorkerProcess | undefined)[] = [];
  readonly #restarts: Restarts;
  readonly #waiting: Socket[] = [];
  #draining = false;
  #facts: Readonly<Record<string, unknown>> = {};

  constructor(options: SupervisorOptions) {
    this.#options = options;
    this.#shared = {
      locks: new AdvisoryLocks(),
      turns: new WriteTurns(),
      users: new UserConnections(options.connectionsPerUser),
    };
    this.#restarts = new Restarts((slot, orphans) => void this.#start(slot, orphans));
  }

  /** Workers that serve now. */
  get serving(): readonly WorkerProcess[] {
    return this.#workers.filter((worker) => worker?.serving === true) as WorkerProcess[];
  }

  /** How often a worker was replaced. */
  get restarts(): number {
    return this.#restarts.count;
  }

  /** What a worker tells of the engine. */
  get facts(): Readonly<Record<string, unknown>> {
    return this.#facts;
  }

  /**
   * Starts all workers: one first, so that what it finds wrong is told once and what it makes is there for the others.
   * @throws WorkerStartError
   */
  async start(): Promise<void> {
    await this.#start(0, '');
    const others = Array.from({ length: this.#options.workers - 1 }, (_, index) =>
      this.#start(index + 1, ''),
    );
    await Promise.all(others);
  }

  /** Hands a client to a worker. */
  take(socket: Socket): void {
    const [first, ...rest] = this.serving;
    if (first === undefined) {
      this.#waiting.push(socket);
      return;
    }
    const worker = rest.reduce((least, other) => (other.clients < least.clients ? other : least), first);
    const clients = this.serving.reduce((sum, one) => sum + one.clients, 0);
    worker.clients += 1;
    worker.link.tell('client', { refused: clients >= this.#options.maxConnections }, socket);
  }

  /** Resolves when it serves. */
  #start(slot: number, orphans: string): Promise<void> {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const worker = new WorkerProcess(slot, this.#options.start(slot, orphans), this.#shared, (own) =>
      this.#service(own, resolve, reject),
    );
    this.#workers[slot] = worker;
    void worker.ended.then((how) => {
      reject(new WorkerStartError(`a worker process ended with ${how}`, 1));
      this.#ended(worker, how, orphans);
    });
    promise.catch(() => undefined);
    return promise;
  }

  #ended(worker: WorkerProcess, how: string, orphans: string): void {
    this.#workers[worker.slot] = undefined;
    if (this.#draining) return;
    const { slot, processId, clients } = worker;
    for (const { link } of this.serving) link.tell('forget', slot);
    const delay = this.#restarts.plan(worker, worker.prefix || orphans);
    this.#options.log('worker process ended', { slot, processId, how, clients, restartMs: delay });
  }

  #service(
    worker: WorkerProcess,
    ready: () => void,
    failed: (error: WorkerStartError) => void,
  ): Service<PrimaryContract> {
    const { holdings, slot } = worker;
    const { locks } = this.#shared;
    return {
      asks: {
        enter: (user) => holdings.enter(user),
        signal: ({ processId, signal, user }) => this.#signal(processId, signal, user),
        sessions: () => this.#sessions(worker),
        definitionsChanged: async () => {
          await Promise.all(
            this.#others(worker).map(({ link }) => link.ask('follow', null).catch(() => null)),
          );
          return null;
        },
        lock: async ({ processId, key, mode }, signal) => {
          await holdings.lock(processId, key, mode, signal);
          return null;
        },
        tryLock: ({ processId, key, mode }) => holdings.tryLock(processId, key, mode),
        locks: () => locks.list(),
        turn: async ({ holder, timeoutMs }, signal) => {
          await holdings.takeTurn(holder, timeoutMs, signal);
          return null;
        },
      },
      tells: {
        ready: ({ facts, prefix, adminPort }) => {
          worker.serving = true;
          worker.prefix = prefix;
          worker.adminPort = adminPort;
          this.#facts = facts;
          ready();
          for (const socket of this.#waiting.splice(0)) this.take(socket);
        },
        failed: ({ message, exitCode }) => {
          worker.failure = message;
          failed(new WorkerStartError(message, exitCode));
        },
        closed: () => {
          worker.clients -= 1;
        },
        left: (user) => holdings.leave(user),
        cancel: (key) => this.#at(key.processId)?.link.tell('cancel', key),
        unlock: ({ processId, key, mode }) => holdings.unlock(processId, key, mode),
        giveTurn: (holder) => holdings.giveTurn(holder),
        hub: (message) => {
          for (const { link } of this.#others(worker)) link.tell('hub', { message, from: slot });
        },
        drain: () => this.#options.onDrain(),
      },
    };
  }

  #others(worker: WorkerProcess): WorkerProcess[] {
    return this.serving.filter((other) => other !== worker);
  }

  /** The worker whose session a process id names. */
  #at(processId: number): WorkerProcess | undefined {
    return this.serving.find(({ slot }) => slot === slotOf(processId));
  }

  async #signal(
    processId: number,
    signal: 'cancel' | 'terminate',
    user: string | null,
  ): Promise<SignalOutcome> {
    const worker = this.#at(processId);
    return worker === undefined ? 'unknown' : worker.link.ask('signal', { processId, signal, user });
  }

  /** One that ends meanwhile has none. */
  async #sessions(but: WorkerProcess): Promise<readonly ListedSession[]> {
    const lists = await Promise.all(
      this.#others(but).map(({ link }) => link.ask('sessions', null).catch(() => [])),
    );
    return lists.flat();
  }

  /** All read again what can change while clients are served. */
  reload(): void {
    for (const { link } of this.serving) link.tell('reload', null);
  }

  /** Lets all finish what runs; those that take too long are killed. */
  async drain(): Promise<void> {
    this.#draining = true;
    this.#restarts.stop();
    for (const socket of this.#waiting.splice(0)) socket.destroy();
    const running = this.#workers.filter((worker) => worker !== undefined);
    for (const { link } of running) link.tell('drain', null);
    const timer = setTimeout(() => running.forEach((worker) => worker.kill()), this.#options.endMs);
    await Promise.all(running.map(({ ended }) => ended));
    clearTimeout(timer);
  }
}
