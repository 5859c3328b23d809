import { expect } from 'chai';
import pg from 'pg';
import { startGateway, type GatewayProcess } from '../support/gateway-process.ts';

describe('what sessions see of each other', function () {
  this.timeout(120_000);
  let gateway: GatewayProcess;
  let first: pg.Client;
  let second: pg.Client;
  let stranger: pg.Client;

  async function login(user: string, name: string): Promise<pg.Client> {
    const { host, port } = gateway;
    const client = new pg.Client({ host, port, user, database: 'USER', application_name: name });
    await client.connect();
    return client;
  }

  async function seenAs(name: string): Promise<Record<string, unknown> | undefined> {
    const { rows } = await first.query(
      `select pid, usename, state, query, wait_event_type, wait_event, xact_start is null as free, client_addr
         from pg_stat_activity where application_name = $1`,
      [name],
    );
    return rows[0] as Record<string, unknown> | undefined;
  }

  before(async () => {
    gateway = await startGateway({});
    [first, second, stranger] = await Promise.all([
      login('_SYSTEM', 'first'),
      login('_SYSTEM', 'second'),
      login('stranger', 'stranger'),
    ]);
  });
  after(async () => {
    await Promise.all([first?.end(), second?.end(), stranger?.end()]);
    await gateway?.stop();
  });

  it('shows the last statement of an idle session of the same user', async () => {
    await second.query('select 7 as seven');
    expect(await seenAs('second')).to.deep.include({
      usename: '_SYSTEM',
      state: 'idle',
      query: 'select 7 as seven',
      wait_event: 'ClientRead',
      free: true,
      client_addr: '127.0.0.1',
    });
  });

  it('shows transactions, failed ones too', async () => {
    await second.query('begin');
    expect(await seenAs('second')).to.include({ state: 'idle in transaction', free: false });
    await second.query('select 1/0').catch(() => undefined);
    expect(await seenAs('second')).to.include({
      state: 'idle in transaction (aborted)',
      query: 'select 1/0',
    });
    await second.query('rollback');
    expect(await seenAs('second')).to.include({ state: 'idle', free: true });
  });

  it('shows what a running statement waits for', async () => {
    const sleeping = second.query('select pg_sleep(30)').catch((error: unknown) => error);
    await until(async () => (await seenAs('second'))?.['wait_event'] === 'PgSleep');
    const seen = await seenAs('second');
    expect(seen).to.include({ state: 'active', wait_event_type: 'Timeout' });
    await first.query('select pg_cancel_backend($1)', [seen?.['pid']]);
    expect(await sleeping).to.include({ code: '57014' });
  });

  it('shows no more of other users than that they are there', async () => {
    await stranger.query(`select 'a secret'`);
    expect(await seenAs('stranger')).to.include({
      usename: 'stranger',
      state: null,
      query: '<insufficient privilege>',
      client_addr: null,
    });
  });

  it('shows who waits for an advisory lock', async () => {
    await first.query('select pg_advisory_lock(77)');
    const waiting = second.query('select pg_advisory_lock(77)');
    await until(async () => (await seenAs('second'))?.['wait_event'] === 'advisory');
    const { rows } = await first.query(
      `select granted, pid = pg_backend_pid() as own from pg_locks where objid = 77 order by granted`,
    );
    expect(rows).to.deep.equal([
      { granted: false, own: false },
      { granted: true, own: true },
    ]);
    await first.query('select pg_advisory_unlock(77)');
    await waiting;
    await second.query('select pg_advisory_unlock_all()');
  });

  it('keeps prepared statements, cursors, channels and settings apart', async () => {
    await second.query(`prepare own as select 1; listen own; set work_mem = '9MB'`);
    const count = `select (select count(*) from pg_prepared_statements) as statements,
      (select count(*) from pg_listening_channels()) as channels,
      (select setting from pg_settings where name = 'work_mem') as memory`;
    expect((await second.query(count)).rows).to.deep.equal([
      { statements: '1', channels: '1', memory: '9216' },
    ]);
    expect((await first.query(count)).rows).to.deep.equal([
      { statements: '0', channels: '0', memory: '4096' },
    ]);
  });

  it('forgets who has gone', async () => {
    const guest = await login('_SYSTEM', 'guest');
    expect(await seenAs('guest')).to.include({ usename: '_SYSTEM' });
    await guest.end();
    await until(async () => (await seenAs('guest')) === undefined);
  });
});

/** Waits for something that comes about in another session; the spec's time limit ends it. */
async function until(holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds())) await new Promise((resolve) => setTimeout(resolve, 20));
}
