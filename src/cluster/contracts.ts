import type { ListedLock, LockMode } from '../session/advisory-locks.ts';
import type { CancelKey, ListedSession } from '../session/cancel-registry.ts';
import type { SessionSignal, SignalOutcome } from '../session/neighbours.ts';
import type { HubMessage } from '../session/notification-hub.ts';

/** Most worker processes: a process id of a session says by its remainder whose it is. */
export const SLOTS = 64;

/** Which worker's session a process id names. */
export function slotOf(processId: number): number {
  return processId % SLOTS;
}

/** A session's advisory lock. */
interface LockInput {
  readonly processId: number;
  readonly key: string;
  readonly mode: LockMode;
}

interface SignalInput {
  readonly processId: number;
  readonly signal: SessionSignal;
  readonly user: string | null;
}

/** A client that is handed to a worker with its socket. `refused`: it is told that there are too many. */
export interface HandedClient {
  readonly refused: boolean;
}

/** What the primary process does for its workers. */
export type PrimaryContract = {
  readonly asks: {
    readonly enter: { readonly in: string; readonly out: boolean };
    readonly signal: { readonly in: SignalInput; readonly out: SignalOutcome };
    /** Sessions of all workers but the one that asks. */
    readonly sessions: { readonly in: null; readonly out: readonly ListedSession[] };
    readonly definitionsChanged: { readonly in: null; readonly out: null };
    readonly lock: { readonly in: LockInput; readonly out: null };
    readonly tryLock: { readonly in: LockInput; readonly out: boolean };
    readonly locks: { readonly in: null; readonly out: readonly ListedLock[] };
    /** The turn to write in the embedded database; `holder` is the worker's number for who has it. */
    readonly turn: {
      readonly in: { readonly holder: number; readonly timeoutMs: number };
      readonly out: null;
    };
  };
  readonly tells: {
    /** Serves clients from now on. */
    readonly ready: {
      readonly facts: Readonly<Record<string, unknown>>;
      /** What the names of its temporary tables begin with. */
      readonly prefix: string;
      /** Its own admin port on loopback. */
      readonly adminPort: number;
    };
    /** Cannot be started: the exit code and what is to be said. */
    readonly failed: { readonly message: string; readonly exitCode: number };
    readonly closed: null;
    readonly left: string;
    readonly cancel: CancelKey;
    readonly unlock: LockInput;
    readonly giveTurn: number;
    readonly hub: HubMessage;
    /** An administrator wants the gateway to end. */
    readonly drain: null;
  };
};

/** What a worker does for the primary process. */
export type WorkerContract = {
  readonly asks: {
    readonly sessions: { readonly in: null; readonly out: readonly ListedSession[] };
    readonly signal: { readonly in: SignalInput; readonly out: SignalOutcome };
    readonly follow: { readonly in: null; readonly out: null };
  };
  readonly tells: {
    readonly client: HandedClient;
    readonly cancel: CancelKey;
    readonly hub: { readonly message: HubMessage; readonly from: number };
    readonly forget: number;
    readonly reload: null;
    readonly drain: null;
  };
};
