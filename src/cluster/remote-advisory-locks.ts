import type { AdvisoryLockTable, ListedLock, LockMode, LockOwner } from '../session/advisory-locks.ts';
import type { PrimaryLink } from './remote-neighbours.ts';

/** Advisory locks that the primary process keeps for all workers, so that it sees every deadlock. */
export class RemoteAdvisoryLocks implements AdvisoryLockTable {
  readonly #link: PrimaryLink;

  constructor(link: PrimaryLink) {
    this.#link = link;
  }

  tryLock({ processId }: LockOwner, key: string, mode: LockMode): Promise<boolean> {
    return this.#link.ask('tryLock', { processId, key, mode });
  }

  async lock({ processId }: LockOwner, key: string, mode: LockMode, signal: AbortSignal): Promise<void> {
    await this.#link.ask('lock', { processId, key, mode }, signal);
  }

  unlock({ processId }: LockOwner, key: string, mode: LockMode): void {
    this.#link.tell('unlock', { processId, key, mode });
  }

  list(): Promise<readonly ListedLock[]> {
    return this.#link.ask('locks', null);
  }
}
