import type { CancelKey, ListedSession } from '../session/cancel-registry.ts';
import type { Neighbours, SessionSignal, SignalOutcome } from '../session/neighbours.ts';
import type { PrimaryContract, WorkerContract } from './contracts.ts';
import type { Link } from './link.ts';

/** A worker's end of the link to the primary process. */
export type PrimaryLink = Link<WorkerContract, PrimaryContract>;

/** The other workers, by way of the primary process. */
export class RemoteNeighbours implements Neighbours {
  readonly #link: PrimaryLink;

  constructor(link: PrimaryLink) {
    this.#link = link;
  }

  cancel(key: CancelKey): void {
    this.#link.tell('cancel', key);
  }

  signal(processId: number, signal: SessionSignal, user: string | null): Promise<SignalOutcome> {
    return this.#link.ask('signal', { processId, signal, user });
  }

  sessions(): Promise<readonly ListedSession[]> {
    return this.#link.ask('sessions', null);
  }

  entered(user: string): Promise<boolean> {
    return this.#link.ask('enter', user);
  }

  left(user: string): void {
    this.#link.tell('left', user);
  }

  async definitionsChanged(): Promise<void> {
    await this.#link.ask('definitionsChanged', null);
  }
}
