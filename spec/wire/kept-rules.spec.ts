import { expect } from 'chai';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { startGateway, type GatewayProcess } from '../support/gateway-process.ts';

const CATALOG = `
  select conname as name, pg_get_constraintdef(oid) as text from pg_constraint where conrelid = 'item'::regclass and contype = 'c'
  union all select attname, pg_get_expr(adbin, adrelid) from pg_attribute
    join pg_attrdef on adrelid = attrelid and adnum = attnum where attrelid = 'item'::regclass and attgenerated = 's'
  union all select 'table', obj_description('item'::regclass, 'pg_class')
  union all select 'column', col_description('item'::regclass, 2)
  union all select 'database', shobj_description(oid, 'pg_database') from pg_database where datname = current_database()
  order by 1`;

/** CHECK constraints, generated columns and comments are in the backend, so that every gateway on it knows them. */
describe('what the gateway keeps of the catalog', function () {
  this.timeout(120_000);
  const folder = mkdtempSync(join(tmpdir(), 'iris-pgwire-rules-'));
  let gateway: GatewayProcess;
  let client: pg.Client;

  async function start(): Promise<void> {
    gateway = await startGateway({ environment: { PGWIRE_EMBEDDED_PATH: folder } });
    client = new pg.Client({ host: gateway.host, port: gateway.port, user: '_SYSTEM', database: 'USER' });
    await client.connect();
  }

  async function stop(): Promise<void> {
    await client?.end();
    await gateway?.stop();
  }

  async function failure(sql: string): Promise<Partial<pg.DatabaseError>> {
    return client.query(sql).then(
      () => ({}),
      (error: unknown) => error as pg.DatabaseError,
    );
  }

  before(async () => {
    await start();
    await client.query(`
      create table item (
        id int primary key, qty int check (qty > 0), code text check (code ~ '^[a-z]+$'),
        double int generated always as (qty * 2) stored, upper text generated always as (initcap(code)) stored)`);
    await client.query(`comment on table item is 'things'; comment on column item.qty is 'how many'`);
    await client.query(`comment on database "USER" is 'shop'`);
    await stop();
    await start();
  });
  after(async () => {
    await stop();
    rmSync(folder, { recursive: true, force: true });
  });

  it('is there after a restart', async () => {
    const { rows } = await client.query(CATALOG);
    expect(rows).to.deep.equal([
      { name: 'column', text: 'how many' },
      { name: 'database', text: 'shop' },
      { name: 'double', text: '(qty * 2)' },
      { name: 'item_code_check', text: `CHECK ((code ~ '^[a-z]+$'::text))` },
      { name: 'item_qty_check', text: 'CHECK ((qty > 0))' },
      { name: 'table', text: 'things' },
      { name: 'upper', text: 'initcap(code)' },
    ]);
  });

  it('is enforced after a restart', async () => {
    const { rows } = await client.query(`insert into item (id, qty, code) values (1, 4, 'abc') returning *`);
    expect(rows).to.deep.equal([{ id: 1, qty: 4, code: 'abc', double: 8, upper: 'Abc' }]);
    for (const [sql, constraint] of [
      ['update item set qty = -1', 'item_qty_check'],
      [`update item set code = '7'`, 'item_code_check'],
    ] as const) {
      const { code, constraint: told, table, schema } = await failure(sql);
      expect([code, told, schema, table]).to.deep.equal(['23514', constraint, 'public', 'item']);
    }
  });

  it('leaves nothing of a refused change within a transaction that goes on from a savepoint', async () => {
    await client.query('begin; savepoint s');
    expect((await failure('insert into item (id, qty) values (2, 3), (3, -3)')).code).to.equal('23514');
    await client.query('rollback to s; insert into item (id, qty) values (4, 5); commit');
    const { rows } = await client.query('select id, double from item where id > 1 order by id');
    expect(rows).to.deep.equal([{ id: 4, double: 10 }]);
  });

  it('goes with a table, and is not there for another of its name', async () => {
    await client.query('drop table item; create table item (id int, qty int)');
    expect((await client.query(CATALOG)).rows).to.deep.equal([
      { name: 'column', text: null },
      { name: 'database', text: 'shop' },
      { name: 'table', text: null },
    ]);
    expect(await failure('insert into item values (1, -1)')).to.deep.equal({});
  });

  it('refuses actions of foreign keys that IRIS would do behind its back', async () => {
    await client.query('create table parent (id int primary key)');
    const { code } = await failure(
      'create table child (p int references parent on update cascade check (p > 0))',
    );
    expect(code).to.equal('0A000');
    expect(
      await failure('create table child (p int references parent on delete cascade check (p > 0))'),
    ).to.deep.equal({});
  });
});
