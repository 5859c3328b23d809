import type { AdvisoryLockTable, LockMode, LockOwner } from './advisory-locks.ts';
import { Levelled, type TransactionPart } from './transaction-part.ts';

interface Taken {
  readonly key: string;
  readonly mode: LockMode;
}

/** The advisory locks that one session holds: for itself until it gives them back, or for its transaction. */
export class HeldAdvisoryLocks implements TransactionPart {
  readonly #locks: AdvisoryLockTable;
  readonly #owner: LockOwner;
  readonly #ofTransaction = new Levelled<Taken>();
  #ofSession: Taken[] = [];

  constructor(locks: AdvisoryLockTable, owner: LockOwner) {
    this.#locks = locks;
    this.#owner = owner;
  }

  /** @param level the transaction's level for a lock of the transaction; null for one of the session */
  async lock(key: string, mode: LockMode, level: number | null, signal: AbortSignal): Promise<void> {
    await this.#locks.lock(this.#owner, key, mode, signal);
    this.#took({ key, mode }, level);
  }

  async tryLock(key: string, mode: LockMode, level: number | null): Promise<boolean> {
    const granted = await this.#locks.tryLock(this.#owner, key, mode);
    if (granted) this.#took({ key, mode }, level);
    return granted;
  }

  /** Gives a lock of the session back once. @returns false when there is none */
  unlock(key: string, mode: LockMode): boolean {
    const index = this.#ofSession.findLastIndex((taken) => taken.key === key && taken.mode === mode);
    if (index < 0) return false;
    this.#ofSession.splice(index, 1);
    this.#locks.unlock(this.#owner, key, mode);
    return true;
  }

  /** pg_advisory_unlock_all */
  unlockAll(): void {
    this.#giveBack(this.#ofSession);
    this.#ofSession = [];
  }

  commit(): void {
    this.#giveBack(this.#ofTransaction.takeAll());
  }

  rollback(): void {
    this.#giveBack(this.#ofTransaction.takeAll());
  }

  rollbackTo(level: number): void {
    this.#giveBack(this.#ofTransaction.takeAbove(level));
  }

  release(level: number): void {
    this.#ofTransaction.release(level);
  }

  /** The session ends. */
  close(): void {
    this.rollback();
    this.unlockAll();
  }

  #took(taken: Taken, level: number | null): void {
    if (level === null) this.#ofSession.push(taken);
    else this.#ofTransaction.add(taken, level);
  }

  #giveBack(taken: readonly Taken[]): void {
    for (const { key, mode } of taken) this.#locks.unlock(this.#owner, key, mode);
  }
}
