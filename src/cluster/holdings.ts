import type { WriteTurns } from '../backend/lane/write-turns.ts';
import type { AdvisoryLocks, LockMode, LockOwner } from '../session/advisory-locks.ts';

/** Connections of each user over all workers. */
export class UserConnections {
  readonly #counts = new Map<string, number>();
  readonly #most: number;

  /** @param most of one user; 0 sets no limit */
  constructor(most: number) {
    this.#most = most;
  }

  enter(user: string): boolean {
    const count = this.#counts.get(user) ?? 0;
    if (this.#most > 0 && count >= this.#most) return false;
    this.#counts.set(user, count + 1);
    return true;
  }

  leave(user: string): void {
    const count = (this.#counts.get(user) ?? 0) - 1;
    if (count > 0) this.#counts.set(user, count);
    else this.#counts.delete(user);
  }
}

/** What all workers share. */
export interface Shared {
  readonly locks: AdvisoryLocks;
  readonly turns: WriteTurns;
  readonly users: UserConnections;
}

/** What one worker has of it, to be given back when the process ends, however it does. */
export class Holdings {
  readonly #shared: Shared;
  /** Sessions that hold advisory locks or wait for one, with the number of locks. */
  readonly #owners = new Map<number, { readonly owner: LockOwner; uses: number }>();
  readonly #holders = new Map<number, object>();
  #users: string[] = [];

  constructor(shared: Shared) {
    this.#shared = shared;
  }

  async lock(processId: number, key: string, mode: LockMode, signal: AbortSignal): Promise<void> {
    const owner = this.#begin(processId);
    try {
      await this.#shared.locks.lock(owner, key, mode, signal);
      // Granted while the process ended, or its statement was cancelled.
      if (!signal.aborted) return;
      this.#shared.locks.unlock(owner, key, mode);
      throw signal.reason;
    } catch (error) {
      this.#end(processId);
      throw error;
    }
  }

  tryLock(processId: number, key: string, mode: LockMode): boolean {
    const granted = this.#shared.locks.tryLock(this.#begin(processId), key, mode);
    if (!granted) this.#end(processId);
    return granted;
  }

  unlock(processId: number, key: string, mode: LockMode): void {
    const known = this.#owners.get(processId);
    if (known !== undefined && this.#shared.locks.unlock(known.owner, key, mode)) this.#end(processId);
  }

  #begin(processId: number): LockOwner {
    const known = this.#owners.get(processId) ?? { owner: { processId }, uses: 0 };
    known.uses += 1;
    this.#owners.set(processId, known);
    return known.owner;
  }

  #end(processId: number): void {
    const known = this.#owners.get(processId);
    if (known === undefined) return;
    known.uses -= 1;
    if (known.uses === 0) this.#owners.delete(processId);
  }

  async takeTurn(holder: number, timeoutMs: number, signal: AbortSignal): Promise<void> {
    const known = {};
    await this.#shared.turns.take(known, timeoutMs, signal);
    this.#holders.set(holder, known);
    if (!signal.aborted) return;
    this.giveTurn(holder);
    throw signal.reason;
  }

  giveTurn(holder: number): void {
    const known = this.#holders.get(holder);
    this.#holders.delete(holder);
    if (known !== undefined) this.#shared.turns.give(known);
  }

  enter(user: string): boolean {
    const may = this.#shared.users.enter(user);
    if (may) this.#users.push(user);
    return may;
  }

  leave(user: string): void {
    const index = this.#users.indexOf(user);
    if (index < 0) return;
    this.#users.splice(index, 1);
    this.#shared.users.leave(user);
  }

  release(): void {
    for (const { owner } of this.#owners.values()) this.#shared.locks.release(owner);
    for (const holder of this.#holders.keys()) this.giveTurn(holder);
    for (const user of this.#users) this.#shared.users.leave(user);
    this.#owners.clear();
    this.#users = [];
  }
}
