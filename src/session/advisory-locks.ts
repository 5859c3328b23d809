import { GatewayError } from '../errors/gateway-error.ts';

export type LockMode = 'shared' | 'exclusive';

const MODES: readonly LockMode[] = ['shared', 'exclusive'];

/** A lock as a list of locks has it. */
export interface ListedLock {
  /** One bigint, or two integers with a comma between. */
  readonly key: string;
  readonly processId: number;
  readonly mode: LockMode;
  readonly granted: boolean;
}

/** A session as others see it in DETAIL of a deadlock. */
export interface LockOwner {
  readonly processId: number;
}

interface Waiter {
  readonly owner: LockOwner;
  readonly mode: LockMode;
  grant(): void;
}

class Lock {
  readonly key: string;
  /** How often each owner holds it, by mode. */
  readonly holders = new Map<LockOwner, Record<LockMode, number>>();
  queue: Waiter[] = [];

  constructor(key: string) {
    this.key = key;
  }

  /** Owners that keep this one from having it now: those that hold it, and those that wait for it longer. */
  blockers(owner: LockOwner, mode: LockMode, ahead: readonly Waiter[]): LockOwner[] {
    const holding = [...this.holders]
      .filter(([other, held]) => other !== owner && (mode === 'exclusive' || held.exclusive > 0))
      .map(([other]) => other);
    // Who holds it already need not stand behind those who wait for it to go.
    if (this.holders.has(owner)) return holding;
    const waiting = ahead.filter(
      (other) => other.owner !== owner && (mode === 'exclusive' || other.mode === 'exclusive'),
    );
    return [...holding, ...waiting.map((other) => other.owner)];
  }

  hold(owner: LockOwner, mode: LockMode): void {
    const held = this.holders.get(owner) ?? { shared: 0, exclusive: 0 };
    held[mode] += 1;
    this.holders.set(owner, held);
  }
}

/** Advisory locks as sessions take them, wherever they are kept. What is unlocked is held. */
export interface AdvisoryLockTable {
  tryLock(owner: LockOwner, key: string, mode: LockMode): boolean | Promise<boolean>;
  /**
   * Waits until the lock is to be had.
   * @throws GatewayError 40P01 when the waiting would never end; the signal's reason when it aborts
   */
  lock(owner: LockOwner, key: string, mode: LockMode, signal: AbortSignal): Promise<void>;
  unlock(owner: LockOwner, key: string, mode: LockMode): void;
  /** Who holds locks and waits for them: each once for each mode. */
  list(): readonly ListedLock[] | Promise<readonly ListedLock[]>;
}

/**
 * Advisory locks (manual 13.3.5) of the sessions of this gateway. The same lock may be taken several times and is held
 * until it has been given back as often.
 */
export class AdvisoryLocks implements AdvisoryLockTable {
  readonly #locks = new Map<string, Lock>();
  /** What an owner waits for, to see deadlocks. */
  readonly #waiting = new Map<LockOwner, { readonly lock: Lock; readonly waiter: Waiter }>();

  tryLock(owner: LockOwner, key: string, mode: LockMode): boolean {
    const lock = this.#locks.get(key) ?? new Lock(key);
    if (lock.blockers(owner, mode, lock.queue).length > 0) return false;
    this.#locks.set(key, lock);
    lock.hold(owner, mode);
    return true;
  }

  async lock(owner: LockOwner, key: string, mode: LockMode, signal: AbortSignal): Promise<void> {
    if (this.tryLock(owner, key, mode)) return;
    const lock = this.#locks.get(key) ?? new Lock(key);
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const waiter: Waiter = { owner, mode, grant: resolve };
    lock.queue.push(waiter);
    this.#waiting.set(owner, { lock, waiter });
    const leave = (): void => {
      lock.queue = lock.queue.filter((other) => other !== waiter);
      this.#grant(lock);
    };
    // At once: what is granted to one who has gone would never be given back.
    const stop = (): void => {
      leave();
      reject(signal.reason as Error);
    };
    signal.addEventListener('abort', stop, { once: true });
    try {
      if (signal.aborted) stop();
      else this.#refuseDeadlock(owner, leave);
      await promise;
    } finally {
      signal.removeEventListener('abort', stop);
      this.#waiting.delete(owner);
    }
  }

  /** Gives back all that an owner holds: it has gone without doing so. */
  release(owner: LockOwner): void {
    for (const lock of this.#locks.values()) if (lock.holders.delete(owner)) this.#grant(lock);
  }

  list(): ListedLock[] {
    const waiting = Array.from(this.#waiting, ([owner, { lock, waiter }]) => ({
      key: lock.key,
      processId: owner.processId,
      mode: waiter.mode,
      granted: false,
    }));
    const held = Array.from(this.#locks.values()).flatMap(({ key, holders }) =>
      Array.from(holders).flatMap(([owner, counts]) =>
        MODES.filter((mode) => counts[mode] > 0).map((mode) => ({
          key,
          processId: owner.processId,
          mode,
          granted: true,
        })),
      ),
    );
    return [...held, ...waiting];
  }

  /** @returns false when the owner does not hold it in this mode */
  unlock(owner: LockOwner, key: string, mode: LockMode): boolean {
    const lock = this.#locks.get(key);
    const held = lock?.holders.get(owner);
    if (!lock || !held || held[mode] === 0) return false;
    held[mode] -= 1;
    if (held.shared + held.exclusive === 0) lock.holders.delete(owner);
    this.#grant(lock);
    return true;
  }

  /** Gives the lock to those who waited longest, as far as they do not exclude each other. */
  #grant(lock: Lock): void {
    const ahead: Waiter[] = [];
    for (const waiter of lock.queue) {
      if (lock.blockers(waiter.owner, waiter.mode, ahead).length > 0) {
        ahead.push(waiter);
        continue;
      }
      lock.hold(waiter.owner, waiter.mode);
      waiter.grant();
    }
    lock.queue = ahead;
    if (lock.holders.size === 0 && lock.queue.length === 0) this.#locks.delete(lock.key);
  }

  #refuseDeadlock(start: LockOwner, leave: () => void): void {
    const path = this.#cycle(start, start, new Set());
    if (path === null) return;
    leave();
    const lines = path.map(
      ({ owner, lock, waiter, by }) =>
        `Process ${owner.processId} waits for ${modeName(waiter.mode)} on advisory lock [${lock.key}]; blocked by process ${by.processId}.`,
    );
    throw new GatewayError('40P01', 'deadlock detected', {
      detail: lines.join('\n'),
      hint: 'See server log for query details.',
    });
  }

  #cycle(start: LockOwner, owner: LockOwner, seen: Set<LockOwner>): Edge[] | null {
    const waits = this.#waiting.get(owner);
    if (!waits || seen.has(owner)) return null;
    seen.add(owner);
    const { lock, waiter } = waits;
    const ahead = lock.queue.slice(0, lock.queue.indexOf(waiter));
    for (const by of lock.blockers(owner, waiter.mode, ahead)) {
      const edge: Edge = { owner, lock, waiter, by };
      if (by === start) return [edge];
      const rest = this.#cycle(start, by, seen);
      if (rest) return [edge, ...rest];
    }
    return null;
  }
}

interface Edge {
  readonly owner: LockOwner;
  readonly lock: Lock;
  readonly waiter: Waiter;
  readonly by: LockOwner;
}

/** PostgreSQL's name of the mode. */
export function modeName(mode: LockMode): string {
  return mode === 'shared' ? 'ShareLock' : 'ExclusiveLock';
}
