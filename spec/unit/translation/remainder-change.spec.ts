import { expect } from 'chai';
import { parseIrisSql } from '../../../src/backend/embedded/iris-sql/parse.ts';
import { decodeBackend, splitMessages } from '../../../src/protocol/backend/decode.ts';
import { GatewayError } from '../../../src/errors/gateway-error.ts';
import type { RemainderPrepared } from '../../../src/translation/api.ts';
import { Translator } from '../../../src/translation/translator.ts';
import { binaryRows } from '../../support/binary-rows.ts';
import { SESSION } from '../../support/translation/session.ts';
import { IMAGE_FOLDER, SHADOW_TIMEOUT } from '../catalog/support/shadow.ts';
import { SHOP } from '../catalog/support/snapshots.ts';
import { statementsOf, stepLines } from '../sql/support/steps.ts';

const VERSION = [2024, 1] as const;

/** What a statement is planned as: rows to read, and each change. */
interface Case {
  readonly sql: string;
  readonly readings?: readonly string[];
  readonly changes: readonly string[];
  /** Told of each changed row by PostgreSQL. */
  readonly columns?: readonly (readonly string[])[];
  readonly numbered?: readonly string[];
  readonly stored?: readonly string[];
}

const CASES: readonly Case[] = [
  {
    sql: `insert into customers (id, name) select g, 'c' || g from generate_series(1, 3) g`,
    changes: [
      'each the given rows',
      '  change INSERT INTO "SQLUser"."customers" ("id", "name", "active", "createdAt") VALUES (<row.1>, <row.2>, <row.3>, <row.4>)',
    ],
    columns: [['id', 'name', 'active', 'createdAt']],
  },
  {
    sql: `insert into orders (customer_id) select length(md5(name)) from customers where id < 10 returning id`,
    readings: [
      'emit SELECT t1."id", t1."name" FROM "SQLUser"."customers" AS t1 WHERE (t1."id" < CAST(<$1> AS INTEGER))',
    ],
    changes: [
      'each the given rows',
      '  change INSERT INTO "SQLUser"."orders" ("customer_id") VALUES (<row.1>)',
      '  emit SELECT CAST(<row.0> AS INTEGER) AS "c1", t1."id" AS "c2", t1."customer_id" AS "c3" FROM "SQLUser"."orders" t1 WHERE t1.%ID = <rowid>',
    ],
    columns: [['customer_id']],
    numbered: ['id'],
    stored: ['id', 'customer_id'],
  },
  {
    sql: `insert into customers (id, name) select g, 'x' from generate_series(1, 3) g
      on conflict (id) do update set name = excluded.name where customers.id > 1 returning name`,
    changes: [
      'each the given rows',
      '  branch SELECT t1.%ID AS "c1" FROM "SQLUser"."customers" t1 WHERE t1."id" = <row.1>',
      '  found (second: 21000)',
      '    branch SELECT t1.%ID AS "c1" FROM "SQLUser"."customers" t1 WHERE t1.%ID = <row.0> AND (t1."id" > CAST(<$4> AS INTEGER))',
      '    found',
      '      change UPDATE "SQLUser"."customers" t1 SET "name" = <row^^.2> WHERE t1.%ID = <row.0>',
      '      emit SELECT CAST(<row^^.0> AS INTEGER) AS "c1", t1."id" AS "c2", t1."name" AS "c3" FROM "SQLUser"."customers" t1 WHERE t1.%ID = <row.0>',
      '    missing',
      '  missing',
      '    change INSERT INTO "SQLUser"."customers" ("id", "name", "active", "createdAt") VALUES (<row.1>, <row.2>, <row.3>, <row.4>)',
      '    emit SELECT CAST(<row.0> AS INTEGER) AS "c1", t1."id" AS "c2", t1."name" AS "c3" FROM "SQLUser"."customers" t1 WHERE t1.%ID = <rowid>',
    ],
    stored: ['id', 'name'],
  },
  {
    sql: `update customers set name = initcap(name), active = default where email ~ 'x' and id > 5`,
    readings: [
      'change uncounted UPDATE "SQLUser"."customers" t1 SET "name" = "name" WHERE (t1."id" > CAST(<$2> AS INTEGER))',
      'emit SELECT t1.%ID, t1."id", t1."name", t1."email", t1."active" FROM "SQLUser"."customers" AS t1 WHERE (t1."id" > CAST(<$2> AS INTEGER))',
    ],
    changes: [
      'each the given rows',
      '  change UPDATE "SQLUser"."customers" t1 SET "name" = <row.1>, "active" = <row.2> WHERE t1.%ID = <row.0>',
    ],
    columns: [['name', 'active']],
  },
  {
    sql: `update docs set embedding = '[1,2,3]', body = body || '{}' where body @> '{"a": 1}'`,
    changes: [
      'each the given rows',
      '  change UPDATE "SQLUser"."docs" t1 SET "embedding" = TO_VECTOR(<row.1>, DOUBLE), "body" = <row.2> WHERE t1.%ID = <row.0>',
    ],
    columns: [['embedding', 'body']],
  },
  {
    sql: `with gone as (delete from customers where name ~ 'x' returning id)
      insert into orders (customer_id) select id from gone`,
    readings: [
      'change uncounted UPDATE "SQLUser"."customers" t1 SET "name" = "name"',
      'emit SELECT t1.%ID, t1."id", t1."name" FROM "SQLUser"."customers" AS t1',
    ],
    changes: [
      'each the given rows',
      '  change DELETE FROM "SQLUser"."customers" t1 WHERE t1.%ID = <row.0>',
      'each the given rows',
      '  change INSERT INTO "SQLUser"."orders" ("customer_id") VALUES (<row.1>)',
    ],
    columns: [[], ['customer_id']],
    numbered: ['id'],
  },
];

const REFUSED: readonly (readonly [sql: string, sqlstate: string, message: string])[] = [
  [
    'with a as (delete from orders), b as (delete from orders) select 1',
    '0A000',
    'changes one table in several places',
  ],
  [`delete from only orders where total::text ~ '1'`, '0A000', 'ONLY is not supported'],
  [`insert into big_orders select g, g from generate_series(1, 2) g`, '0A000', 'change of view "big_orders"'],
  [`update orders set id = default, total = length(md5('x'))`, '0A000', 'SET "id" = DEFAULT'],
  [
    `insert into orders (id, customer_id) values (default, length(md5('x'))), (5, 1)`,
    '0A000',
    'DEFAULT for "id"',
  ],
  [`delete from orders where total::text ~ '1' returning ctid`, '0A000', 'a system column'],
  [
    `select nextval('orders_id_seq') from orders for update`,
    '0A000',
    'FOR UPDATE and functions of the gateway are not supported in a query that uses sequences',
  ],
  [
    'with x as (insert into pg_class select * from pg_class returning 1) select * from orders, x',
    '42501',
    'permission denied for table pg_class',
  ],
];

describe('changes that PostgreSQL evaluates', function () {
  this.timeout(2 * SHADOW_TIMEOUT);
  let translator: Translator;
  before(async () => {
    translator = await Translator.create({
      analysers: 1,
      queries: 1,
      imageFolder: IMAGE_FOLDER,
      cacheSize: 100,
      timeoutMs: 60_000,
      dialect: { version: VERSION },
      serverVersion: '14.20',
      owner: '_SYSTEM',
      report: () => undefined,
    });
    expect(await translator.refresh(SHOP)).to.deep.equal([]);
  });
  after(() => translator.close());

  async function remainder(sql: string): Promise<RemainderPrepared> {
    const prepared = await translator.prepare(sql, [], SESSION);
    if (prepared.kind !== 'remainder') throw new Error(`not to be evaluated: ${prepared.kind}`);
    return prepared;
  }

  for (const { sql, readings = [], changes, columns, numbered, stored } of CASES) {
    it(sql, async () => {
      const prepared = await remainder(sql);
      expect(prepared.changes.flatMap(({ plan }) => stepLines(plan.steps))).to.deep.equal(changes);
      if (readings.length > 0) {
        expect(prepared.readings.flatMap(({ plan }) => stepLines(plan.steps))).to.deep.equal(readings);
      }
      if (columns !== undefined) {
        expect(prepared.changes.map((part) => part.columns.map(({ name }) => name))).to.deep.equal(columns);
      }
      expect(prepared.changes.at(-1)?.numbered).to.deep.equal(numbered ?? []);
      expect(prepared.changes.at(-1)?.stored).to.deep.equal(stored ?? null);
      for (const { plan } of [...prepared.readings, ...prepared.changes]) {
        for (const statement of statementsOf(plan)) {
          expect(() => parseIrisSql(statement, { version: VERSION }), statement).not.to.throw();
        }
      }
    });
  }

  for (const [sql, sqlstate, message] of REFUSED) {
    it(`refuses ${sql}`, async () => {
      try {
        await translator.prepare(sql, [], SESSION);
      } catch (error) {
        if (!(error instanceof GatewayError)) throw error;
        expect(error.sqlstate).to.equal(sqlstate);
        expect(error.message).to.contain(message);
        return;
      }
      throw new Error('it was not refused');
    });
  }

  it('leaves what IRIS can do to IRIS', async () => {
    for (const sql of [
      'update customers set name = upper(name) where id = 1 returning *',
      `insert into customers (id, name) select id, 'x' from orders`,
      'delete from orders using customers c where c.id = customer_id',
    ]) {
      expect((await translator.prepare(sql, [], SESSION)).kind, sql).to.equal('backend');
    }
  });

  it('evaluates with the parameters and literals of the statement', async () => {
    const prepared = await remainder(
      'update customers set name = initcap($1) || 5 where name ~ $2 returning name',
    );
    const bound = ['new name', '^a'].map((text) => ({ format: 0 as const, bytes: Buffer.from(text) }));
    const tables = [
      {
        schema: 'public',
        table: 'customers',
        columns: ['id', 'name'],
        keyed: true,
        frames: [binaryRows(['11', 1, 'anna'], ['12', 2, 'bert'])],
      },
    ];
    const { signal } = new AbortController();
    const answer = await translator.runChange(prepared, bound, [], SESSION, signal, tables, [null]);
    expect([answer.tag, answer.rows]).to.deep.equal(['UPDATE 1', 1]);
    const [told] = answer.captured.map((frames) =>
      [...splitMessages(frames)].map(({ type, body }) => decodeBackend(type, body)),
    );
    expect(told).to.deep.equal([{ type: 'DataRow', values: [Buffer.from('11'), Buffer.from('New Name5')] }]);
  });

  it('does not show the numbers of the shadow when a row is refused', async () => {
    const prepared = await remainder(
      `insert into orders (customer_id) select null from generate_series(1, 1)`,
    );
    const { signal } = new AbortController();
    const run = translator.runChange(prepared, [], [], SESSION, signal, [], [null]);
    const fields = await run.then(
      () => null,
      (error: unknown) => (error instanceof GatewayError ? error.fields : null),
    );
    expect(fields).to.deep.include({ sqlstate: '23502', table: 'orders', column: 'customer_id' });
    expect(fields?.detail).to.equal(undefined);
  });
});
