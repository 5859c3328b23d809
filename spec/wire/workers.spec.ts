import { expect } from 'chai';
import { setTimeout as pause } from 'node:timers/promises';
import type { BackendMessage } from '../../src/protocol/index.ts';
import * as frontend from '../support/frontend.ts';
import { runGateway, startGateway, type GatewayProcess } from '../support/gateway-process.ts';
import { errorsOf, rowsOf } from '../support/rows.ts';
import { LinkError, LoginError, WireClient } from '../support/wire-client.ts';

/** Which worker a process id belongs to: see src/cluster/contracts.ts. */
const SLOTS = 64;
const MOST_CONNECTIONS = 12;
const MOST_OF_A_USER = 3;

interface ListedWorker {
  readonly worker: number;
  readonly process_id: number;
  readonly clients: number;
}

/** IRIS's own SQL, in which temporary tables are tables. */
const TEMPORARY_TABLES =
  "SELECT TOP 9 TABLE_NAME FROM INFORMATION_SCHEMA.TABLES WHERE TABLE_SCHEMA = 'IrisPgwireTemp'";

function adminOf(gateway: GatewayProcess): string {
  const [, port = ''] = /admin port open host="127\.0\.0\.1" port=(\d+)/.exec(gateway.stderr()) ?? [];
  return `http://127.0.0.1:${port}`;
}

async function workersOf(admin: string): Promise<readonly ListedWorker[]> {
  const answer = (await (await fetch(`${admin}/workers`)).json()) as { workers: ListedWorker[] };
  return answer.workers;
}

/** Waits for what comes soon, whatever else the machine does. */
async function until(met: () => Promise<boolean>): Promise<void> {
  const end = performance.now() + 60_000;
  while (!(await met())) {
    if (performance.now() > end) expect.fail('it did not come to that');
    await pause(50);
  }
}

/** Issue 7: several processes on one port are one gateway to clients and administrators. */
describe('a gateway of several processes', function () {
  this.timeout(180_000);
  let gateway: GatewayProcess;
  let admin = '';
  const clients: WireClient[] = [];

  before(async () => {
    gateway = await startGateway({
      readyWithinMs: 150_000,
      environment: {
        PGWIRE_WORKERS: '2',
        PGWIRE_MAX_CONNECTIONS: String(MOST_CONNECTIONS),
        PGWIRE_MAX_CONNECTIONS_PER_USER: String(MOST_OF_A_USER),
      },
    });
    admin = adminOf(gateway);
  });
  afterEach(async () => {
    await Promise.all(clients.splice(0).map((client) => client.close()));
    if (admin !== '') await until(async () => (await workers()).every((worker) => worker.clients === 0));
  });
  after(() => (admin === '' ? undefined : gateway.stop()));

  async function login(user?: string): Promise<WireClient> {
    const who = user === undefined ? {} : { user };
    const { host, port } = gateway;
    const client = await WireClient.connect({ host, port, timeoutMs: 60_000, ...who });
    clients.push(client);
    return client;
  }

  /** A client of each worker: a newcomer goes to the one that has fewer. */
  async function pair(): Promise<readonly [WireClient, WireClient]> {
    const [one, other] = [await login(), await login()];
    return slotOf(one) === 0 ? [one, other] : [other, one];
  }

  function slotOf({ processId }: WireClient): number {
    return processId % SLOTS;
  }

  function workers(): Promise<readonly ListedWorker[]> {
    return workersOf(admin);
  }

  async function rows(client: WireClient, sql: string): Promise<(string | null)[][]> {
    const answer = await client.simple(sql);
    expect(errorsOf(answer)).to.deep.equal([]);
    return rowsOf(answer);
  }

  async function refusal(connecting: Promise<WireClient>): Promise<string> {
    return connecting.then(
      () => 'let in',
      (error: unknown) => {
        if (error instanceof LoginError) return error.response.fields.sqlstate;
        throw error;
      },
    );
  }

  it('gives clients to the worker that has fewest', async () => {
    const [one, other] = await pair();
    expect([slotOf(one), slotOf(other)]).to.deep.equal([0, 1]);
    expect((await workers()).map((worker) => [worker.worker, worker.clients])).to.deep.equal([
      [0, 1],
      [1, 1],
    ]);
  });

  it('stops what a session of another process runs: CancelRequest, pg_cancel_backend, the admin port', async () => {
    const [one, other] = await pair();
    const running = other.simple('SELECT pg_sleep(100)');
    // It comes to worker 0, the first of those that have fewest.
    const canceller = await WireClient.open(gateway);
    canceller.send(frontend.cancelRequest(other.processId, other.secretKey));
    expect(errorsOf(await running)).to.deep.equal(['57014']);
    canceller.destroy();
    const again = other.simple('SELECT pg_sleep(100)');
    await until(
      async () =>
        (await rows(one, "SELECT query FROM pg_stat_activity WHERE wait_event = 'PgSleep'")).length > 0,
    );
    expect(await rows(one, `SELECT pg_cancel_backend(${other.processId})`)).to.deep.equal([['t']]);
    expect(errorsOf(await again)).to.deep.equal(['57014']);
    const third = other.simple('SELECT pg_sleep(100)');
    await until(async () => {
      const { sessions } = (await (await fetch(`${admin}/sessions`)).json()) as {
        sessions: { pid: number; wait_event: string | null }[];
      };
      expect(sessions.map(({ pid }) => pid)).to.have.members([one.processId, other.processId]);
      return sessions.some((session) => session.wait_event === 'PgSleep');
    });
    const asked = await fetch(`${admin}/sessions/${other.processId}/cancel`, { method: 'POST' });
    expect(asked.status).to.equal(200);
    expect(errorsOf(await third)).to.deep.equal(['57014']);
    expect(await rows(other, 'SELECT 1')).to.deep.equal([['1']]);
    const wrong = Uint8Array.from(other.secretKey, (byte) => byte ^ 1);
    const stranger = await WireClient.open(gateway);
    const undisturbed = other.simple('SELECT pg_sleep(0.3)');
    stranger.send(frontend.cancelRequest(other.processId, wrong));
    expect(errorsOf(await undisturbed)).to.deep.equal([]);
    stranger.destroy();
  });

  it('shows sessions of all in pg_stat_activity, and ends them for their user only', async () => {
    const [one, other] = await pair();
    const guest = await login('guest');
    const seen = await rows(one, 'SELECT pid::int, usename FROM pg_stat_activity ORDER BY pid');
    expect(seen).to.have.deep.members([
      [String(one.processId), '_SYSTEM'],
      [String(other.processId), '_SYSTEM'],
      [String(guest.processId), 'guest'],
    ]);
    const [mine, its] = slotOf(guest) === 0 ? [other, guest] : [one, guest];
    expect(errorsOf(await mine.simple(`SELECT pg_terminate_backend(${its.processId})`))).to.deep.equal([
      '42501',
    ]);
    expect(await rows(one, `SELECT pg_terminate_backend(${other.processId})`)).to.deep.equal([['t']]);
    expect(errorsOf(await other.readUntil('ErrorResponse'))).to.deep.equal(['57P01']);
    expect(await rows(one, 'SELECT pg_terminate_backend(63)')).to.deep.equal([['f']]);
  });

  it('delivers notifications to listeners of all', async () => {
    const [one, other] = await pair();
    for (const client of [one, other]) await client.simple('LISTEN news');
    await one.simple("BEGIN; NOTIFY news, 'a'; NOTIFY news, 'b'; COMMIT");
    const heard: BackendMessage[] = [];
    while (heard.length < 2) heard.push(...(await other.readUntil('NotificationResponse')));
    expect(heard).to.deep.equal(
      ['a', 'b'].map((payload) => ({
        type: 'NotificationResponse',
        processId: one.processId,
        channel: 'news',
        payload,
      })),
    );
  });

  it('keeps advisory locks for all, and sees a deadlock between them', async () => {
    const [one, other] = await pair();
    await one.simple('SELECT pg_advisory_lock(1)');
    expect(await rows(other, 'SELECT pg_try_advisory_lock(1)')).to.deep.equal([['f']]);
    await other.simple('SELECT pg_advisory_lock(2)');
    const waiting = one.simple('SELECT pg_advisory_lock(2)');
    await until(
      async () => (await rows(other, 'SELECT pid::int FROM pg_locks WHERE NOT granted')).length > 0,
    );
    expect(errorsOf(await other.simple('SELECT pg_advisory_lock(1)'))).to.deep.equal(['40P01']);
    await other.simple('SELECT pg_advisory_unlock(2)');
    expect(errorsOf(await waiting)).to.deep.equal([]);
    expect(
      errorsOf(await other.simple("SET lock_timeout = '50ms'; SELECT pg_advisory_lock(1)")),
    ).to.deep.equal(['55P03']);
    await one.close();
    expect(errorsOf(await other.simple('SET lock_timeout = 0; SELECT pg_advisory_lock(1)'))).to.deep.equal(
      [],
    );
  });

  it('shows definitions to all as soon as they are made', async () => {
    const [one, other] = await pair();
    for (let round = 0; round < 3; round += 1) {
      await one.simple(`CREATE TABLE shelf${round} (id serial PRIMARY KEY, label text)`);
      expect(await rows(other, `SELECT * FROM shelf${round}`)).to.deep.equal([]);
      await other.simple(`ALTER TABLE shelf${round} ADD COLUMN size int DEFAULT 7`);
      expect(await rows(one, `INSERT INTO shelf${round} (label) VALUES ('x') RETURNING *`)).to.deep.equal([
        ['1', 'x', '7'],
      ]);
      await one.simple(`DROP TABLE shelf${round}`);
      expect(errorsOf(await other.simple(`SELECT * FROM shelf${round}`))).to.deep.equal(['42P01']);
    }
  });

  it('lets one write at a time, and gives a number of a sequence once', async () => {
    const [one, other] = await pair();
    await one.simple(
      'CREATE TABLE tally (n int PRIMARY KEY, by int); CREATE SEQUENCE counted; INSERT INTO tally VALUES (0)',
    );
    await one.simple('BEGIN; UPDATE tally SET by = 1');
    expect(errorsOf(await other.simple("SET lock_timeout = '100ms'; UPDATE tally SET by = 2"))).to.deep.equal(
      ['55P03'],
    );
    const waiting = other.simple('RESET lock_timeout; UPDATE tally SET by = by + 2');
    await one.simple('COMMIT');
    expect(errorsOf(await waiting)).to.deep.equal([]);
    expect(await rows(one, 'SELECT by FROM tally')).to.deep.equal([['3']]);
    const draw = async (client: WireClient): Promise<string[]> => {
      const numbers: string[] = [];
      for (let i = 0; i < 10; i += 1) {
        const insert = `INSERT INTO tally VALUES (nextval('counted'), ${slotOf(client)}) RETURNING n`;
        numbers.push(...(await rows(client, insert)).map(([n]) => String(n)));
      }
      return numbers;
    };
    const [mine, its] = await Promise.all([draw(one), draw(other)]);
    expect(new Set([...mine, ...its]).size).to.equal(20);
    expect(await rows(one, 'SELECT count(*) FROM tally WHERE n > 0')).to.deep.equal([['20']]);
    await one.simple("BEGIN; SELECT nextval('counted'); INSERT INTO tally VALUES (nextval('counted'), 0)");
    await one.simple('COMMIT; DROP TABLE tally; DROP SEQUENCE counted');
  });

  it('counts connections of all: 53300 for a user who has too many, and for everybody when it is full', async () => {
    for (let i = 0; i < MOST_OF_A_USER; i += 1) await login('crowd');
    expect(await refusal(login('crowd'))).to.equal('53300');
    await clients.pop()?.close();
    await until(async () => (await refusal(login('crowd'))) === 'let in');
    for (let i = MOST_OF_A_USER; i < MOST_CONNECTIONS; i += 1) await login(`user${i % 5}`);
    expect(await refusal(login('one more'))).to.equal('53300');
  });

  it('tells figures of all at the admin port, and of one under its number', async () => {
    const [one] = await pair();
    await rows(one, 'SELECT 1');
    const metrics = await (await fetch(`${admin}/metrics`)).text();
    expect(metrics.match(/^# TYPE iris_pgwire_pool_waiting gauge$/gm)).to.have.length(1);
    expect(metrics).to.match(
      /^iris_pgwire_pool_waiting\{worker="0"\} 0\niris_pgwire_pool_waiting\{worker="1"\} 0$/m,
    );
    const health = (await (await fetch(`${admin}/health`)).json()) as Record<string, unknown>;
    expect(health).to.include({ status: 'Healthy', readiness: 'ready', sessions: 2 });
    const alone = (await (await fetch(`${admin}/workers/1/sessions`)).json()) as { sessions: unknown[] };
    expect(alone.sessions).to.have.length(1);
    expect((await fetch(`${admin}/workers/9/sessions`)).status).to.equal(404);
    const foreign = await fetch(`${admin}/drain`, {
      method: 'POST',
      headers: { origin: 'http://example.org' },
    });
    expect(foreign.status).to.equal(403);
  });

  it('reads its settings again in all processes on SIGHUP', async () => {
    gateway.signal('SIGHUP');
    await until(() => Promise.resolve(gateway.stderr().match(/info reloaded worker=\d/g)?.length === 2));
  });

  it('replaces a worker that dies, which costs its own sessions only', async () => {
    const [one, other] = await pair();
    await one.simple('CREATE TABLE stock (n int); INSERT INTO stock VALUES (1)');
    await other.simple('CREATE TEMPORARY TABLE scratch (n int); SELECT pg_advisory_lock(77)');
    await other.simple('BEGIN; UPDATE stock SET n = 2');
    expect(await rows(one, TEMPORARY_TABLES)).to.have.length(1);
    const [, dying] = await workers();
    process.kill(dying?.process_id ?? 0, 'SIGKILL');
    const lost = await other.next().then(
      (message) => message.type,
      (error: unknown) => (error instanceof LinkError ? 'lost' : String(error)),
    );
    expect(lost).to.equal('lost');
    // Its transaction is rolled back, its turn and its lock are free.
    expect(await rows(one, 'UPDATE stock SET n = n + 10 RETURNING n')).to.deep.equal([['11']]);
    expect(await rows(one, 'SELECT pg_try_advisory_lock(77)')).to.deep.equal([['t']]);
    await until(async () => (await workers()).length === 2);
    const [replaced] = (await workers()).filter(({ worker }) => worker === 1);
    expect(replaced?.process_id).to.not.equal(dying?.process_id);
    const newcomer = await login();
    expect(slotOf(newcomer)).to.equal(1);
    expect(await rows(newcomer, 'SELECT n FROM stock')).to.deep.equal([['11']]);
    expect(await rows(newcomer, TEMPORARY_TABLES)).to.deep.equal([]);
    expect(await (await fetch(`${admin}/metrics`)).text()).to.match(/^iris_pgwire_worker_restarts_total 1$/m);
    await one.simple('DROP TABLE stock');
  });

  it('ends on SIGTERM when what runs has ended', async () => {
    const [one, other] = await pair();
    const running = other.simple('SELECT pg_sleep(1)');
    await until(
      async () =>
        (await rows(one, "SELECT pid::int FROM pg_stat_activity WHERE wait_event = 'PgSleep'")).length > 0,
    );
    gateway.signal('SIGTERM');
    expect(rowsOf(await running)).to.deep.equal([['']]);
    expect(errorsOf(await one.readUntil('ErrorResponse'))).to.deep.equal(['57P01']);
    clients.length = 0;
    admin = '';
    expect(await gateway.exited).to.deep.equal({ code: 0, signal: null });
  });
});

function runs(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

describe('several processes whose first is killed', function () {
  this.timeout(180_000);

  it('all end', async () => {
    const gateway = await startGateway({ readyWithinMs: 150_000, environment: { PGWIRE_WORKERS: '2' } });
    const found = await workersOf(adminOf(gateway));
    gateway.signal('SIGKILL');
    await gateway.exited;
    await until(() => Promise.resolve(found.every(({ process_id: pid }) => !runs(pid))));
  });
});

describe('several processes that cannot be started', function () {
  this.timeout(60_000);

  it('say once what is wrong, with the exit code of one process', async () => {
    const strict = await runGateway(['serve'], { PGWIRE_WORKERS: '2', PGWIRE_POOL_STRICT_SINGLE: 'true' });
    expect(strict.code).to.equal(78);
    expect(strict.stderr).to.equal(
      'iris-pgwire: server.workers: several processes need more than the one connection of pool.strictSingle\n',
    );
    const iris = {
      PGWIRE_BACKEND_TYPE: 'native',
      IRIS_HOSTNAME: '127.0.0.1',
      IRIS_PORT: '1',
      IRIS_PASSWORD: 'x',
    };
    const nobody = await runGateway(['serve'], { PGWIRE_WORKERS: '2', ...iris });
    expect(nobody.code).to.equal(69);
    expect(nobody.stderr.match(/iris\.hostname: /g)).to.have.length(1);
  });
});
