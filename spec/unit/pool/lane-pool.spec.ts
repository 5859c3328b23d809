import { expect } from 'chai';
import { LanePool, type PoolEvent } from '../../../actors/pool/lane-pool.ts';
import type { PoolOptions } from '../../../actors/pool/pool-options.ts';
import type { Backend, Lane } from '../../../src/backend/backend.ts';
import { GatewayError } from '../../../src/errors/gateway-error.ts';

const never = new AbortController().signal;

/** A backend whose lanes do nothing but open and close. */
class FakeBackend implements Backend {
  readonly type = 'embedded';
  readonly exclusive = true;
  readonly oneWriter = true;
  readonly dialect = { version: [2024, 1] as const };
  readonly open = new Set<number>();
  refuse = false;
  away = false;
  /** Lanes that do not answer any more. */
  readonly dead = new Set<number>();
  #ids = 0;

  connect(): Promise<Lane> {
    if (this.away) return Promise.reject(new GatewayError('08001', 'Cannot connect to IRIS'));
    if (this.refuse) return Promise.reject(new GatewayError('53300', 'licence limit'));
    this.#ids += 1;
    const id = this.#ids;
    this.open.add(id);
    const { promise, resolve } = Promise.withResolvers<void>();
    const close = (): Promise<void> => {
      this.open.delete(id);
      resolve();
      return promise;
    };
    const describe = (): Promise<unknown> =>
      this.dead.has(id) ? Promise.reject(new GatewayError('08006', 'lost')) : Promise.resolve({});
    return Promise.resolve({ id, ended: promise, close, describe } as unknown as Lane);
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}

function setUp(options: Partial<PoolOptions> = {}): {
  backend: FakeBackend;
  pool: LanePool;
  events: PoolEvent[];
} {
  const backend = new FakeBackend();
  const events: PoolEvent[] = [];
  const pool = new LanePool(
    backend,
    {
      size: 2,
      maxOverflow: 1,
      timeoutMs: 50,
      maxWaiting: 10_000,
      growAfterMs: 0,
      eagerLanes: 4,
      recycleMs: 60_000,
      checkMs: 0,
      idleMs: 0,
      ...options,
    },
    (event) => events.push(event),
  );
  return { backend, pool, events };
}

async function refusal(work: Promise<unknown>): Promise<string> {
  try {
    await work;
  } catch (error) {
    return (error as GatewayError).sqlstate;
  }
  return 'granted';
}

describe('lane pool', () => {
  it('opens nothing before it is asked, and then as few as possible', async () => {
    const { backend, pool } = setUp();
    expect(backend.open.size).to.equal(0);
    const first = await pool.acquire(never);
    first.release(true);
    const second = await pool.acquire(never);
    expect(second.lane).to.equal(first.lane);
    expect(backend.open.size).to.equal(1);
  });

  it('never opens more than size and overflow, and lends in the order of asking', async () => {
    const { backend, pool, events } = setUp({ timeoutMs: 1000 });
    const leases = await Promise.all([1, 2, 3].map(() => pool.acquire(never)));
    const order: number[] = [];
    const waiting = [4, 5].map((n) =>
      pool.acquire(never).then((lease) => {
        order.push(n);
        return lease;
      }),
    );
    expect(backend.open.size).to.equal(3);
    expect(events.map((event) => event.type)).to.include('pool.saturated');
    for (const lease of leases.slice(0, 2)) lease.release(true);
    await Promise.all(waiting);
    expect(order).to.deep.equal([4, 5]);
    expect(pool.statistics).to.include({ inUse: 3, waiting: 0, created: 3, acquisitions: 5, releases: 2 });
  });

  it('opens a further lane only for somebody who has waited', async () => {
    const { backend, pool } = setUp({ size: 4, timeoutMs: 1000, growAfterMs: 40 });
    const first = await pool.acquire(never);
    const second = pool.acquire(never);
    await new Promise((resolve) => setTimeout(resolve, 10));
    first.release(true);
    expect((await second).lane).to.equal(first.lane);
    expect(backend.open.size).to.equal(1);
    const third = await pool.acquire(never);
    expect(third.lane.id).to.equal(2);
    expect(backend.open.size).to.equal(2);
  });

  it('lets a queue that moves be, however long it is, and grows when the lanes are held', async () => {
    const { backend, pool } = setUp({ size: 8, timeoutMs: 5000, growAfterMs: 40, eagerLanes: 1 });
    const pause = (milliseconds: number): Promise<void> =>
      new Promise((resolve) => setTimeout(resolve, milliseconds));
    // 50 requests of 5 ms each: the last one waits for a quarter of a second.
    const served = Array.from({ length: 50 }, async () => {
      const lease = await pool.acquire(never);
      await pause(5);
      lease.release(true);
    });
    await Promise.all(served);
    expect(backend.open.size).to.equal(1);
    const held = await Promise.all([1, 2, 3].map(() => pool.acquire(never)));
    expect(backend.open.size).to.equal(3);
    for (const lease of held) lease.release(true);
  });

  it('grows in the end for somebody whom a moving queue does not reach', async () => {
    const { backend, pool } = setUp({ size: 8, timeoutMs: 5000, growAfterMs: 2, eagerLanes: 1 });
    const leases = Array.from({ length: 200 }, async () => {
      const lease = await pool.acquire(never);
      await new Promise((resolve) => setTimeout(resolve, 1));
      lease.release(true);
    });
    await Promise.all(leases);
    expect(backend.open.size).to.be.within(2, 8);
  });

  it('answers 53300 at once when too many wait', async () => {
    const { pool } = setUp({ size: 1, maxOverflow: 0, maxWaiting: 1, timeoutMs: 5000 });
    const lease = await pool.acquire(never);
    const waiting = pool.acquire(never);
    expect(await refusal(pool.acquire(never))).to.equal('53300');
    lease.release(true);
    expect((await waiting).lane.id).to.equal(1);
  });

  it('answers 53300 when nothing becomes free in time', async () => {
    const { pool } = setUp({ size: 1, maxOverflow: 0 });
    await pool.acquire(never);
    expect(await refusal(pool.acquire(never))).to.equal('53300');
    expect(pool.statistics.waiting).to.equal(0);
  });

  it('lets a cancelled waiter go with the reason', async () => {
    const { pool } = setUp({ size: 1, maxOverflow: 0, timeoutMs: 1000 });
    const lease = await pool.acquire(never);
    const cancelling = new AbortController();
    const waiting = refusal(pool.acquire(cancelling.signal));
    cancelling.abort(new GatewayError('57014', 'canceled'));
    expect(await waiting).to.equal('57014');
    lease.release(true);
    expect(pool.statistics).to.include({ inUse: 0, available: 1 });
  });

  it('closes overflow lanes when they come back, broken ones and old ones', async () => {
    const { backend, pool } = setUp({ size: 1, maxOverflow: 1 });
    const [first, second] = await Promise.all([pool.acquire(never), pool.acquire(never)]);
    first?.release(true);
    second?.release(true);
    expect(backend.open.size).to.equal(1);
    const broken = await pool.acquire(never);
    broken.release(false);
    broken.release(true);
    expect(backend.open.size).to.equal(0);
    const old = setUp({ recycleMs: -1 });
    (await old.pool.acquire(never)).release(true);
    expect(old.backend.open.size).to.equal(0);
  });

  it('forgets a lane that dies idle and opens another', async () => {
    const { backend, pool } = setUp();
    const lease = await pool.acquire(never);
    lease.release(true);
    await lease.lane.close();
    expect(pool.statistics.available).to.equal(0);
    expect((await pool.acquire(never)).lane.id).to.equal(2);
    expect([...backend.open]).to.deep.equal([2]);
  });

  it('queues behind the open ones when the backend refuses more, and fails when there are none', async () => {
    const { backend, pool } = setUp({ timeoutMs: 1000 });
    const lease = await pool.acquire(never);
    backend.refuse = true;
    const waiting = pool.acquire(never);
    await new Promise((resolve) => setImmediate(resolve));
    lease.release(true);
    expect((await waiting).lane.id).to.equal(1);
    const empty = setUp();
    empty.backend.refuse = true;
    expect(await refusal(empty.pool.acquire(never))).to.equal('53300');
  });

  it('tells 57P03 to all who wait when the backend is away, and to who comes then, without trying again at once', async () => {
    const { backend, pool, events } = setUp({ timeoutMs: 1000 });
    backend.away = true;
    const told = await Promise.all([1, 2, 3].map(() => refusal(pool.acquire(never))));
    expect(told).to.deep.equal(['57P03', '57P03', '57P03']);
    expect(pool.statistics).to.include({ health: 'Unhealthy', waiting: 0 });
    const failed = (): number => events.filter(({ type }) => type === 'lane.failed').length;
    const tried = failed();
    expect(await refusal(pool.acquire(never))).to.equal('57P03');
    pool.wake();
    await new Promise((resolve) => setImmediate(resolve));
    expect(failed()).to.equal(tried);
    await pool.close();
  });

  it('is degraded while lanes work and no further one can be opened', async () => {
    const { backend, pool } = setUp({ timeoutMs: 1000 });
    const lease = await pool.acquire(never);
    expect(pool.health).to.equal('Healthy');
    backend.away = true;
    const waiting = pool.acquire(never);
    await new Promise((resolve) => setImmediate(resolve));
    expect(pool.health).to.equal('Degraded');
    lease.release(true);
    (await waiting).release(true);
    await pool.close();
  });

  it('asks idle lanes whether they answer when one was lost, and lends none that does not', async () => {
    const { backend, pool } = setUp({ size: 3, timeoutMs: 1000, checkMs: 60_000, growAfterMs: 300 });
    const leases = await Promise.all([1, 2, 3].map(() => pool.acquire(never)));
    const [lost, dead, alive] = leases.map(({ lane }) => lane.id);
    backend.dead.add(dead ?? 0);
    leases[1]?.release(true);
    leases[2]?.release(true);
    leases[0]?.release(false);
    const next = await pool.acquire(never);
    expect(next.lane.id).to.equal(alive);
    expect(backend.open.has(lost ?? 0) || backend.open.has(dead ?? 0)).to.equal(false);
    expect(pool.statistics).to.include({ inUse: 1, available: 0 });
    await pool.close();
  });

  it('keeps the invariants of ConnectionPoolState', async () => {
    const { pool } = setUp({ timeoutMs: 1000 });
    const check = (): void => {
      const { created, available, inUse, acquisitions, releases } = pool.statistics;
      expect(inUse + available).to.be.at.most(3);
      expect(acquisitions).to.be.at.least(releases);
      expect(created).to.be.at.least(inUse + available);
    };
    const work = Array.from({ length: 40 }, async (_, i) => {
      const lease = await pool.acquire(never);
      check();
      await new Promise((resolve) => setImmediate(resolve));
      lease.release(i % 7 !== 0);
      check();
    });
    await Promise.all(work);
    expect(pool.statistics).to.include({ acquisitions: 40, releases: 40, inUse: 0 });
  });

  it('closes everything and refuses what comes later', async () => {
    const { backend, pool } = setUp({ size: 1, maxOverflow: 0, timeoutMs: 1000 });
    await pool.acquire(never);
    const waiting = refusal(pool.acquire(never));
    await pool.close();
    expect(await waiting).to.equal('57P03');
    expect(await refusal(pool.acquire(never))).to.equal('57P03');
    expect(backend.open.size).to.equal(0);
  });
});
