import { expect } from 'chai';
import { setTimeout as pause } from 'node:timers/promises';
import { LanePool } from '../../../actors/pool/lane-pool.ts';
import type { Execution, Lane } from '../../../src/backend/backend.ts';
import { DataFolder } from '../../../src/backend/embedded/data-folder.ts';
import { EmbeddedBackend } from '../../../src/backend/embedded/embedded-backend.ts';
import { GatewayError } from '../../../src/errors/gateway-error.ts';
import type { Step } from '../../../src/sql/plan.ts';
import { DEFAULT_VALUE_SETTINGS, OID } from '../../../src/types/index.ts';

const never = new AbortController().signal;
const nowhere = (): Promise<void> => Promise.resolve();

function execution(sql: string, kind: 'change' | 'emit'): Execution {
  const steps: Step[] = [{ do: kind, statement: { sql, slots: [] } }];
  const column = { name: 'c', tableOid: 0, attribute: 0, typeOid: OID.text, typeSize: -1, typmod: -1 };
  const writes = kind === 'change';
  return {
    plan: { steps, tag: 'X', counted: true, columns: writes ? null : [column], writes, changesSchema: false },
    parameters: [],
    sessionValues: {},
    formats: [],
    settings: DEFAULT_VALUE_SETTINGS,
    limit: 0,
    lockTimeoutMs: 1000,
  };
}

async function failure(work: Promise<unknown>): Promise<string> {
  try {
    await work;
  } catch (error) {
    return (error as GatewayError).sqlstate;
  }
  return 'done';
}

/** Runs for minutes. */
const ENDLESS = 'SELECT COUNT(*) FROM t a, t b, t c, t d, t e WHERE a.id + b.id + c.id + d.id + e.id < 0';

describe('a lane that is lost', function () {
  this.timeout(20_000);
  let backend: EmbeddedBackend;
  let pool: LanePool;

  before(async () => {
    backend = new EmbeddedBackend({
      dialect: { version: [2025, 3] },
      folder: DataFolder.claim(':memory:'),
      vectorOid: 16385,
      vectorArrayOid: 16390,
    });
    pool = new LanePool(
      backend,
      {
        size: 2,
        maxOverflow: 0,
        timeoutMs: 5000,
        maxWaiting: 10_000,
        recycleMs: 60_000,
        checkMs: 0,
        idleMs: 0,
        growAfterMs: 0,
        eagerLanes: 2,
      },
      () => undefined,
    );
    await withLane(async (lane) => {
      await lane.execute('', execution('CREATE TABLE t (id INTEGER, note VARCHAR(10))', 'change'), nowhere);
      for (let i = 0; i < 100; i += 1) {
        await lane.execute('', execution(`INSERT INTO t VALUES (${i}, 'same')`, 'change'), nowhere);
      }
    });
  });

  after(async () => {
    await pool.close();
    await backend.close();
  });

  async function withLane<T>(work: (lane: Lane) => Promise<T>): Promise<T> {
    const lease = await pool.acquire(never);
    try {
      return await work(lease.lane);
    } finally {
      lease.release(true);
    }
  }

  async function count(): Promise<string> {
    let text = '';
    await withLane((lane) =>
      lane.execute('', execution('SELECT COUNT(*) FROM t', 'emit'), (frames) => {
        text = Buffer.from(frames.subarray(11)).toString();
        return Promise.resolve();
      }),
    );
    return text;
  }

  it('fails the running statement with 08006; the next one gets another lane', async () => {
    const lease = await pool.acquire(never);
    const running = failure(lease.lane.execute('', execution(ENDLESS, 'emit'), nowhere));
    await pause(50);
    // The join stops at its next check, so that the thread can end.
    lease.lane.cancel();
    await lease.lane.close();
    expect(await running).to.be.oneOf(['08006', '57014']);
    expect(await failure(lease.lane.execute('', execution(ENDLESS, 'emit'), nowhere))).to.equal('08006');
    lease.release(true);
    expect(pool.statistics).to.include({ inUse: 0 });
    expect(await count()).to.equal('100');
  });

  it('rolls its transaction back and gives the write turn to who waits', async () => {
    const [lost, other] = await Promise.all([pool.acquire(never), pool.acquire(never)]);
    await lost.lane.begin({ isolation: 'read committed', readOnly: false });
    await lost.lane.execute('', execution("INSERT INTO t VALUES (100, 'lost')", 'change'), nowhere);
    const waiting = other.lane.execute(
      '',
      execution("INSERT INTO t VALUES (101, 'kept')", 'change'),
      nowhere,
    );
    await lost.lane.close();
    expect(await waiting).to.deep.equal({ count: 1, suspended: false });
    expect(await failure(lost.lane.commit())).to.equal('08006');
    lost.release(false);
    other.release(true);
    expect(await count()).to.equal('101');
  });

  it('tells 08006 who waits for its turn when its lane is closed', async () => {
    const [holder, waiter] = await Promise.all([pool.acquire(never), pool.acquire(never)]);
    await holder.lane.begin({ isolation: 'read committed', readOnly: false });
    await holder.lane.execute('', execution("INSERT INTO t VALUES (102, 'held')", 'change'), nowhere);
    const waiting = failure(
      waiter.lane.execute('', execution("INSERT INTO t VALUES (103, 'never')", 'change'), nowhere),
    );
    await waiter.lane.close();
    expect(await waiting).to.equal('08006');
    await holder.lane.rollback();
    for (const lease of [holder, waiter]) lease.release(true);
    expect(await count()).to.equal('101');
  });
});
