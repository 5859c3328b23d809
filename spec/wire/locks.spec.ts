import { expect } from 'chai';
import pg from 'pg';
import { startGateway, type GatewayProcess } from '../support/gateway-process.ts';

describe('locks that do not wait', function () {
  this.timeout(120_000);
  let gateway: GatewayProcess;
  let holder: pg.Client;
  let other: pg.Client;

  async function login(): Promise<pg.Client> {
    const { host, port } = gateway;
    const client = new pg.Client({ host, port, user: '_SYSTEM', database: 'USER' });
    await client.connect();
    return client;
  }

  async function failure(sql: string): Promise<string> {
    return other.query(sql).then(
      () => 'done',
      (error: unknown) => `${(error as pg.DatabaseError).code} ${(error as pg.DatabaseError).message}`,
    );
  }

  before(async () => {
    gateway = await startGateway({});
    [holder, other] = [await login(), await login()];
    await holder.query('create table stock (id int primary key, n int); insert into stock values (1, 5)');
  });
  after(async () => {
    await Promise.all([holder?.end(), other?.end()]);
    await gateway?.stop();
  });
  beforeEach(() => holder.query('begin; lock table stock in exclusive mode'));
  afterEach(async () => {
    await other.query('rollback');
    await holder.query('rollback');
  });

  it('are 55P03 at once, and name the table', async () => {
    await other.query('begin');
    expect(await failure('lock table stock in share mode nowait')).to.equal(
      '55P03 could not obtain lock on relation "stock"',
    );
  });

  it('name the table whose row it is', async () => {
    await other.query('begin');
    expect(await failure('select * from stock where id = 1 for update nowait')).to.equal(
      '55P03 could not obtain lock on row in relation "stock"',
    );
  });

  it('are had when nobody has them', async () => {
    await holder.query('rollback');
    await other.query('begin');
    expect(await failure('select * from stock for update nowait')).to.equal('done');
    expect(await failure('lock table stock in share mode nowait')).to.equal('done');
  });

  it('wait as long as lock_timeout says where they may', async () => {
    await other.query(`begin; set local lock_timeout = '50ms'`);
    expect(await failure('lock table stock')).to.equal('55P03 canceling statement due to lock timeout');
    await other.query(`rollback; begin; set local lock_timeout = '50ms'`);
    expect(await failure('update stock set n = 6')).to.equal('55P03 canceling statement due to lock timeout');
  });

  it('stop at cancel and at statement_timeout', async () => {
    await other.query(`begin; set local statement_timeout = '50ms'`);
    expect(await failure('lock table stock')).to.equal('57014 canceling statement due to statement timeout');
  });

  it('do not stand in the way of readers', async () => {
    expect((await other.query('select n from stock')).rows).to.deep.equal([{ n: 5 }]);
  });

  it('give no rows with SKIP LOCKED while all are locked, and all when they are not', async () => {
    const sql = 'select n from stock order by n limit 1 for update skip locked';
    await other.query(`begin; set local lock_timeout = '50ms'`);
    expect((await other.query(sql)).rows).to.deep.equal([]);
    await holder.query('rollback');
    expect((await other.query(sql)).rows).to.deep.equal([{ n: 5 }]);
    // they are locked now
    await holder.query(`begin; set local lock_timeout = '50ms'`);
    await holder.query('update stock set n = 6').then(
      () => expect.fail('a locked row was changed'),
      (error: unknown) => expect((error as pg.DatabaseError).code).to.equal('55P03'),
    );
  });
});
