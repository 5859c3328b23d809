import { expect } from 'chai';
import { GatewayError } from '../../../src/errors/gateway-error.ts';
import { decodeBackend, splitMessages } from '../../../src/protocol/backend/decode.ts';
import type {
  BackendPrepared,
  ShadowPrepared,
  ShadowRows,
  TranslationSession,
} from '../../../src/translation/api.ts';
import { Translator } from '../../../src/translation/translator.ts';
import { SESSION } from '../../support/translation/session.ts';
import { IMAGE_FOLDER } from '../catalog/support/shadow.ts';
import { pgColumn, SHOP, shopWith, table } from '../catalog/support/snapshots.ts';

/** Making the image takes 10 s once, loading it 0.6 s; a busy machine needs several times as long. */
const TIMEOUT = 120_000;

function create(timeoutMs = 60_000): Promise<Translator> {
  return Translator.create({
    analysers: 1,
    queries: 1,
    imageFolder: IMAGE_FOLDER,
    cacheSize: 100,
    timeoutMs,
    dialect: { version: [2024, 1] },
    serverVersion: '14.20',
    owner: '_SYSTEM',
    report: () => undefined,
  });
}

async function failure(promise: Promise<unknown>): Promise<GatewayError> {
  try {
    await promise;
  } catch (error) {
    if (error instanceof GatewayError) return error;
    throw error;
  }
  throw new Error('it did not fail');
}

function values({ frames }: ShadowRows): (string | null)[][] {
  return [...splitMessages(frames)].map(({ type, body }) => {
    const row = decodeBackend(type, body);
    if (row.type !== 'DataRow') throw new Error(`not a row: ${row.type}`);
    return row.values.map((value) => (value === null ? null : Buffer.from(value).toString('utf8')));
  });
}

/** Runs for minutes unless it is killed. */
const ENDLESS = 'select count(*) from generate_series(1, 1000000000)';

describe('Translator', function () {
  this.timeout(TIMEOUT);
  let translator: Translator;

  before(async () => {
    translator = await create();
    expect(await translator.refresh(SHOP)).to.deep.equal([]);
  });

  after(() => translator?.close());

  async function shadow(text: string, session: TranslationSession = SESSION): Promise<ShadowPrepared> {
    const prepared = await translator.prepare(text, [], session);
    if (prepared.kind !== 'shadow') throw new Error(`not for the shadow: ${prepared.kind}`);
    return prepared;
  }

  async function select(text: string, session: TranslationSession = SESSION): Promise<(string | null)[][]> {
    return values(await translator.run(await shadow(text, session), [], [], session));
  }

  describe('split', () => {
    it('gives the statements with their places', async () => {
      const parts = await translator.split('select 1; /*é*/ begin ;; select 2', SESSION);
      expect(
        parts.map(({ text, offset, classification }) => [text, offset, classification.tag]),
      ).to.deep.equal([
        ['select 1', 0, 'SELECT'],
        ['begin', 16, 'BEGIN'],
        ['select 2', 25, 'SELECT'],
      ]);
    });

    for (const text of ['', ' ; -- nothing', '/* */;;']) {
      it(`finds none in ${JSON.stringify(text)}`, async () => {
        expect(await translator.split(text, SESSION)).to.deep.equal([]);
      });
    }

    it('refuses all when one of them is no SQL', async () => {
      const error = await failure(translator.split('select 1; selct 2', SESSION));
      expect(error.fields).to.deep.include({
        sqlstate: '42601',
        message: 'syntax error at or near "selct"',
        position: 11,
      });
    });

    it('needs no visit for one statement that is known', async () => {
      await translator.prepare('select relname from pg_class where oid = 1', [], SESSION);
      const text = 'select relname from pg_class where oid = 2;';
      expect(translator.splitCached(text, SESSION)).to.deep.equal([
        { text, offset: 0, classification: { kind: 'query', tag: 'SELECT' } },
      ]);
    });
  });

  describe('prepare', () => {
    it('tells types of parameters and columns', async () => {
      const prepared = await translator.prepare('select $1::text as a, $2 + 1.5', [0, 23], SESSION);
      expect(prepared.kind).to.equal('shadow');
      expect(prepared.parameterTypes).to.deep.equal([25, 23]);
      expect(prepared.columns?.map(({ name, typeOid }) => [name, typeOid])).to.deep.equal([
        ['a', 25],
        ['?column?', 1700],
      ]);
    });

    it('hides lifted literals from the client', async () => {
      const prepared = await translator.prepare(
        "select $1 || $2 from pg_class where relname = 'x'",
        [],
        SESSION,
      );
      expect(prepared.parameterTypes).to.deep.equal([25, 25]);
    });

    const errors: readonly (readonly [text: string, sqlstate: string, position: number | undefined])[] = [
      ["select nope from orders where id = 'x'", '42703', 8],
      ['select 1 from  nowhere where a = 5', '42P01', 16],
      ["select 'a' + true", '42883', 12],
      ["select * from pg_class  where oid = 'x'", '22P02', 37],
      ['select 1; select 2', '42601', undefined],
      ["update pg_class set relname = 'a'", '42501', undefined],
      [`select ${'1+'.repeat(20_000)}1`, '54001', undefined],
    ];
    for (const [text, sqlstate, position] of errors) {
      it(`refuses ${text.slice(0, 60)}`, async () => {
        const prepare = async (): Promise<unknown> => {
          const prepared = await translator.prepare(text, [], SESSION);
          return prepared.kind === 'shadow' ? translator.run(prepared, [], [], SESSION) : prepared;
        };
        const { fields } = await failure(prepare());
        expect([fields.sqlstate, fields.position]).to.deep.equal([sqlstate, position]);
      });
    }

    const calls: readonly (readonly [text: string, rest: string | null, calls: unknown])[] = [
      [
        'select pg_sleep(1), now()',
        "select '', now()",
        [{ name: 'pg_sleep', argumentsQuery: 'SELECT 1', resultType: 2278 }],
      ],
      [
        "select /*é*/ pg_catalog.set_config('a', concat(')', $1::int), false) as \"😀\", pg_try_advisory_lock(5)::text",
        'select /*é*/ $2 as "😀", $3::text',
        [
          { name: 'set_config', argumentsQuery: "SELECT 'a', concat(')', $1::int), false", resultType: 25 },
          { name: 'pg_try_advisory_lock', argumentsQuery: 'SELECT 5', resultType: 16 },
        ],
      ],
      [
        'select pg_export_snapshot ( /* none */ )',
        'select $1',
        [{ name: 'pg_export_snapshot', argumentsQuery: null, resultType: 25 }],
      ],
      [
        "with t as (select set_config('a', 'b', true) as x) select pg_advisory_lock(5), x from t",
        "with t as (select $1 as x) select '', x from t",
        [
          { name: 'set_config', argumentsQuery: "SELECT 'a', 'b', true", resultType: 25 },
          { name: 'pg_advisory_lock', argumentsQuery: 'SELECT 5', resultType: 2278 },
        ],
      ],
      ['with t as (select pg_sleep(1)) select 1', null, null],
      ['with t as (select pg_sleep(1)) select 1 from t, t u', null, null],
      ['with t as (select 1 as x) select pg_sleep(x) from t', null, null],
      ['with t as (select 1 union all select 2) select pg_sleep(1) from t', null, null],
      ['select pg_sleep(1), generate_series(1, 3)', null, null],
      ['select pg_sleep(x) from generate_series(1, 3) x', null, null],
      ['select case when true then pg_export_snapshot() end', null, null],
      ["select set_config('a', set_config('b', 'c', true), true)", null, null],
      ['select pg_export_snapshot() where false', null, null],
    ];
    for (const [text, rest, expected] of calls) {
      it(`hands the calls of ${text} to the session`, async () => {
        const prepared = await translator.prepare(text, [], SESSION);
        expect(prepared).to.deep.include({ kind: 'gateway-function', rest, calls: expected });
      });
    }

    it('leaves utilities to the session, and nothing to nobody', async () => {
      expect(await translator.prepare('listen c', [], SESSION)).to.deep.include({
        kind: 'utility',
        classification: { kind: 'listen', tag: 'LISTEN', channel: 'c' },
      });
      expect(await translator.prepare(' -- ', [], SESSION)).to.include({ kind: 'empty' });
    });

    it('plans definitions, by what the schema has', async () => {
      const prepared = await translator.prepare('create table new_one (a int)', [], SESSION);
      expect(prepared).to.include({ kind: 'ddl', validate: 'create table new_one (a int)' });
      if (prepared.kind !== 'ddl') return;
      expect(prepared.plan).to.include({ tag: 'CREATE TABLE', changesSchema: true });
      const error = await failure(translator.prepare('drop table nowhere', [], SESSION));
      expect(error.sqlstate).to.equal('42P01');
    });

    for (const [text, tag] of [
      ['create table big as select id, total from orders where total > 100.5', 'SELECT'],
      ["select 5 as a, 'x' as b into made", 'SELECT'],
      ['create view names as select name, count(*) as n from customers group by name', 'CREATE VIEW'],
    ] as const) {
      it(`plans ${text}`, async () => {
        const prepared = await translator.prepare(text, [], SESSION);
        expect(prepared).to.include({ kind: 'ddl', validate: text });
        expect(prepared.kind === 'ddl' && prepared.plan).to.include({ tag, changesSchema: true });
      });
    }

    for (const [text, sqlstate, position] of [
      ['/*é*/ create view v as select nope from customers', '42703', 31],
      ['create table t as select relname from pg_class', '0A000', undefined],
      ['create table t as select $1::int', '0A000', undefined],
    ] as const) {
      it(`refuses ${text}`, async () => {
        const { fields } = await failure(translator.prepare(text, [], SESSION));
        expect([fields.sqlstate, fields.position]).to.deep.equal([sqlstate, position]);
      });
    }

    it('knows foreign keys when it plans', async () => {
      const error = await failure(translator.prepare('truncate customers', [], SESSION));
      expect(error.message).to.equal('cannot truncate a table referenced in a foreign key constraint');
    });
  });

  describe('statements on user tables', () => {
    async function backend(text: string): Promise<BackendPrepared> {
      const prepared = await translator.prepare(text, [], SESSION);
      if (prepared.kind !== 'backend') throw new Error(`not for the backend: ${prepared.kind}`);
      return prepared;
    }

    it('share one plan for all literals', async () => {
      const text = (id: number, total: string): string =>
        `select id, total from orders where id = ${id} and total > ${total}`;
      const first = await backend(text(5, '10.50'));
      expect(first.literals).to.deep.equal([5, '10.50']);
      expect(first.plan).to.include({ tag: 'SELECT', writes: false });
      const second = translator.prepareCached(text(-7, '1'), [], SESSION);
      expect(second, 'an integer is of another type').to.equal(null);
      const third = translator.prepareCached(text(-7, '0.25'), [], SESSION);
      expect(third).to.deep.include({ kind: 'backend', literals: [-7, '0.25'] });
      expect(third?.kind === 'backend' && third.plan).to.equal(first.plan);
    });

    it('have types of the client parameters only', async () => {
      const { parameterTypes, literals, columns } = await backend(
        "select name || $2 from customers where id = $1 and email = 'a@x'",
      );
      expect([parameterTypes, literals]).to.deep.equal([[23, 25], ['a@x']]);
      expect(columns?.map(({ typeOid }) => typeOid)).to.deep.equal([25]);
    });

    it('refuse a bad literal at its place', async () => {
      for (const [text, position] of [
        ["select id from orders where id = 'x'", 34],
        ["select id  from orders where id = 'x'", 35],
      ] as const) {
        const { fields } = await failure(translator.prepare(text, [], SESSION));
        expect(fields).to.deep.include({
          sqlstate: '22P02',
          message: 'invalid input syntax for type integer: "x"',
          position,
        });
      }
    });

    it('have a plan for each literal that decides the SQL', async () => {
      const text = (unit: string): string => `select date_trunc('${unit}', "createdAt") from customers`;
      const day = await backend(text('day'));
      const hour = await backend(text('hour'));
      expect(day.plan).to.not.deep.equal(hour.plan);
      const again = translator.prepareCached(text('day'), [], SESSION);
      expect(again?.kind === 'backend' && again.plan).to.equal(day.plan);
    });

    it('leave what IRIS cannot express to PostgreSQL, with the rows it needs', async () => {
      for (const text of [
        `select date_trunc('dya', "createdAt") from customers`,
        'select * from orders o, pg_class c where o.id = 1',
        `select initcap(name) from customers where id = 3 and name ~ 'x'`,
      ]) {
        const prepared = await translator.prepare(text, [], SESSION);
        expect(prepared.kind, text).to.equal('remainder');
        if (prepared.kind === 'remainder') expect(prepared.readings).to.have.length(1);
      }
    });

    it('wait for the value of a parameter that decides the SQL', async () => {
      const prepared = await backend('select date_trunc($1, "createdAt") from customers where id = 5');
      expect(prepared).to.deep.include({ plan: null, pinned: [0], parameterTypes: [25], literals: [5] });
      const plan = await translator.resolvePlan(prepared, () => 'day', SESSION);
      expect(plan.tag).to.equal('SELECT');
      expect(translator.resolvePlan(prepared, () => 'day', SESSION)).to.equal(plan);
      const refused = await failure(Promise.resolve(translator.resolvePlan(prepared, () => 'dya', SESSION)));
      expect(refused.sqlstate).to.be.oneOf(['0A000', '22023']);
      expect(refused.fields.position, 'a position in a text the client does not know').to.equal(undefined);
    });

    it('change rows', async () => {
      const insert = await backend(
        "insert into customers (id, name) values (1, 'a'), (-2, 'b') returning id",
      );
      expect(insert.literals).to.deep.equal([1, 'a', -2, 'b']);
      expect(insert.plan).to.include({ tag: 'INSERT', writes: true });
      expect(insert.columns?.map(({ name }) => name)).to.deep.equal(['id']);
      const { plan, columns } = await backend("update customers set name = 'b' where id = 1");
      expect([plan?.tag, plan?.writes, columns]).to.deep.equal(['UPDATE', true, null]);
      expect((await backend('delete from orders where id = 1')).plan?.tag).to.equal('DELETE');
    });

    it('bind vectors', async () => {
      const { literals } = await backend("select id from docs order by embedding <=> '[1,2,3]' limit 5");
      expect(literals).to.deep.equal(['[1,2,3]', 5]);
      const { fields } = await failure(
        translator.prepare("select id from docs order by embedding <=> '[1,2,x]' limit 5", [], SESSION),
      );
      expect(fields).to.deep.include({ sqlstate: '22P02', position: 44 });
    });
  });

  describe('run', () => {
    it('gives rows, tag and count', async () => {
      const prepared = await shadow(
        "select relname, relkind from pg_class where relname in ('orders', 'docs') order by 1",
      );
      const rows = await translator.run(prepared, [], [], SESSION);
      expect(values(rows)).to.deep.equal([
        ['docs', 'r'],
        ['orders', 'r'],
      ]);
      expect(rows).to.deep.include({ rows: 2, tag: 'SELECT 2', notices: [] });
    });

    it('gives many rows whole', async () => {
      const { frames, rows, tag } = await translator.run(
        await shadow("select repeat('x', 1000) from generate_series(1, 2000)"),
        [],
        [],
        SESSION,
      );
      // one DataRow: type, length, field count, length of the field, field
      expect([rows, tag, frames.byteLength]).to.deep.equal([
        2000,
        'SELECT 2000',
        2000 * (1 + 4 + 2 + 4 + 1000),
      ]);
    });

    it("binds the client's bytes as they came, and literals behind them", async () => {
      const prepared = await translator.prepare("select $1 + 1, $2 || 'x' where 5 > $1", [23, 25], SESSION);
      if (prepared.kind !== 'shadow') throw new Error(prepared.kind);
      const rows = await translator.run(
        prepared,
        [
          { format: 1, bytes: Uint8Array.of(0, 0, 0, 4) },
          { format: 0, bytes: Buffer.from('é') },
        ],
        [1, 0],
        SESSION,
      );
      const [row] = [...splitMessages(rows.frames)].map(({ type, body }) => decodeBackend(type, body));
      expect(
        row?.type === 'DataRow' && row.values.map((value) => Buffer.from(value ?? []).toString('hex')),
      ).to.deep.equal(['00000005', 'c3a978']);
    });

    it('answers as the session', async () => {
      const session = {
        ...SESSION,
        user: 'bob',
        timeZone: 'Asia/Tokyo',
        settings: { application_name: 'psql' },
      };
      expect(
        await select(
          "select current_user, current_database(), pg_backend_pid(), now()::text, current_setting('application_name')",
          session,
        ),
      ).to.deep.equal([['bob', 'USER', '4711', '2023-11-15 07:13:20.123456+09', 'psql']]);
    });

    it('is killed when the caller aborts, and preparing goes on meanwhile', async () => {
      const prepared = await shadow(ENDLESS);
      const abort = new AbortController();
      const running = failure(translator.run(prepared, [], [], SESSION, abort.signal));
      expect(await translator.prepare('select 1 as meanwhile', [], SESSION)).to.include({ kind: 'shadow' });
      abort.abort(new GatewayError('57014', 'canceling statement due to statement timeout'));
      expect((await running).message).to.equal('canceling statement due to statement timeout');
      expect(await select("select count(*) from pg_class where relname = 'orders'")).to.deep.equal([['1']]);
    });
  });

  describe('validateDdl', () => {
    it('gives PostgreSQL its say and changes nothing', async () => {
      expect(
        await translator.validateDdl('create table if not exists orders (a int)', SESSION),
      ).to.have.length(1);
      expect(await translator.validateDdl('alter table orders add column more int', SESSION)).to.deep.equal(
        [],
      );
      expect(
        (await failure(translator.validateDdl('create table orders (a int)', SESSION))).sqlstate,
      ).to.equal('42P07');
      expect(await select("select count(*) from pg_attribute where attname = 'total'")).to.deep.equal([
        ['2'],
      ]);
    });
  });

  describe('refresh', () => {
    const NEWER = shopWith([table('later', [pgColumn('a', 'INTEGER', 'integer')])], ['docs']);
    const COUNT = "select relname from pg_class where relname in ('later', 'docs') order by 1";

    it('makes another epoch, which running and preparing see', async () => {
      const { epoch } = translator;
      const before = await shadow(COUNT);
      expect(before.epoch).to.equal(epoch);
      expect(await select(COUNT)).to.deep.equal([['docs']]);
      await translator.refresh(NEWER);
      expect(translator.epoch).to.equal(epoch + 1);
      expect(translator.prepareCached(COUNT, [], SESSION)).to.equal(null);
      expect(await select(COUNT)).to.deep.equal([['later']]);
      expect((await failure(translator.prepare('select * from docs', [], SESSION))).sqlstate).to.equal(
        '42P01',
      );
      await translator.refresh(SHOP);
      expect(await select(COUNT)).to.deep.equal([['docs']]);
    });

    it('reaches threads that are replaced later', async () => {
      await translator.refresh(NEWER);
      const { restarts } = translator.statistics;
      const abort = new AbortController();
      const running = failure(translator.run(await shadow(ENDLESS), [], [], SESSION, abort.signal));
      setTimeout(() => abort.abort(), 50);
      expect((await running).sqlstate).to.equal('57014');
      expect(await select(COUNT)).to.deep.equal([['later']]);
      expect(translator.statistics.restarts).to.equal(restarts + 1);
      await translator.refresh(SHOP);
    });

    it('tells what PostgreSQL refused and takes the rest', async () => {
      const broken = shopWith([table('broken', [pgColumn('a', 'INTEGER', 'no such type')])]);
      const failures = await translator.refresh(broken);
      expect(failures.map(({ object }) => object)).to.include('table public.broken');
      expect(await select("select count(*) from pg_class where relname = 'orders'")).to.deep.equal([['1']]);
      await translator.refresh(SHOP);
    });
  });
});

describe('Translator with a short time limit', function () {
  this.timeout(TIMEOUT);

  it('kills what takes longer, and the next statement is served', async () => {
    const translator = await create(2000);
    try {
      await translator.refresh(SHOP);
      const prepared = await translator.prepare(ENDLESS, [], SESSION);
      if (prepared.kind !== 'shadow') throw new Error(prepared.kind);
      const { message } = await failure(translator.run(prepared, [], [], SESSION));
      expect(message).to.equal('canceling statement due to statement timeout');
      const next = await translator.prepare('select 1 as one', [], SESSION);
      if (next.kind !== 'shadow') throw new Error(next.kind);
      expect(values(await translator.run(next, [], [], SESSION))).to.deep.equal([['1']]);
    } finally {
      await translator.close();
    }
  });

  it('fails what runs when it is closed', async () => {
    const translator = await create();
    const prepared = await translator.prepare(ENDLESS, [], SESSION);
    if (prepared.kind !== 'shadow') throw new Error(prepared.kind);
    const running = failure(translator.run(prepared, [], [], SESSION));
    await translator.close();
    expect((await running).sqlstate).to.equal('57P01');
    expect((await failure(translator.prepare('select 3', [], SESSION))).sqlstate).to.equal('57P01');
  });

  it('cannot be made where the image cannot be kept', async () => {
    const options = {
      analysers: 1,
      queries: 1,
      imageFolder: '/dev/null/image',
      cacheSize: 1,
      timeoutMs: 1000,
      dialect: { version: [2024, 1] as const },
      serverVersion: '14.20',
      owner: '_SYSTEM',
      report: () => undefined,
    };
    let message = '';
    await Translator.create(options).catch((error: Error) => {
      message = error.message;
    });
    expect(message).to.match(/ENOTDIR/);
  });
});
