import type { AccountBackend } from '../../src/backend/backend.ts';
import type { LaneBudget } from './lane-budget.ts';
import { LanePool, type PoolEvent } from './lane-pool.ts';
import type { PoolOptions } from './pool-options.ts';
import type { PoolStatistics } from './pool-statistics.ts';

/** What user pools work with. */
export interface UserPoolsParts {
  readonly backend: AccountBackend;
  readonly options: PoolOptions;
  readonly budget: LaneBudget;
  readonly notify: (event: PoolEvent) => void;
}

/**
 * Lanes with the rights of clients who log in with an account of the backend: a pool for each account, all within one
 * budget. A login is a lane that was opened with the client's password, so the backend itself checks it each time.
 */
export class UserPools {
  readonly #parts: UserPoolsParts;
  readonly #pools = new Map<string, LanePool>();

  constructor(parts: UserPoolsParts) {
    this.#parts = parts;
  }

  /**
   * Opens a lane with this password.
   *
   * @throws 28P01 when the backend refuses it, 53300 when there is no place for a lane, 08001 when there is no backend
   */
  async login(user: string, password: string, signal: AbortSignal): Promise<void> {
    const { backend, options, budget, notify } = this.#parts;
    const account = backend.withAccount(user, password);
    const known = this.#pools.get(user);
    const pool = known ?? new LanePool(account, options, notify, budget);
    try {
      await pool.enter(account, signal);
    } catch (error) {
      if (known === undefined) await pool.close();
      throw error;
    }
    // Of two who come first at the same time one pool stays.
    const kept = this.#pools.get(user);
    if (kept === undefined) this.#pools.set(user, pool);
    else if (kept !== pool) await pool.close();
  }

  /** The pool of somebody who has logged in. */
  of(user: string): LanePool | undefined {
    return this.#pools.get(user);
  }

  get statistics(): readonly PoolStatistics[] {
    return Array.from(this.#pools.values(), ({ statistics }) => statistics);
  }

  async close(): Promise<void> {
    await Promise.all(Array.from(this.#pools.values(), (pool) => pool.close()));
  }
}
