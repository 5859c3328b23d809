import { expect } from 'chai';
import { WriteTurns } from '../../../src/backend/lane/write-turns.ts';
import { Holdings, UserConnections, type Shared } from '../../../src/cluster/holdings.ts';
import { mergeMetrics } from '../../../src/cluster/merge-metrics.ts';
import { mergeViews } from '../../../src/cluster/merge-views.ts';
import { Restarts } from '../../../src/cluster/restarts.ts';
import { AdvisoryLocks } from '../../../src/session/advisory-locks.ts';
import { CancelRegistry } from '../../../src/session/cancel-registry.ts';
import { NotificationHub, type HubMessage } from '../../../src/session/notification-hub.ts';

const NEVER = new AbortController().signal;

describe('what several processes share', () => {
  let shared: Shared;
  let one: Holdings;
  let other: Holdings;

  beforeEach(() => {
    shared = { locks: new AdvisoryLocks(), turns: new WriteTurns(), users: new UserConnections(2) };
    [one, other] = [new Holdings(shared), new Holdings(shared)];
  });

  it('is free again when the process that had it ends', async () => {
    expect(one.tryLock(1, 'k', 'exclusive')).to.equal(true);
    await one.takeTurn(1, 0, NEVER);
    expect([one.enter('ann'), one.enter('ann'), other.enter('ann')]).to.deep.equal([true, true, false]);
    const [lock, turn] = [other.lock(2, 'k', 'exclusive', NEVER), other.takeTurn(1, 0, NEVER)];
    one.release();
    await lock;
    await turn;
    expect(other.enter('ann')).to.equal(true);
    expect(shared.locks.list()).to.deep.equal([{ key: 'k', processId: 2, mode: 'exclusive', granted: true }]);
  });

  it('is not kept by a process that has ended while it waited', async () => {
    await one.takeTurn(1, 0, NEVER);
    const ended = new AbortController();
    const waiting = other.takeTurn(2, 0, ended.signal).catch(() => 'given up');
    one.giveTurn(1);
    ended.abort(new Error('over'));
    other.release();
    expect(await waiting).to.equal('given up');
    await one.takeTurn(3, 0, NEVER);
  });

  it('is given back as often as it was taken', () => {
    for (let i = 0; i < 2; i += 1) expect(one.tryLock(1, 'k', 'shared')).to.equal(true);
    one.unlock(1, 'k', 'shared');
    expect(other.tryLock(2, 'k', 'exclusive')).to.equal(false);
    one.unlock(1, 'k', 'shared');
    expect(other.tryLock(2, 'k', 'exclusive')).to.equal(true);
    one.leave('nobody');
    expect(one.enter('ann')).to.equal(true);
  });

  it('refuses notifications for a listener of another process that takes no more', () => {
    const told: HubMessage[] = [];
    const [here, there] = [new NotificationHub(), new NotificationHub((message) => told.push(message))];
    let waiting = 0;
    there.listen('news', {
      get waiting() {
        return waiting;
      },
      notified: () => void (waiting += 1),
    });
    waiting = 99_999;
    there.hear({ tell: 'notification', notification: { processId: 1, channel: 'news', payload: '' } }, 0);
    expect(told).to.deep.equal([{ tell: 'full', channel: 'news' }]);
    here.hear({ tell: 'full', channel: 'news' }, 1);
    expect(() => here.checkRoom('news')).to.throw('too many notifications in the NOTIFY queue');
    waiting = 0;
    there.relieved();
    expect(told.at(-1)).to.deep.equal({ tell: 'room', channel: 'news' });
    here.hear({ tell: 'room', channel: 'news' }, 1);
    here.checkRoom('news');
    here.hear({ tell: 'full', channel: 'news' }, 1);
    here.forget(1);
    here.checkRoom('news');
  });

  it('has process ids that say whose they are, and begins again behind the last', () => {
    const session = { user: 'ann', cancel: () => undefined, terminate: () => undefined, listed: () => null };
    const ids = [0, 1, 2].map((slot) => new CancelRegistry(slot, 64).register(4, session).processId);
    expect(ids).to.deep.equal([64, 65, 66]);
    const wide = new CancelRegistry(3, 2 ** 30);
    const first = wide.register(4, session).processId;
    wide.unregister(first);
    // The next but one would be beyond 31 bits.
    expect([first, wide.register(4, session).processId]).to.deep.equal([2 ** 30 + 3, 2 ** 30 + 3]);
  });
});

describe('one view of several processes', () => {
  it('adds amounts, joins lists, tells the worst health', () => {
    const views = [
      { status: 'Healthy', active: 1, avg_acquisition_time_ms: 2, uptime_seconds: 5, sessions: [{ pid: 1 }] },
      {
        status: 'Unhealthy',
        active: 2,
        avg_acquisition_time_ms: 4,
        uptime_seconds: 3,
        sessions: [{ pid: 2 }],
      },
    ];
    expect(mergeViews(views)).to.deep.equal({
      status: 'Unhealthy',
      active: 3,
      avg_acquisition_time_ms: 3,
      uptime_seconds: 5,
      sessions: [{ pid: 1 }, { pid: 2 }],
    });
    expect(mergeViews([])).to.deep.equal({});
  });

  it('puts samples of one metric together behind one description', () => {
    const text = (worker: number): string =>
      [
        '# HELP waits Waits',
        '# TYPE waits histogram',
        `waits_count{worker="${worker}"} 2`,
        `waits_bucket{worker="${worker}",le="+Inf"} 2`,
        '# HELP up Up',
        '# TYPE up gauge',
        `up{worker="${worker}"} 1`,
        '',
      ].join('\n');
    expect(mergeMetrics([text(0), text(1)]).split('\n')).to.deep.equal([
      '# HELP waits Waits',
      '# TYPE waits histogram',
      'waits_count{worker="0"} 2',
      'waits_bucket{worker="0",le="+Inf"} 2',
      'waits_count{worker="1"} 2',
      'waits_bucket{worker="1",le="+Inf"} 2',
      '# HELP up Up',
      '# TYPE up gauge',
      'up{worker="0"} 1',
      'up{worker="1"} 1',
      '',
    ]);
  });
});

describe('restarts of workers', () => {
  it('wait longer with each worker that ends at once, and no longer after one that has worked', () => {
    const restarts = new Restarts(() => undefined);
    const now = performance.now();
    const soon = Array.from({ length: 11 }, () => restarts.plan({ slot: 1, startedAt: now }, ''));
    expect(soon.slice(0, 4)).to.deep.equal([100, 200, 400, 800]);
    expect(soon.at(-1)).to.equal(30_000);
    expect(restarts.plan({ slot: 1, startedAt: now - 3_600_000 }, '')).to.equal(100);
    expect(restarts.plan({ slot: 0, startedAt: now }, '')).to.equal(100);
    restarts.stop();
  });
});
