import { fork, type ChildProcess } from 'node:child_process';
import type { Socket } from 'node:net';
import type { PrimaryContract, WorkerContract } from './contracts.ts';
import { Holdings, type Shared } from './holdings.ts';
import { Link, type Peer, type Service } from './link.ts';

/** How a worker is started: the entry of its process and what it is to know. */
export interface WorkerStart {
  readonly entry: string;
  readonly args: readonly string[];
}

/** A worker as the primary process sees it: its process, the link to it, and what it holds of what is shared. */
export class WorkerProcess {
  readonly slot: number;
  readonly startedAt = performance.now();
  readonly holdings: Holdings;
  readonly link: Link<PrimaryContract, WorkerContract>;
  /** Resolves with how it ended, when nothing of it is held any more. */
  readonly ended: Promise<string>;
  /** Clients that were handed to it and have not gone. */
  clients = 0;
  /** It takes clients; of one that is being started or ended nothing is wanted. */
  serving = false;
  /** What its temporary tables are called with, once it serves. */
  prefix = '';
  adminPort = 0;
  /** What it said when it could not be started. */
  failure = '';
  readonly #child: ChildProcess;

  constructor(
    slot: number,
    { entry, args }: WorkerStart,
    shared: Shared,
    service: (worker: WorkerProcess) => Service<PrimaryContract>,
  ) {
    this.slot = slot;
    this.holdings = new Holdings(shared);
    this.#child = fork(entry, [...args], { serialization: 'advanced' });
    this.link = new Link(peerOf(this.#child), service(this));
    const { promise, resolve } = Promise.withResolvers<string>();
    this.ended = promise;
    this.#child.once('error', (error) => this.#over(error.message, resolve));
    this.#child.once('exit', (code, signal) => {
      this.#over(signal === null ? `exit code ${String(code)}` : signal, resolve);
    });
  }

  get processId(): number {
    return this.#child.pid ?? 0;
  }

  #over(how: string, resolve: (how: string) => void): void {
    this.serving = false;
    this.link.end();
    this.holdings.release();
    resolve(this.failure || how);
  }

  /** Ends it whatever it does. */
  kill(): void {
    this.#child.kill('SIGKILL');
  }
}

/** The other end of a child's IPC channel. What cannot be sent was for a process that has gone: its end tells of that. */
function peerOf(child: ChildProcess): Peer {
  return {
    send: (message, handle) => {
      child.send(message, handle, (error) => {
        if (error) handle?.destroy();
      });
    },
    receive: (listener) => child.on('message', (message, handle) => listener(message, handle as Socket)),
  };
}
