import { expect } from 'chai';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { startGateway, type GatewayProcess } from '../support/gateway-process.ts';

/** All that a schema comparison would look at. */
const SCHEMA = `
  select 'column', table_schema, table_name, column_name, data_type, is_nullable, column_default
    from information_schema.columns where table_schema not in ('pg_catalog', 'information_schema')
  union all
  select 'constraint', n.nspname, r.relname, c.conname, pg_get_constraintdef(c.oid), '', ''
    from pg_constraint c join pg_class r on r.oid = c.conrelid join pg_namespace n on n.oid = r.relnamespace
  union all
  select 'index', schemaname, tablename, indexname, indexdef, '', '' from pg_indexes where schemaname = 'public'
  union all
  select 'view', schemaname, viewname, definition, '', '', '' from pg_views where schemaname = 'public'
  union all
  select 'type', n.nspname, t.typname, '', '', '', '' from pg_type t join pg_namespace n on n.oid = t.typnamespace
   where t.typtype in ('e', 'd') and n.nspname = 'public'
  union all
  select 'schema', nspname, '', '', '', '', '' from pg_namespace where nspname !~ '^pg_'
  order by 1, 2, 3, 4`;

describe('DDL in transactions, with others looking on', function () {
  this.timeout(120_000);
  let folder: string;
  let gateway: GatewayProcess | undefined;
  let one: pg.Client;
  let two: pg.Client;

  async function login(): Promise<pg.Client> {
    if (!gateway) throw new Error('the gateway does not run');
    const { host, port } = gateway;
    const client = new pg.Client({ host, port, user: '_SYSTEM', database: 'USER' });
    client.on('error', () => undefined);
    await client.connect();
    return client;
  }

  async function rows(client: pg.Client, text: string): Promise<unknown[][]> {
    return (await client.query({ text, rowMode: 'array' })).rows as unknown[][];
  }

  async function failure(promise: Promise<unknown>): Promise<string | undefined> {
    return promise.then(
      () => undefined,
      (error: unknown) => (error as pg.DatabaseError).code,
    );
  }

  async function script(client: pg.Client, statements: readonly string[]): Promise<void> {
    for (const statement of statements) await client.query(statement);
  }

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'iris-pgwire-ddl-'));
    gateway = await startGateway({ environment: { PGWIRE_EMBEDDED_PATH: folder } });
    [one, two] = [await login(), await login()];
    await script(one, [
      'create table authors (id serial primary key, name varchar(50) not null, born date)',
      'create table books (id serial primary key, author_id int references authors (id), title text)',
      'create index books_title on books (title)',
      'create view titles as select id, title from books',
      "insert into authors (name) values ('Ada'), ('Bea')",
      "insert into books (author_id, title) values (1, 'First'), (2, 'Second')",
    ]);
  });

  after(async () => {
    await Promise.all([one, two].map((client) => client.end().catch(() => undefined)));
    await gateway?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  it('show a new table to the others when it is committed', async () => {
    await script(one, ['begin', 'create table fresh (a int)', 'insert into fresh values (1)']);
    expect(await rows(one, 'select a from fresh')).to.deep.equal([[1]]);
    expect(await failure(two.query('select a from fresh'))).to.equal('42P01');
    expect(await rows(two, `select to_regclass('fresh')`)).to.deep.equal([[null]]);
    await one.query('commit');
    expect(await rows(two, 'select a from fresh')).to.deep.equal([[1]]);
  });

  it('keep a dropped table for the others until it is committed', async () => {
    await script(one, ['begin', 'drop table fresh']);
    expect(await failure(one.query('select a from fresh'))).to.equal('42P01');
    expect(await rows(two, 'select a from fresh')).to.deep.equal([[1]]);
    await one.query('rollback');
    expect(await rows(one, 'select a from fresh')).to.deep.equal([[1]]);
    await script(one, ['begin', 'drop table fresh', 'commit']);
    expect(await failure(two.query('select a from fresh'))).to.equal('42P01');
  });

  it('show the columns that each session has', async () => {
    await script(one, [
      'begin',
      'alter table authors drop column born',
      'alter table authors add column age int',
    ]);
    expect(await rows(one, 'select * from authors where id = 1')).to.deep.equal([[1, 'Ada', null]]);
    const { fields } = await two.query('select * from authors');
    expect(fields.map(({ name }) => name)).to.deep.equal(['id', 'name', 'born']);
    expect((await one.query('select * from authors')).fields.map(({ name }) => name)).to.deep.equal([
      'id',
      'name',
      'age',
    ]);
    await one.query('rollback');
    expect((await one.query('select * from authors')).fields.map(({ name }) => name)).to.deep.equal([
      'id',
      'name',
      'born',
    ]);
  });

  it('leave nothing of a migration that fails', async () => {
    const before = await rows(two, SCHEMA);
    const migration = [
      'begin',
      "create type status as enum ('draft', 'done')",
      'create table reviews (id serial primary key, book_id int not null references books (id), state status)',
      'create index reviews_book on reviews (book_id)',
      'alter table books add column state status',
      'alter table books add constraint title_once unique (title)',
      'alter table authors alter column name type varchar(100)',
      'alter table authors alter column name drop not null',
      "alter table authors alter column name set default 'nobody'",
      'alter table authors rename column born to birth',
      'alter table books rename to volumes',
      'drop index books_title',
      'drop view titles',
      'create view titles as select title from volumes',
      'create schema shop',
      'create table shop.orders (id int primary key)',
      "insert into reviews (book_id, state) values (1, 'done')",
      'alter table volumes add constraint positive check (id > 0)',
      "comment on table volumes is 'what was books'",
    ];
    await script(one, migration);
    expect(await rows(one, SCHEMA)).not.to.deep.equal(before);
    expect(await rows(two, SCHEMA)).to.deep.equal(before);
    expect(
      await failure(
        one.query('alter table volumes add constraint bad foreign key (title) references nowhere (id)'),
      ),
    ).to.equal('42P01');
    await one.query('rollback');
    expect(await rows(one, SCHEMA)).to.deep.equal(before);
    expect(await rows(two, SCHEMA)).to.deep.equal(before);
    expect(await rows(one, 'select id, title from titles order by id')).to.deep.equal([
      [1, 'First'],
      [2, 'Second'],
    ]);
  });

  it('leave nothing of a string of statements that fails', async () => {
    const before = await rows(two, SCHEMA);
    const text =
      'create table half (a int); alter table books drop column author_id; insert into half values (1); select 1 / 0';
    expect(await failure(one.query(text))).to.equal('22012');
    expect(await rows(two, SCHEMA)).to.deep.equal(before);
    expect(await rows(one, 'select title from books order by id')).to.deep.equal([['First'], ['Second']]);
  });

  it('do all actions of ALTER TABLE or none', async () => {
    const before = await rows(two, SCHEMA);
    await one.query('update books set title = null where id = 2');
    const text =
      'alter table books add column pages int, drop column author_id, alter column title set not null';
    expect(await failure(one.query(text))).to.equal('23502');
    expect(await rows(two, SCHEMA)).to.deep.equal(before);
    expect(await rows(one, 'select author_id from books order by id')).to.deep.equal([[1], [2]]);
  });

  it('leave nothing of a client that goes away', async () => {
    const before = await rows(two, SCHEMA);
    const gone = await login();
    await script(gone, [
      'begin',
      'create table forgotten (a int)',
      'alter table books rename to lost',
      'drop table authors cascade',
    ]);
    (gone as unknown as { connection: { stream: { destroy(): void } } }).connection.stream.destroy();
    const until = Date.now() + 20_000;
    let now = await rows(two, SCHEMA);
    // What the client has left is seen once its session has ended: a statement that writes waits for that.
    await two.query('update authors set name = name');
    while (JSON.stringify(now) !== JSON.stringify(before) && Date.now() < until)
      now = await rows(two, SCHEMA);
    expect(now).to.deep.equal(before);
    expect(await failure(two.query('create table forgotten (a int)'))).to.equal(undefined);
    await two.query('drop table forgotten');
  });

  it('undo to a savepoint and go on', async () => {
    await script(one, [
      'begin',
      'create table kept (a int)',
      'savepoint s',
      'create table undone (a int)',
      'alter table kept add column b int',
      'drop table books cascade',
      'rollback to s',
      'insert into kept values (5)',
      'commit',
    ]);
    expect(await rows(two, 'select * from kept')).to.deep.equal([[5]]);
    expect(await failure(two.query('select * from undone'))).to.equal('42P01');
    expect(await rows(two, 'select count(*)::int from books')).to.deep.equal([[2]]);
  });

  it('refuse in a block what would round values, and do it outside', async () => {
    await one.query('create table prices (p numeric(10,4))');
    await one.query('insert into prices values (1.2345)');
    await one.query('begin');
    expect(await failure(one.query('alter table prices alter column p type numeric(10,2)'))).to.equal(
      '0A000',
    );
    await one.query('rollback');
    await one.query('alter table prices alter column p type numeric(10,2)');
    expect(await rows(one, 'select p from prices')).to.deep.equal([['1.23']]);
  });
});
