import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import {
  bind,
  cancelRequest,
  describe as describeStatement,
  execute,
  parse,
  sync,
} from '../support/frontend.ts';
import { startGateway, type GatewayProcess } from '../support/gateway-process.ts';
import { errorsOf, rowsOf } from '../support/rows.ts';
import { WireClient } from '../support/wire-client.ts';

/** Runs for hours in the shadow. */
const ENDLESS =
  'select count(*) from pg_attribute a, pg_attribute b, pg_attribute c where a.attname < b.attname';

async function login(gateway: GatewayProcess): Promise<WireClient> {
  return WireClient.connect({ host: gateway.host, port: gateway.port, timeoutMs: 60_000 });
}

/** Rows of the last statement. */
async function rows(client: WireClient, ...statements: readonly string[]): Promise<(string | null)[][]> {
  let last: (string | null)[][] = [];
  for (const sql of statements) {
    const messages = await client.simple(sql);
    expect(errorsOf(messages), sql).to.deep.equal([]);
    last = rowsOf(messages);
  }
  return last;
}

describe('queries on the catalog', function () {
  this.timeout(120_000);
  let gateway: GatewayProcess;
  let client: WireClient;

  before(async () => {
    gateway = await startGateway();
    client = await login(gateway);
  });

  beforeEach(() =>
    rows(client, 'drop table if exists things', 'create table things (id integer primary key, kind text)'),
  );

  after(async () => {
    await client.close();
    await gateway.stop();
  });

  it('that take long delay nobody who wants a statement described', async () => {
    const slow = await login(gateway);
    let ended = false;
    const answer = slow.simple(ENDLESS).finally(() => (ended = true));
    client.send(parse('', 'select kind, id from things where id = $1'), describeStatement('S', ''), sync());
    const described = await client.readUntil('ReadyForQuery');
    const fields = described.find((message) => message.type === 'RowDescription')?.fields;
    expect(fields?.map(({ name }) => name)).to.deep.equal(['kind', 'id']);
    // User tables need no shadow to be read.
    expect(await rows(client, 'select count(*) from things')).to.deep.equal([['0']]);
    expect(ended, 'the long query came to an end before').to.equal(false);
    const other = await WireClient.open(gateway);
    other.send(cancelRequest(slow.processId, slow.secretKey));
    expect(errorsOf(await answer)).to.deep.equal(['57014']);
    await slow.close();
  });

  it('that take too long end with 57014, and the next ones are answered', async () => {
    await rows(client, "set statement_timeout = '500ms'");
    const failure = (await client.simple(ENDLESS)).find(
      (message) => message.type === 'ErrorResponse',
    )?.fields;
    expect([failure?.sqlstate, failure?.message]).to.deep.equal([
      '57014',
      'canceling statement due to statement timeout',
    ]);
    const found = "select relname from pg_class where relname = 'things'";
    expect(await rows(client, 'reset statement_timeout', found)).to.deep.equal([['things']]);
  });

  it('in a transaction see what it has made, in cursors too, and nobody else does', async () => {
    const other = await login(gateway);
    const mine = "select relname from pg_class where relname like 'mine%' order by 1";
    expect(
      await rows(client, 'begin', 'create table mine (id integer primary key, note text)', mine),
    ).to.deep.equal([['mine'], ['mine_pkey']]);
    expect(await rows(other, mine)).to.deep.equal([]);
    const columns =
      "select attname from pg_attribute where attrelid = 'mine'::regclass and attnum > 0 order by attnum";
    expect(await rows(client, `declare c cursor for ${columns}`, 'fetch 1 from c')).to.deep.equal([['id']]);
    expect(await rows(client, 'fetch all from c')).to.deep.equal([['note']]);
    expect(await rows(client, 'rollback', mine)).to.deep.equal([]);
    await other.close();
  });

  it('that were prepared follow definitions; a result that would change its columns is refused', async () => {
    const run = async (name: string): Promise<[string[], (string | null)[][]]> => {
      client.send(bind('', name), execute(''), sync());
      const messages = await client.readUntil('ReadyForQuery');
      return [
        messages.flatMap((message) =>
          message.type === 'ErrorResponse' ? [`${message.fields.sqlstate} ${message.fields.message}`] : [],
        ),
        rowsOf(messages),
      ];
    };
    const columns =
      "select attname from pg_attribute where attrelid = 'things'::regclass and attnum > 0 and not attisdropped order by attnum";
    client.send(
      parse('columns', columns),
      parse('all', 'select * from things'),
      parse('id', 'select id from things'),
      sync(),
    );
    expect(errorsOf(await client.readUntil('ReadyForQuery'))).to.deep.equal([]);
    expect(await run('columns')).to.deep.equal([[], [['id'], ['kind']]]);
    await rows(client, 'alter table things add column weight integer');
    expect(await run('columns')).to.deep.equal([[], [['id'], ['kind'], ['weight']]]);
    expect(await run('all')).to.deep.equal([['0A000 cached plan must not change result type'], []]);
    expect(await run('id')).to.deep.equal([[], []]);
    await rows(client, 'drop table things');
    expect(await run('id')).to.deep.equal([['42P01 relation "things" does not exist'], []]);
    expect(await run('columns')).to.deep.equal([['42P01 relation "things" does not exist'], []]);
    await rows(client, 'deallocate all');
  });

  it('join the catalog with tables of users', async () => {
    await rows(client, "insert into things values (1, 'pg_class'), (2, 'things'), (3, 'nothing')");
    const join =
      'select t.id, c.relkind from things t left join pg_class c on c.relname = t.kind order by t.id';
    expect(await rows(client, join)).to.deep.equal([
      ['1', 'r'],
      ['2', 'r'],
      ['3', null],
    ]);
    expect(
      await rows(client, 'select count(*) from things where kind in (select relname from pg_class)'),
    ).to.deep.equal([['2']]);
  });

  it('are copied out', async () => {
    const sql =
      "copy (select attname, attnum from pg_attribute where attrelid = 'things'::regclass and attnum > 0 order by attnum) to stdout with csv header";
    const messages = await client.simple(sql);
    const text = messages.flatMap((message) =>
      message.type === 'CopyData' ? [Buffer.from(message.data).toString()] : [],
    );
    expect(text.join('')).to.equal('attname,attnum\nid,1\nkind,2\n');
  });
});

// Clients cache them: Npgsql, pgx and JDBC pools those of types, Hasura those of tables.
describe('OIDs of what users make', function () {
  this.timeout(240_000);
  const DEFINITIONS = [
    "create type mood as enum ('sad', 'happy')",
    'create table first (id serial primary key, feels mood)',
    'create table second (id integer primary key, first_id integer references first (id))',
    'create view both_of_them as select first.id from first join second on second.first_id = first.id',
  ];
  const OIDS = `select relname, oid, reltype from pg_class where relnamespace = 'public'::regnamespace and relname !~ 'vector|sparsevec' and oid >= 100000
    union all select typname, oid, typarray from pg_type where typname = 'mood' order by 1`;

  const folders: string[] = [];
  after(() => {
    for (const folder of folders) rmSync(folder, { recursive: true, force: true });
  });

  function newFolder(): string {
    const folder = mkdtempSync(join(tmpdir(), 'pgwire-oids-'));
    folders.push(folder);
    return folder;
  }

  /** What is there after the statements, in a gateway of its own on the folder. */
  async function oids(folder: string, ...statements: readonly string[]): Promise<(string | null)[][]> {
    const gateway = await startGateway({ environment: { PGWIRE_EMBEDDED_PATH: folder } });
    const client = await login(gateway);
    try {
      const found = await rows(client, ...statements, OIDS);
      const other = await login(gateway);
      expect(await rows(other, OIDS), 'another session').to.deep.equal(found);
      await other.close();
      return found;
    } finally {
      await client.close();
      await gateway.stop();
    }
  }

  it('are the same for other sessions, after a restart, and whatever was made before them', async () => {
    const folder = newFolder();
    const made = await oids(folder, ...DEFINITIONS);
    expect(made.map(([name]) => name)).to.include.members([
      'first',
      'first_id_seq',
      'first_pkey',
      'second',
      'both_of_them',
      'mood',
    ]);
    expect(await oids(folder)).to.deep.equal(made);
    const otherwise = await oids(
      newFolder(),
      'create table noise (id integer primary key)',
      ...DEFINITIONS,
      'drop table noise',
      'drop view both_of_them',
      'drop table second',
      'drop table first',
      'create table second (id integer primary key, first_id integer)',
      DEFINITIONS[1] ?? '',
      'alter table second add constraint second_first_id_fkey foreign key (first_id) references first (id)',
      DEFINITIONS[3] ?? '',
    );
    expect(otherwise).to.deep.equal(made);
  });
});
