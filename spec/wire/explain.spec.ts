import { expect } from 'chai';
import pg from 'pg';
import { startGateway, type GatewayProcess } from '../support/gateway-process.ts';

interface JsonNode {
  readonly 'Node Type': string;
  readonly Plans?: readonly JsonNode[];
  readonly [name: string]: unknown;
}

interface JsonAnswer {
  readonly Plan: JsonNode;
  readonly [name: string]: unknown;
}

describe('EXPLAIN, from connection to backend', function () {
  this.timeout(120_000);
  let gateway: GatewayProcess;
  let client: pg.Client;

  before(async () => {
    gateway = await startGateway();
    client = new pg.Client({ host: gateway.host, port: gateway.port, user: '_SYSTEM', database: 'USER' });
    await client.connect();
    await client.query('create table t (id int primary key, name varchar(20))');
    await client.query("insert into t values (1, 'Anna'), (2, 'Bert'), (3, 'anna')");
  });
  after(async () => {
    await client?.end();
    await gateway?.stop();
  });

  async function lines(text: string, values: unknown[] = []): Promise<string[]> {
    const { rows } = await client.query<{ 'QUERY PLAN': string }>(text, values);
    return rows.map((row) => row['QUERY PLAN']);
  }

  async function json(text: string, values: unknown[] = []): Promise<JsonAnswer> {
    const { rows } = await client.query<{ 'QUERY PLAN': JsonAnswer[] }>(text, values);
    expect(rows).to.have.length(1);
    const answer = rows[0]?.['QUERY PLAN'];
    expect(answer).to.have.length(1);
    return answer?.[0] as JsonAnswer;
  }

  async function failure(text: string): Promise<pg.DatabaseError> {
    try {
      await client.query(text);
    } catch (error) {
      return error as pg.DatabaseError;
    }
    return expect.fail(`no error from ${text}`);
  }

  it("shows the IRIS SQL, where its values come from, and IRIS's plan", async () => {
    expect(await lines("explain select name from t where id = 3 and name > 'x'")).to.deep.equal([
      'IRIS Query',
      `  IRIS SQL: SELECT t1."name" AS "c1" FROM "SQLUser"."t" t1 WHERE ((t1."id" = ?) AND (('x' || t1."name") > ('x' || CAST(? AS CHAR VARYING))))`,
      '  Values: literal 1, literal 2',
      '  IRIS Plan: Read index map SQLUser.t.t_pkey, using the given value.',
      'Route: backend',
      'Plan Cache: miss',
    ]);
  });

  it('never shows values', async () => {
    const found = await lines("explain select id from t where name = 'secret-1' or name = $1", ['secret-2']);
    expect(found.join('\n')).to.not.include('secret').and.to.include('parameter 1, literal');
  });

  it('tells whether the plan cache knew the statement', async () => {
    await client.query('select id, name from t where id = 1');
    expect(await lines('explain select id, name from t where id = 2')).to.include('Plan Cache: hit');
  });

  it('shows what is read for PostgreSQL, with the filters IRIS checks, and what PostgreSQL does with it', async () => {
    const { Plan, Route } = await json(
      "explain (format json) select count(*) from t where id > 1 and name ~ 'a' group by lower(name)",
    );
    expect(Route).to.match(/^remainder/);
    const [evaluation, reading] = Plan.Plans ?? [];
    expect(evaluation?.['Node Type']).to.equal('Aggregate');
    expect(JSON.stringify(evaluation)).to.include("~ 'a'");
    expect(reading).to.deep.include({
      'Node Type': 'IRIS Read',
      'Relation Name': 't',
      Schema: 'public',
    });
    expect(reading?.['IRIS SQL']).to.match(/WHERE \(t1\."id" > CAST\(\? AS INTEGER\)\)/);
  });

  it('shows the steps of a plan', async () => {
    const { Plan } = await json(
      "explain (format json) insert into t values (1, 'x'), (9, 'y') on conflict do nothing returning id",
    );
    expect(Plan['Node Type']).to.equal('For Each Row');
    expect(Plan.Plans?.map((plan) => plan['Node Type'])).to.deep.equal([
      'Values',
      'IRIS Change',
      'IRIS Query',
    ]);
    expect((await client.query('select * from t where id = 9')).rows).to.deep.equal([]);
  });

  it("shows PostgreSQL's plan of what PostgreSQL runs", async () => {
    const { Plan, Route } = await json(
      'explain (format json, verbose) select * from generate_series(1, 3) g',
    );
    expect(Plan).to.deep.include({ 'Node Type': 'Function Scan', Output: ['g'], 'Plan Rows': 3 });
    expect(Route).to.match(/^shadow/);
  });

  it("shows IRIS's own SQL as it is", async () => {
    expect((await lines('explain select top 2 name from t')).slice(0, 2)).to.deep.equal([
      'IRIS Query',
      '  IRIS SQL: select top 2 name from t',
    ]);
  });

  it('shows EXECUTE, DECLARE and CREATE TABLE AS', async () => {
    await client.query('prepare p (int) as select name from t where id = $1');
    expect(await lines('explain execute p(1)')).to.include('  Values: parameter 1');
    expect((await lines('explain declare c cursor for select id from t'))[0]).to.equal('IRIS Query');
    expect((await lines('explain create table u as select id from t')).join('\n')).to.match(
      /CREATE TABLE "SQLUser"\."u"[^]*INSERT INTO "SQLUser"\."u"/,
    );
    expect((await failure('select * from u')).code).to.equal('42P01');
  });

  it('has no plan of its own for functions of the gateway', async () => {
    const { Plan } = await json('explain (format json) select pg_sleep(10)');
    expect(Plan).to.deep.include({ 'Node Type': 'Gateway Function', 'Function Name': ['pg_sleep'] });
  });

  describe('ANALYZE', () => {
    it('measures steps, and drops rows', async () => {
      const { Plan, ...rest } = await json('explain (analyze, format json) select name from t where id > 1');
      expect(Plan).to.include({ 'Actual Rows': 2, 'Actual Loops': 1 });
      expect(Plan['Actual Total Time']).to.be.a('number');
      expect(rest['Execution Time']).to.be.greaterThan(0);
      expect(rest['Planning Time']).to.be.at.least(0);
    });
    it('leaves times out without TIMING and SUMMARY, costs and all', async () => {
      expect(
        (
          await lines('explain (analyze, timing off, summary off, costs off) select id from t where id = 2')
        ).map((line) => line.split(':')[0]),
      ).to.deep.equal([
        'IRIS Query (actual rows=1 loops=1)',
        '  IRIS SQL',
        '  Values',
        '  IRIS Plan',
        'Route',
        'Plan Cache',
      ]);
    });
    it('changes what the statement changes, with the transaction', async () => {
      await client.query('begin');
      const { Plan } = await json("explain (analyze, format json) update t set name = 'X' where id < 3");
      expect(Plan).to.include({ 'Actual Rows': 2 });
      expect((await client.query("select id from t where name = 'X'")).rowCount).to.equal(2);
      await client.query('rollback');
      expect((await client.query("select id from t where name = 'X'")).rowCount).to.equal(0);
    });
    it('measures what is read for PostgreSQL, and what it comes to', async () => {
      const { Plan } = await json("explain (analyze, format json) select name from t where name ~* '^a'");
      expect(Plan).to.include({ 'Node Type': 'PostgreSQL Evaluation', 'Actual Rows': 2 });
      expect(Plan.Plans?.[1]).to.include({ 'Node Type': 'IRIS Read', 'Actual Rows': 3 });
    });
    it('makes changes that PostgreSQL evaluates', async () => {
      await client.query("explain analyze update t set name = initcap(name) where name ~ '^a'");
      expect((await client.query('select name from t where id = 3')).rows).to.deep.equal([{ name: 'Anna' }]);
    });
    it('lets PostgreSQL measure what it runs', async () => {
      const { Plan } = await json('explain (analyze, format json) select * from generate_series(1, 3)');
      expect(Plan).to.include({ 'Node Type': 'Function Scan', 'Actual Rows': 3 });
    });
    it('runs functions of the gateway', async () => {
      const start = performance.now();
      const { Plan } = await json('explain (analyze, format json) select pg_sleep(0.05)');
      expect(performance.now() - start).to.be.greaterThan(50);
      expect(Plan).to.include({ 'Node Type': 'Gateway Function', 'Actual Rows': 1 });
    });
    it('makes tables, and prepared statements run', async () => {
      await client.query('explain analyze create table made as select id from t');
      expect((await client.query('select * from made')).rowCount).to.equal(3);
      expect((await lines('explain (analyze, timing off) execute p(2)'))[0]).to.equal(
        'IRIS Query (actual rows=1 loops=1)',
      );
    });
    it('is refused where the statement is', async () => {
      await client.query('begin read only');
      expect((await failure('explain analyze delete from t')).code).to.equal('25006');
      await client.query('rollback');
      expect((await failure("explain analyze insert into t values (1, 'again')")).code).to.equal('23505');
      expect((await client.query('select count(*)::int as n from t')).rows).to.deep.equal([{ n: 3 }]);
    });
  });

  describe('formats', () => {
    it('is XML of the shape that tools read', async () => {
      const result = await client.query('explain (format xml) select name from t');
      expect(result.fields.map(({ name, dataTypeID }) => [name, dataTypeID])).to.deep.equal([
        ['QUERY PLAN', 142],
      ]);
      expect(Object.values(result.rows[0] as object)[0]).to.match(
        /^<explain xmlns="http:\/\/www\.postgresql\.org\/2009\/explain">\n {2}<Query>\n {4}<Plan>\n {6}<Node-Type>IRIS Query<\/Node-Type>\n {6}<IRIS-SQL>SELECT t1\."name"/,
      );
    });
    it('is YAML', async () => {
      const [text] = await lines('explain (format yaml) select name from t where id = 1');
      expect(text).to.match(
        /^- Plan: \n {4}Node Type: "IRIS Query"\n[^]*\n {4}Values: \n {6}- "literal 1"\n/,
      );
    });
  });

  it('is described before it is executed, with the parameters of the statement', async () => {
    const described = await new Promise<pg.FieldDef[]>((resolve, reject) => {
      const query = new pg.Query('explain (format json) select id from t where id = $1', ['1']);
      void client.query(query as unknown as string);
      const answer = query as unknown as NodeJS.EventEmitter;
      answer.on('end', (result: pg.QueryResult) => resolve(result.fields));
      answer.on('error', reject);
    });
    expect(described.map(({ name, dataTypeID }) => [name, dataTypeID])).to.deep.equal([['QUERY PLAN', 114]]);
  });

  it('knows GENERIC_PLAN', async () => {
    expect(await lines('explain (generic_plan) select name from t where id = $1')).to.include(
      '  Values: parameter 1',
    );
    expect((await failure('explain (generic_plan, analyze) select 1')).code).to.equal('22023');
  });

  for (const [text, code, message, position] of [
    ['explain (foo) select 1', '42601', 'unrecognized EXPLAIN option "foo"', '10'],
    ['explain (wal) select 1', '22023', 'EXPLAIN option WAL requires ANALYZE', undefined],
    ['explain (analyze maybe) select 1', '42601', 'analyze requires a Boolean value', undefined],
    ['explain select nope from t', '42703', 'column "nope" does not exist', '16'],
    ['explain execute nowhere', '26000', 'prepared statement "nowhere" does not exist', undefined],
    ['explain select xmin from t', '0A000', undefined, undefined],
  ] as const) {
    it(`refuses ${text}`, async () => {
      const error = await failure(text);
      expect(error.code, error.message).to.equal(code);
      if (message !== undefined) expect(error.message).to.equal(message);
      if (position !== undefined) expect(error.position).to.equal(position);
    });
  }
});
