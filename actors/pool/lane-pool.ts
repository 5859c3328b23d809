import { GatewayError } from '../../src/errors/gateway-error.ts';
import { SQLSTATE } from '../../src/errors/sqlstate.ts';
import type { Backend, Lane } from '../../src/backend/backend.ts';
import { BackendHealth, type Health, TOO_MANY, unreachable } from './health.ts';
import { LaneBudget, type BudgetMember } from './lane-budget.ts';
import { answers } from './lane-check.ts';
import type { PoolOptions } from './pool-options.ts';
import type { PoolStatistics } from './pool-statistics.ts';

/** A lane on loan: exclusive until released. */
export interface Lease {
  readonly lane: Lane;
  /**
   * Gives the lane back; a second call has no effect.
   *
   * @param reusable false when its state is unknown (lost link, failed rollback): it is closed instead
   */
  release(reusable: boolean): void;
}

/** What the pool tells its actor: rare changes only, never single leases (design.md decision 5). */
export type PoolEvent =
  | { readonly type: 'lane.opened' | 'lane.closed'; readonly lane: number }
  | { readonly type: 'lane.failed'; readonly reason: unknown }
  | { readonly type: 'pool.saturated' | 'pool.relieved' };

interface Waiter {
  readonly since: number;
  readonly grant: (lease: Lease) => void;
  readonly refuse: (error: unknown) => void;
}

interface Idle {
  readonly lane: Lane;
  readonly openedAt: number;
  usedAt: number;
}

/** Lanes opened at the same time: it costs CPU that the open ones need. */
const OPENING_AT_ONCE = 2;

/** Who has waited this many times the growth time gets a lane even though the queue moves. */
const SLOW_QUEUE = 20;

/** Weight of the newest acquisition in the mean. */
const SMOOTHING = 0.05;

/**
 * Lanes for everybody: opened on demand, lent in the order of asking, replaced when old (design.md decision 4).
 */
export class LanePool implements BudgetMember {
  #backend: Backend;
  readonly #options: PoolOptions;
  readonly #notify: (event: PoolEvent) => void;
  readonly #budget: LaneBudget;
  /** Gives up the wait for a place, while there is one. */
  #forgoPlace: (() => void) | null = null;
  readonly #idle: Idle[] = [];
  readonly #lanes = new Set<Lane>();
  readonly #waiters: Waiter[] = [];
  #opening = 0;
  #growing: NodeJS.Timeout | undefined;
  #inUse = 0;
  #releasedAt = 0;
  readonly #health = new BackendHealth(() => this.#tryAgain());
  readonly #checking: NodeJS.Timeout | undefined;
  #closed = false;
  #created = 0;
  #failed = 0;
  #acquisitions = 0;
  #releases = 0;
  #averageMs = 0;

  /** @param budget what all pools may have together */
  constructor(
    backend: Backend,
    options: PoolOptions,
    notify: (event: PoolEvent) => void,
    budget = new LaneBudget(options.size + options.maxOverflow),
  ) {
    this.#backend = backend;
    this.#options = options;
    this.#notify = notify;
    this.#budget = budget;
    budget.join(this);
    if (options.checkMs > 0) this.#checking = setInterval(() => this.#check(1), options.checkMs).unref();
  }

  /** No other process works on the backend. */
  get exclusive(): boolean {
    return this.#backend.exclusive;
  }

  /** A transaction that has changed something keeps everybody else from changes. */
  get oneWriter(): boolean {
    return this.#backend.oneWriter;
  }

  /** There is never more than one lane. */
  get single(): boolean {
    return this.#options.size + this.#options.maxOverflow <= 1;
  }

  get statistics(): PoolStatistics {
    return {
      created: this.#created,
      available: this.#idle.length,
      inUse: this.#inUse,
      failed: this.#failed,
      waiting: this.#waiters.length,
      acquisitions: this.#acquisitions,
      releases: this.#releases,
      averageAcquisitionMs: this.#averageMs,
      health: this.health,
      lastHealthCheck: this.#health.checkedAt?.toISOString() ?? null,
    };
  }

  /** Unhealthy: the backend cannot be reached, and nothing works. */
  get health(): Health {
    return this.#health.status(this.#lanes.size, this.#budget.lowered);
  }

  /** Tries the backend again for somebody who has come while it could not be reached, if it was not tried just now. */
  wake(): void {
    if (this.health === 'Unhealthy' && this.#health.mayTry && this.#opening === 0) this.#tryAgain();
  }

  /** An idle lane at once, or null: the way of the hot path. */
  tryAcquire(): Lease | null {
    if (this.#closed || this.#waiters.length > 0) return null;
    const idle = this.#idle.pop();
    if (!idle) return null;
    this.#count(0);
    return this.#lend(idle);
  }

  /**
   * A lane, as soon as there is one.
   *
   * @throws 53300 after the pool's timeout, or at once when too many wait, 57P03 when it closes or the backend cannot be reached, or the signal's reason
   */
  async acquire(signal: AbortSignal): Promise<Lease> {
    const lease = this.tryAcquire();
    if (lease) return lease;
    if (this.#closed) throw shuttingDown();
    signal.throwIfAborted();
    if (this.health === 'Unhealthy' && !this.#health.mayTry && this.#opening === 0) throw unreachable();
    if (this.#waiters.length >= this.#options.maxWaiting) throw this.#crowded();
    const { promise, resolve, reject } = Promise.withResolvers<Lease>();
    const waiter: Waiter = { since: performance.now(), grant: resolve, refuse: reject };
    this.#waiters.push(waiter);
    if (this.#waiters.length === 1 && this.#budget.full) this.#notify({ type: 'pool.saturated' });
    this.#grow();
    const timer = setTimeout(() => this.#leave(waiter, this.#exhausted()), this.#options.timeoutMs);
    const onAbort = (): void => this.#leave(waiter, signal.reason);
    signal.addEventListener('abort', onAbort, { once: true });
    try {
      return await promise;
    } finally {
      clearTimeout(timer);
      signal.removeEventListener('abort', onAbort);
    }
  }

  /** Refuses further requests and closes every lane, also those on loan. */
  async close(): Promise<void> {
    this.#closed = true;
    clearTimeout(this.#growing);
    clearInterval(this.#checking);
    this.#health.stop();
    this.#forgoPlace?.();
    for (const waiter of this.#waiters.splice(0)) waiter.refuse(shuttingDown());
    this.#idle.length = 0;
    await Promise.allSettled(Array.from(this.#lanes, (lane) => lane.close()));
    this.#budget.leave(this);
  }

  get idle(): number {
    return this.#idle.length;
  }

  /** Closes the lane that was used longest ago, of those that are idle. */
  giveUp(): void {
    void this.#idle.shift()?.lane.close();
  }

  /**
   * Opens a lane of another backend, which further lanes come from as well when it can be opened.
   *
   * @throws what opening it fails with, 53300 after the pool's timeout, or the signal's reason
   */
  async enter(backend: Backend, signal: AbortSignal): Promise<void> {
    await this.#place(signal);
    await this.#connect(backend, true);
    this.#backend = backend;
  }

  /** Waits for a place in the budget. */
  async #place(signal: AbortSignal): Promise<void> {
    if (this.#budget.take()) return;
    this.giveUp();
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const forgo = this.#budget.wait(this, performance.now(), resolve);
    const timer = setTimeout(() => reject(this.#exhausted()), this.#options.timeoutMs);
    const onAbort = (): void => reject(signal.reason);
    signal.addEventListener('abort', onAbort, { once: true });
    try {
      await promise;
    } finally {
      clearTimeout(timer);
      signal.removeEventListener('abort', onAbort);
      forgo();
    }
  }

  /**
   * How long `waiter` is to wait still before a lane is opened for it, in milliseconds. Beyond the eager lanes a queue
   * that moves is let move: more lanes would only share what the machine can do.
   */
  #patience({ since }: Waiter): number {
    const lanes = this.#lanes.size + this.#opening;
    const { growAfterMs, eagerLanes } = this.#options;
    if (lanes === 0) return 0;
    const now = performance.now();
    if (lanes < eagerLanes) return since + growAfterMs - now;
    return Math.min(Math.max(since, this.#releasedAt) + growAfterMs, since + SLOW_QUEUE * growAfterMs) - now;
  }

  /** Opens a lane when somebody has waited long enough and none is being opened for him. */
  #grow(): void {
    const waiter = this.#waiters[this.#opening];
    if (this.#closed || this.#opening >= OPENING_AT_ONCE || !waiter) return;
    if (!this.#health.mayTry || this.#forgoPlace !== null) return;
    const patience = this.#patience(waiter);
    if (patience > 0) {
      this.#growing ??= setTimeout(() => {
        this.#growing = undefined;
        this.#grow();
      }, patience);
      return;
    }
    if (this.#budget.take()) this.#open();
    else this.#awaitPlace(waiter.since);
  }

  /** Opens a lane when another pool gives one up, or one of the own is closed, if somebody needs it still. */
  #awaitPlace(since: number): void {
    this.#forgoPlace = this.#budget.wait(this, since, () => {
      this.#forgoPlace = null;
      if (this.#closed || this.#waiters.length <= this.#opening) this.#budget.give();
      else this.#open();
    });
  }

  /** In a place that was taken. */
  #open(): void {
    this.#connect(this.#backend, false).catch((error: unknown) => {
      if (this.#lanes.size > 0) this.#grow();
      else this.#refuseWaiters(error);
    });
  }

  /** @param login whether a client proves by it who it is */
  async #connect(backend: Backend, login: boolean): Promise<void> {
    this.#opening += 1;
    let lane: Lane;
    try {
      lane = await backend.connect();
    } catch (error) {
      this.#couldNotOpen(error, login);
      throw error;
    } finally {
      this.#opening -= 1;
    }
    if (this.#closed) {
      await lane.close();
      this.#budget.give();
      return;
    }
    this.#created += 1;
    this.#health.answered();
    this.#lanes.add(lane);
    this.#notify({ type: 'lane.opened', lane: lane.id });
    void lane.ended.then(() => this.#forget(lane));
    const now = performance.now();
    this.#offer({ lane, openedAt: now, usedAt: now });
    this.#grow();
  }

  #couldNotOpen(error: unknown, login: boolean): void {
    // A wrong password says nothing of the backend but that it is there.
    if (login && error instanceof GatewayError && error.sqlstate === SQLSTATE.invalidPassword) {
      this.#health.answered();
    } else {
      this.#failed += 1;
      this.#notify({ type: 'lane.failed', reason: error });
      this.#health.failed(error);
    }
    const others = this.#budget.taken - 1;
    this.#budget.give();
    if (others > 0 && error instanceof GatewayError && error.sqlstate === TOO_MANY) this.#budget.lower();
  }

  /** Nobody can be helped: all are told at once when the backend is away, and one by one what it refuses. */
  #refuseWaiters(error: unknown): void {
    if (this.health !== 'Unhealthy' || this.#temporary) {
      this.#waiters.shift()?.refuse(error);
      this.#grow();
      return;
    }
    for (const waiter of this.#waiters.splice(0)) waiter.refuse(unreachable(error));
  }

  /** A connection is tried whether somebody waits for it or not. */
  #tryAgain(): void {
    if (this.#closed || this.#temporary || this.#opening > 0 || !this.#budget.take()) return;
    this.#open();
  }

  /** A lane was lost: those that are idle may be lost as well, which their next user would be the one to find out. */
  #suspect(): void {
    if (!this.#closed && this.#options.checkMs > 0) this.#check(this.#idle.length);
  }

  /** Lanes are there only while somebody needs them. */
  get #temporary(): boolean {
    return this.#options.idleMs > 0;
  }

  /** Closes those that were idle for long and asks others whether they answer; nobody gets them meanwhile. */
  #check(count: number): void {
    const oldest = performance.now() - this.#options.idleMs;
    while (this.#temporary && (this.#idle[0]?.usedAt ?? oldest) < oldest) this.giveUp();
    for (const idle of this.#idle.splice(0, count)) void this.#checkOne(idle);
  }

  async #checkOne(idle: Idle): Promise<void> {
    if (await answers(idle.lane)) {
      this.#health.answered();
      if (this.#lanes.has(idle.lane) && !this.#closed) this.#offer(idle);
      return;
    }
    void idle.lane.close();
    this.#suspect();
  }

  #forget(lane: Lane): void {
    if (!this.#lanes.delete(lane)) return;
    this.#budget.give();
    const position = this.#idle.findIndex((idle) => idle.lane === lane);
    if (position >= 0) this.#idle.splice(position, 1);
    this.#notify({ type: 'lane.closed', lane: lane.id });
    if (position >= 0) this.#suspect();
    this.#grow();
  }

  #lend(idle: Idle): Lease {
    this.#inUse += 1;
    let lent = true;
    return {
      lane: idle.lane,
      release: (reusable) => {
        if (!lent) return;
        lent = false;
        this.#inUse -= 1;
        this.#releases += 1;
        this.#releasedAt = performance.now();
        idle.usedAt = this.#releasedAt;
        const old = this.#releasedAt - idle.openedAt > this.#options.recycleMs;
        if (!this.#lanes.has(idle.lane)) return;
        if (!reusable) this.#suspect();
        if (!reusable || old || this.#closed) void idle.lane.close();
        else this.#offer(idle);
      },
    };
  }

  /**
   * To the one who waits longest, in this pool or, as a place, in another; else to the idle ones, unless there are enough
   * of them.
   */
  #offer(idle: Idle): void {
    const [waiter] = this.#waiters;
    const elsewhere = this.#budget.oldestBeside(this);
    if (waiter && waiter.since <= elsewhere) {
      this.#waiters.shift();
      if (this.#waiters.length === 0) this.#relieved();
      this.#count(performance.now() - waiter.since);
      waiter.grant(this.#lend(idle));
    } else if (elsewhere < Number.POSITIVE_INFINITY || this.#budget.idle >= this.#options.size) {
      void idle.lane.close();
    } else this.#idle.push(idle);
  }

  /** Nobody waits any more. */
  #relieved(): void {
    this.#forgoPlace?.();
    this.#forgoPlace = null;
    this.#notify({ type: 'pool.relieved' });
  }

  #leave(waiter: Waiter, reason: unknown): void {
    const position = this.#waiters.indexOf(waiter);
    if (position < 0) return;
    this.#waiters.splice(position, 1);
    if (this.#waiters.length === 0) this.#relieved();
    waiter.refuse(reason);
  }

  #count(waitedMs: number): void {
    this.#acquisitions += 1;
    this.#averageMs += (waitedMs - this.#averageMs) * (this.#acquisitions === 1 ? 1 : SMOOTHING);
  }

  #crowded(): GatewayError {
    return new GatewayError('53300', 'too many sessions wait for a backend connection', {
      detail: `${this.#waiters.length} wait already.`,
    });
  }

  #exhausted(): GatewayError {
    return new GatewayError(
      '53300',
      `no backend connection became free within ${this.#options.timeoutMs / 1000} s (${this.#inUse} in use)`,
    );
  }
}

function shuttingDown(): GatewayError {
  return new GatewayError('57P03', 'the gateway is shutting down');
}
