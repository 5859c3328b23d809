import { expect } from 'chai';
import { LaneBudget } from '../../../actors/pool/lane-budget.ts';
import { LanePool } from '../../../actors/pool/lane-pool.ts';
import { together } from '../../../actors/pool/pool-statistics.ts';
import { UserPools } from '../../../actors/pool/user-pools.ts';
import type { AccountBackend, Backend, Lane } from '../../../src/backend/backend.ts';
import { GatewayError } from '../../../src/errors/gateway-error.ts';

const never = new AbortController().signal;
const OPTIONS = {
  size: 2,
  maxOverflow: 1,
  timeoutMs: 100,
  growAfterMs: 0,
  eagerLanes: 4,
  recycleMs: 60_000,
  checkMs: 0,
  idleMs: 0,
  maxWaiting: 10_000,
};

/** A backend with users `ann` and `bob`, whose passwords are their names. */
class Accounts implements AccountBackend {
  readonly type = 'native';
  readonly dialect = { version: [2024, 1] as const };
  readonly exclusive = false;
  readonly oneWriter = false;
  /** Users of the lanes that are open. */
  readonly open: string[] = [];
  #ids = 0;

  connect(): Promise<Lane> {
    return this.#lane('gateway');
  }

  withAccount(user: string, password: string): Backend {
    const connect = (): Promise<Lane> =>
      password === user
        ? this.#lane(user)
        : Promise.reject(new GatewayError('28P01', 'IRIS refuses the user name or password'));
    const { type, dialect, exclusive, oneWriter } = this;
    return { type, dialect, exclusive, oneWriter, connect, close: () => Promise.resolve() };
  }

  #lane(user: string): Promise<Lane> {
    this.#ids += 1;
    this.open.push(user);
    const { promise, resolve } = Promise.withResolvers<void>();
    let closed = false;
    const close = (): Promise<void> => {
      if (!closed) this.open.splice(this.open.indexOf(user), 1);
      closed = true;
      resolve();
      return promise;
    };
    return Promise.resolve({ id: this.#ids, user, ended: promise, close } as unknown as Lane);
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}

function setUp(): { backend: Accounts; budget: LaneBudget; pool: LanePool; users: UserPools } {
  const backend = new Accounts();
  const budget = new LaneBudget(OPTIONS.size + OPTIONS.maxOverflow);
  const notify = (): void => undefined;
  const pool = new LanePool(backend, OPTIONS, notify, budget);
  const users = new UserPools({ backend, options: { ...OPTIONS, idleMs: 1 }, budget, notify });
  return { backend, budget, pool, users };
}

function poolOf(users: UserPools, user: string): LanePool {
  const pool = users.of(user);
  if (pool === undefined) throw new Error(`${user} has not logged in`);
  return pool;
}

async function refusal(work: Promise<unknown>): Promise<string> {
  return work.then(
    () => '00000',
    (error: unknown) => (error as GatewayError).sqlstate,
  );
}

describe('lanes of users', () => {
  it('are opened with the password that the client gives, which the backend checks each time', async () => {
    const { backend, users } = setUp();
    expect(await refusal(users.login('ann', 'wrong', never))).to.equal('28P01');
    expect(users.of('ann')).to.equal(undefined);
    await users.login('ann', 'ann', never);
    expect(backend.open).to.deep.equal(['ann']);
    expect(await refusal(users.login('ann', 'wrong', never))).to.equal('28P01');
    const lease = poolOf(users, 'ann').tryAcquire();
    expect(lease?.lane).to.include({ user: 'ann' });
    lease?.release(true);
    await users.close();
    expect(backend.open).to.deep.equal([]);
  });

  it('are no health of the backend: a wrong password says that it is there', async () => {
    const { users } = setUp();
    await users.login('ann', 'ann', never);
    await refusal(users.login('ann', 'wrong', never));
    expect(poolOf(users, 'ann').health).to.equal('Healthy');
    expect(poolOf(users, 'ann').statistics.failed).to.equal(0);
  });

  it('are as many as all pools may have together: an idle one of somebody else is closed', async () => {
    const { backend, budget, pool, users } = setUp();
    const leases = await Promise.all([pool.acquire(never), pool.acquire(never)]);
    await users.login('ann', 'ann', never);
    expect(budget.full).to.equal(true);
    await users.login('bob', 'bob', never);
    expect(backend.open.toSorted()).to.deep.equal(['bob', 'gateway', 'gateway']);
    expect(budget.taken).to.equal(3);
    for (const lease of leases) lease.release(true);
  });

  it('wait for each other in the order of asking, whatever the pool', async () => {
    const { backend, pool, users } = setUp();
    await users.login('ann', 'ann', never);
    const anns = poolOf(users, 'ann');
    const busy = [await anns.acquire(never), await pool.acquire(never), await pool.acquire(never)];
    const order: string[] = [];
    const first = pool.acquire(never).then((lease) => {
      order.push('gateway');
      return lease;
    });
    await new Promise((resolve) => setTimeout(resolve, 5));
    const second = anns.acquire(never).then((lease) => {
      order.push('ann');
      return lease;
    });
    // It comes back to a pool where somebody waits, but another has waited longer elsewhere.
    busy[0]?.release(true);
    const third = await first;
    third.release(true);
    const fourth = await second;
    expect(order).to.deep.equal(['gateway', 'ann']);
    expect(backend.open).to.have.length(3);
    for (const lease of [fourth, ...busy]) lease.release(true);
  });

  it('are refused with 53300 when no place becomes free', async () => {
    const { backend, pool, users } = setUp();
    const busy = await Promise.all([1, 2, 3].map(() => pool.acquire(never)));
    expect(await refusal(users.login('ann', 'ann', never))).to.equal('53300');
    for (const lease of busy) lease.release(true);
    await users.login('ann', 'ann', never);
    expect(backend.open).to.include('ann');
  });

  it('are counted together with those of the gateway', async () => {
    const { pool, users } = setUp();
    await users.login('ann', 'ann', never);
    const lease = await pool.acquire(never);
    const all = together(pool.statistics, users.statistics);
    expect(all).to.include({ created: 2, available: 1, inUse: 1, health: 'Healthy' });
    lease.release(true);
  });
});
