import { expect } from 'chai';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseIrisSql } from '../../../../src/backend/embedded/iris-sql/parse.ts';
import { GatewayError } from '../../../../src/errors/gateway-error.ts';
import type { DdlPlan } from '../../../../src/sql/ddl/plan-ddl.ts';
import { definingQueryText, planDdl } from '../../../../src/sql/ddl/plan-ddl.ts';
import { loadParser, parseStatements } from '../../../../src/sql/parse/parse.ts';
import type { RawStatement } from '../../../../src/sql/parse/raw-statement.ts';
import { readTree } from '../../../../src/sql/tree/read.ts';
import type { TreeFixture } from '../../../support/tree-fixture.ts';
import { fixtureContext } from '../../../support/tree-fixture.ts';
import { ddlContext } from '../support/ddl-context.ts';
import { statementsOf, stepLines } from '../support/steps.ts';

const FIXTURE = JSON.parse(
  readFileSync(join(import.meta.dirname, '../fixtures/defining.json'), 'utf8'),
) as TreeFixture;

function statement(sql: string): RawStatement {
  const [first] = parseStatements(sql);
  if (first === undefined) throw new Error(`no statement in ${sql}`);
  return first;
}

function planned(sql: string): DdlPlan {
  const raw = statement(sql);
  const text = definingQueryText(raw) ?? '';
  const recorded = FIXTURE.statements[text];
  if (recorded === undefined) throw new Error(`no tree is recorded of ${text}`);
  const context = { ...ddlContext({ relations: FIXTURE.relations }), ...fixtureContext(FIXTURE, sql) };
  return planDdl(raw, context, { text, query: readTree(recorded.tree), columns: recorded.columns ?? [] });
}

function lines(sql: string): string[] {
  return stepLines(planned(sql).plan.steps).filter((line) => !line.includes('IF NOT EXISTS "IrisPGWire"'));
}

before(loadParser);

describe('definingQueryText', () => {
  const texts: readonly (readonly [string, string | null])[] = [
    ['create view v as select 1 as x', 'select 1 as x'],
    ['create or replace view s.v(a, b) as (select 1, 2) with cascaded check option', '(select 1, 2)'],
    ['create view v as table t with check option', 'table t'],
    ['create view v as with a as (select 1) select * from a', 'with a as (select 1) select * from a'],
    ['create table t as select 1 as data', 'select 1 as data'],
    ['create table if not exists t (a) as values (1) with no data', 'values (1)'],
    ['create table t as select 1 with data', 'select 1'],
    ['select a, b into s.t from u where a in (select 1)', 'select a, b from u where a in (select 1)'],
    ['select 1 into table "T"', 'select 1'],
    ['create table t(a int)', null],
    ['select 1', null],
  ];
  for (const [sql, text] of texts) {
    it(sql, () => {
      expect(definingQueryText(statement(sql))).to.equal(text);
    });
  }
});

describe('planDdl with a defining query', () => {
  it('makes a view with constants for slots and remembers its definition', () => {
    const query = "select id, upper(name) as big from customers where email <> 'a?b'";
    expect(lines(`create view v as ${query}`)).to.deep.equal([
      'CREATE VIEW "SQLUser"."v" ("id", "big") AS SELECT t1."id" AS "c1", UPPER(t1."name") AS "c2" FROM "SQLUser"."customers" t1 WHERE (t1."email" <> \'a?b\')',
      'change uncounted DELETE FROM "IrisPGWire"."ViewDefinition" WHERE "table_schema" = <"SQLUser"> AND "table_name" = <"v">',
      `change uncounted INSERT INTO "IrisPGWire"."ViewDefinition" ("table_schema", "table_name", "pg_definition") VALUES (<"SQLUser">, <"v">, <${JSON.stringify(query)}>)`,
    ]);
  });

  it('gives a view the column names it declares', () => {
    const [create, , remember] = lines(
      'create or replace view big_orders(a) as select customer_id, sum(total) as total from orders group by customer_id',
    );
    expect(create).to.match(/^CREATE OR REPLACE VIEW "SQLUser"."big_orders" \("a", "total"\) AS SELECT /);
    expect(remember).to.include('AS \\"big_orders\\" (\\"a\\", \\"total\\")');
  });

  it('remembers the columns that * stands for', () => {
    const remember = lines('create view v as select * from customers order by name').at(-1);
    expect(remember).to.include('SELECT \\"id\\", \\"name\\", ');
    expect(remember).to.include(' FROM (select * from customers order by name) AS \\"v\\" (\\"id\\"');
  });

  it('makes a table of the query and counts its rows', () => {
    const sql = "create table t(n) as select id, embedding, tags, code, 'x' as kind, 1.50 as price from docs";
    const [create, , , , insert] = lines(sql);
    expect(create).to.equal(
      'CREATE TABLE "SQLUser"."t" ("n" BIGINT, "embedding" VECTOR(DOUBLE,3), "tags" VARCHAR(3641144) COLLATE %EXACT, "code" VARCHAR(5) COLLATE %EXACT, "kind" VARCHAR(3641144) COLLATE %EXACT, "price" NUMERIC(37,18))',
    );
    expect(insert).to.match(
      /^change INSERT INTO "SQLUser"."t" \("n", "embedding", "tags", "code", "kind", "price"\) SELECT t1."id" AS "c1", /,
    );
    expect(planned(sql).plan).to.include({ tag: 'SELECT', counted: true, changesSchema: true });
  });

  it('makes an empty table WITH NO DATA', () => {
    const sql =
      'create table t as select customer_id, sum(total) as total from orders group by customer_id with no data';
    expect(lines(sql).some((line) => line.includes('SELECT'))).to.equal(false);
    expect(planned(sql).plan).to.include({ tag: 'CREATE TABLE AS', counted: false });
  });

  const refused: readonly (readonly [string, string, string])[] = [
    ['create view v as select total, now() as at from orders', '0A000', 'current time or user'],
    ['create view orders as select * from customers order by name', '42P07', '"orders" already exists'],
    ['create view big_orders as select * from customers order by name', '42P07', 'already exists'],
    ['create table orders as select * from customers order by name', '42P07', 'already exists'],
    ['create temp view v as select * from customers order by name', '0A000', 'temporary views'],
    [
      'create view v as select * from customers order by name with check option',
      '0A000',
      'WITH CHECK OPTION',
    ],
    ['create materialized view v as select * from customers order by name', '0A000', 'MATERIALIZED VIEW'],
  ];
  for (const [sql, sqlstate, message] of refused) {
    it(`refuses ${sql}`, () => {
      expect(() => planned(sql))
        .to.throw(GatewayError, message)
        .with.property('sqlstate', sqlstate);
    });
  }

  it('refuses CREATE TABLE AS EXECUTE', () => {
    expect(() => definingQueryText(statement('create table t as execute q'))).to.throw(GatewayError);
  });

  it('prints nothing that the dialect refuses', () => {
    for (const text of Object.keys(FIXTURE.statements).filter((query) => !query.includes('now()'))) {
      for (const sql of [`create view v as ${text}`, `create table t as ${text}`]) {
        for (const printed of statementsOf(planned(sql).plan)) {
          expect(() => parseIrisSql(printed, { version: [2024, 1] }), printed).not.to.throw();
        }
      }
    }
  });
});
