import { expect } from 'chai';
import { join } from 'node:path';
import { GatewayError } from '../../../src/errors/gateway-error.ts';
import { WorkerPool } from '../../../src/translation/worker-pool.ts';

const FAULTY = join(import.meta.dirname, '../../support/translation/faulty-worker.ts');

async function failure(promise: Promise<unknown>): Promise<GatewayError> {
  try {
    await promise;
  } catch (error) {
    expect(error).to.be.instanceOf(GatewayError);
    return error as GatewayError;
  }
  throw new Error('it did not fail');
}

describe('WorkerPool', function () {
  this.timeout(30_000);
  let pool: WorkerPool;
  let reports: string[] = [];

  function start(
    options: { threads?: number; timeoutMs?: number; startTimeoutMs?: number; maxQueue?: number } = {},
  ) {
    pool = new WorkerPool({
      filename: FAULTY,
      threads: 1,
      workerData: {},
      timeoutMs: 20_000,
      startTimeoutMs: 20_000,
      maxQueue: 100,
      report: (error) => reports.push((error as Error).message),
      ...options,
    });
    return pool;
  }

  afterEach(() => pool.close());

  it('tries another thread for a task whose thread could not start, three times at most', async () => {
    reports = [];
    start();
    const task = (needed: number): object => ({ counter: new Int32Array(new SharedArrayBuffer(4)), needed });
    expect(await pool.run('unlucky', task(3))).to.equal('served by thread 3');
    expect(reports).to.deep.equal(Array.from({ length: 2 }, () => 'a translation thread was lost: no luck'));
    const error = await failure(pool.run('unlucky', task(9)));
    expect(error.sqlstate).to.equal('57P03');
  });

  it('runs tasks in the order they came', async () => {
    start();
    const answers = await Promise.all([1, 2, 3].map((value) => pool.run('echo', { value })));
    expect(answers).to.deep.equal([
      { value: 1, served: 1 },
      { value: 2, served: 2 },
      { value: 3, served: 3 },
    ]);
  });

  it('kills a task that is aborted; the next one gets a new thread', async () => {
    start();
    await pool.run('echo', { value: 0 });
    const abort = new AbortController();
    const hanging = failure(pool.run('hang', {}, abort.signal));
    const next = pool.run('echo', { value: 1 });
    setTimeout(() => abort.abort(), 50);
    const error = await hanging;
    expect([error.sqlstate, error.message]).to.deep.equal([
      '57014',
      'canceling statement due to user request',
    ]);
    expect(await next).to.deep.equal({ value: 1, served: 1 });
    expect(pool.restarts).to.equal(1);
  });

  it('takes a task that is aborted while waiting out of the queue', async () => {
    start();
    const first = pool.run('slowStart', { startMs: 0, runMs: 200 });
    const abort = new AbortController();
    const waiting = failure(pool.run('echo', { value: 1 }, abort.signal));
    expect(pool.queueSize).to.equal(1);
    abort.abort();
    expect((await waiting).sqlstate).to.equal('57014');
    expect(pool.queueSize).to.equal(0);
    expect(await first).to.equal('done');
    expect(pool.restarts).to.equal(0);
  });

  it('refuses a signal that has fired before', async () => {
    start();
    expect((await failure(pool.run('echo', {}, AbortSignal.abort()))).sqlstate).to.equal('57014');
  });

  it('kills a task at its time limit, counted from its begin', async () => {
    start({ timeoutMs: 1500 });
    expect(await pool.run('slowStart', { startMs: 2000, runMs: 100 })).to.equal('done');
    const error = await failure(pool.run('hang', {}));
    expect([error.sqlstate, error.message]).to.deep.equal([
      '57014',
      'canceling statement due to statement timeout',
    ]);
    expect(await pool.run('echo', { value: 2 })).to.deep.equal({ value: 2, served: 1 });
  });

  it('gives up on a thread that never begins', async () => {
    start({ timeoutMs: 100, startTimeoutMs: 400 });
    expect((await failure(pool.run('load', {}))).sqlstate).to.equal('57P03');
  });

  for (const fault of ['crash', 'exit']) {
    it(`fails a task that no thread survives, and serves the next one (${fault})`, async () => {
      start();
      const broken = failure(pool.run(fault, {}));
      const next = pool.run('echo', { value: 1 });
      expect((await broken).sqlstate).to.equal('XX000');
      expect(await next).to.deep.equal({ value: 1, served: 1 });
      expect(pool.restarts).to.equal(3);
    });
  }

  it('runs a task again whose thread died, before those that waited for it', async () => {
    start();
    const counter = new Int32Array(new SharedArrayBuffer(4));
    const order: unknown[] = [];
    const mortal = pool.run('mortal', { counter, deaths: 2 }).then((answer) => order.push(answer));
    const next = pool
      .run<{ value: unknown }>('echo', { value: 'next' })
      .then(({ value }) => order.push(value));
    await Promise.all([mortal, next]);
    expect(order).to.deep.equal(['thread 2', 'next']);
  });

  it('does not let one task wait for another when there are threads', async () => {
    start({ threads: 2 });
    const abort = new AbortController();
    const hanging = failure(pool.run('hang', {}, abort.signal));
    expect(await pool.run('echo', { value: 1 })).to.include({ value: 1 });
    abort.abort();
    await hanging;
  });

  it('refuses more than may wait', async () => {
    start({ maxQueue: 1 });
    const running = pool.run('slowStart', { startMs: 0, runMs: 100 });
    const waiting = pool.run('echo', { value: 1 });
    expect((await failure(pool.run('echo', { value: 2 }))).sqlstate).to.equal('53400');
    await Promise.all([running, waiting]);
  });

  it('gives tasks a deep stack', async () => {
    start();
    expect(await pool.run('recurse', { depth: 100_000 })).to.equal(100_000);
  });

  it('fails what waits and what runs when it is closed', async () => {
    start();
    await pool.run('echo', { value: 0 });
    const running = failure(pool.run('hang', {}));
    const waiting = failure(pool.run('echo', { value: 1 }));
    await pool.close();
    expect((await running).sqlstate).to.equal('57P01');
    expect((await waiting).sqlstate).to.equal('57P01');
    expect((await failure(pool.run('echo', { value: 2 }))).sqlstate).to.equal('57P01');
  });
});
