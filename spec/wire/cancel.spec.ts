import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { expect } from 'chai';
import { connectionEnvironment, runs } from '../clients/support/program.ts';
import * as frontend from '../support/frontend.ts';
import { startGateway, type GatewayProcess } from '../support/gateway-process.ts';
import { errorsOf, rowsOf } from '../support/rows.ts';
import { requireInstalled } from '../support/target.ts';
import { WireClient } from '../support/wire-client.ts';

/** Each would take minutes. */
const LONG: Readonly<Record<string, string>> = {
  'a query that the backend runs': `SELECT count(*) FROM crate a, crate b, crate c WHERE a.id + b.id > c.id`,
  'a query that PostgreSQL runs': 'SELECT sum(n) FROM generate_series(1, 100000000) n',
  'a query that PostgreSQL runs over rows of the backend':
    'SELECT count(*) FROM crate a, generate_series(1, 10000000) n WHERE a.id % n > 5',
  pg_sleep: 'SELECT pg_sleep(100)',
  'a COPY TO of a query that takes long':
    'COPY (SELECT count(*) FROM crate a, crate b, crate c WHERE a.id + b.id > c.id) TO STDOUT',
  'a wait for a row': 'UPDATE crate SET label = NULL WHERE id = 1',
  'a wait for a table': 'LOCK TABLE crate IN EXCLUSIVE MODE',
  'a wait for an advisory lock': 'SELECT pg_advisory_lock(7)',
};

/** What a cancel takes as a rule is 100 ms at most; this is far above it, for busy machines. */
const SOON_MS = 5000;

// Issue 4; manual 55.2.8.
describe('CancelRequest', function () {
  this.timeout(60_000);
  let gateway: GatewayProcess;
  let client: WireClient;
  let holder: WireClient;

  async function cancel(processId: number, secretKey: Uint8Array): Promise<void> {
    const canceller = await WireClient.open(gateway);
    canceller.send(frontend.cancelRequest(processId, secretKey));
    // The server closes without an answer.
    await canceller.next().then(
      (message) => expect.fail(`an answer: ${message.type}`),
      () => undefined,
    );
    canceller.destroy();
  }

  before(async () => {
    gateway = await startGateway();
    const options = { host: gateway.host, port: gateway.port, timeoutMs: 60_000 };
    [client, holder] = [await WireClient.connect(options), await WireClient.connect(options)];
    await client.simple('CREATE TABLE crate (id integer PRIMARY KEY, label text)');
    const made = await client.simple('INSERT INTO crate SELECT n FROM generate_series(1, 3000) n');
    expect(errorsOf(made)).to.deep.equal([]);
    await holder.simple('SELECT pg_advisory_lock(7)');
  });

  after(async () => {
    await client?.close();
    await holder?.close();
    await gateway?.stop();
  });

  for (const [what, sql] of Object.entries(LONG)) {
    it(`stops ${what}; the session goes on`, async () => {
      const waits = what.startsWith('a wait for a row') || what.startsWith('a wait for a table');
      if (waits) await holder.simple("BEGIN; UPDATE crate SET label = 'held' WHERE id = 1");
      if (waits) await client.simple('BEGIN');
      client.send(frontend.query(sql));
      await pause(300);
      const since = performance.now();
      await cancel(client.processId, client.secretKey);
      const answer = await client.readUntil('ReadyForQuery');
      expect(errorsOf(answer)).to.deep.equal(['57014']);
      expect(performance.now() - since).to.be.lessThan(SOON_MS);
      if (waits) await holder.simple('ROLLBACK');
      await client.simple('ROLLBACK');
      expect(rowsOf(await client.simple('SELECT count(*) FROM crate'))).to.deep.equal([['3000']]);
    });
  }

  it('stops what is queued behind it in a pipeline up to Sync, and no more', async () => {
    client.send(
      frontend.parse('', 'SELECT pg_sleep(100)'),
      frontend.bind('', '', {}),
      frontend.execute(''),
      frontend.parse('', 'SELECT 1'),
      frontend.bind('', '', {}),
      frontend.execute(''),
      frontend.sync(),
      frontend.query('SELECT 2'),
    );
    await pause(300);
    await cancel(client.processId, client.secretKey);
    const skipped = await client.readUntil('ReadyForQuery');
    expect([errorsOf(skipped), rowsOf(skipped)]).to.deep.equal([['57014'], []]);
    expect(rowsOf(await client.readUntil('ReadyForQuery'))).to.deep.equal([['2']]);
  });

  it('does nothing with another key', async () => {
    client.send(frontend.query('SELECT pg_sleep(1.5), 3'));
    await pause(200);
    const wrong = Uint8Array.from(client.secretKey, (byte) => byte ^ 1);
    await cancel(client.processId, wrong);
    await cancel(client.processId, Buffer.concat([client.secretKey, Buffer.from([0])]));
    await cancel(client.processId + 1000, client.secretKey);
    await cancel(holder.processId, client.secretKey);
    expect(rowsOf(await client.readUntil('ReadyForQuery')).map((row) => row[1])).to.deep.equal(['3']);
  });

  it('never stops the next statement, nor one that has ended', async () => {
    for (let round = 0; round < 20; round += 1) {
      const answered = client.simple('SELECT count(*) FROM crate');
      await Promise.all([answered, cancel(client.processId, client.secretKey)]);
      // Either it was in time or it was too late: the next one is not concerned.
      expect(rowsOf(await client.simple(`SELECT ${round}, id FROM crate WHERE id = 5`))).to.deep.equal([
        [String(round), '5'],
      ]);
    }
  });

  it("comes from psql's Ctrl-C", async function () {
    requireInstalled(this, await runs('psql', ['--version']), 'psql');
    const sql = 'SELECT count(*) FROM crate a, crate b, crate c WHERE a.id + b.id > c.id;\n';
    const psql = spawn('psql', ['-XAt'], {
      env: { ...process.env, ...connectionEnvironment(gateway) },
      stdio: 'pipe',
    });
    let output = '';
    psql.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
    psql.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
    psql.stdin.end(sql);
    const running = `SELECT count(*) FROM pg_stat_activity WHERE application_name = 'psql' AND state = 'active'`;
    while (rowsOf(await client.simple(running))[0]?.[0] !== '1') await pause(100);
    await pause(300);
    psql.kill('SIGINT');
    const [code] = (await once(psql, 'close')) as [number];
    // A script ends with it (psql, common.c).
    expect([code, output]).to.deep.equal([
      3,
      'Cancel request sent\nERROR:  canceling statement due to user request\n',
    ]);
  });
});
