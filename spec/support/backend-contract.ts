import { expect } from 'chai';
import type { Backend, Execution, Lane, Outcome } from '../../src/backend/backend.ts';
import { GatewayError } from '../../src/errors/gateway-error.ts';
import { decodeBackend, splitMessages } from '../../src/protocol/index.ts';
import type { OutputColumn, Plan, Slot, Step } from '../../src/sql/plan.ts';
import { DEFAULT_VALUE_SETTINGS, OID } from '../../src/types/index.ts';
import type { IrisValue } from '../../src/types/iris-value.ts';

const int4 = column(OID.int4);
const text = column(OID.text);
const numeric = column(OID.numeric);

function column(typeOid: number): OutputColumn {
  return { name: 'c', tableOid: 0, attribute: 0, typeOid, typeSize: -1, typmod: -1 };
}

function slotsFor(parameters: readonly IrisValue[]): Slot[] {
  return parameters.map((_, index) => ({ from: 'parameter', index }));
}

function execution(steps: readonly Step[], shape: Partial<Plan>, rest: Partial<Execution> = {}): Execution {
  const plan: Plan = {
    steps,
    tag: 'X',
    counted: true,
    columns: null,
    writes: true,
    changesSchema: false,
    ...shape,
  };
  return {
    plan,
    parameters: [],
    sessionValues: {},
    formats: [],
    settings: DEFAULT_VALUE_SETTINGS,
    limit: 0,
    lockTimeoutMs: 200,
    ...rest,
  };
}

function change(sql: string, ...parameters: IrisValue[]): Execution {
  return execution([{ do: 'change', statement: { sql, slots: slotsFor(parameters) } }], {}, { parameters });
}

function ddl(sql: string): Execution {
  return execution([{ do: 'command', statement: { sql, slots: [] } }], {
    changesSchema: true,
    counted: false,
  });
}

function query(
  sql: string,
  columns: readonly OutputColumn[],
  limit = 0,
  parameters: readonly IrisValue[] = [],
): Execution {
  const statement = { sql, slots: slotsFor(parameters) };
  return execution([{ do: 'emit', statement }], { columns, writes: false }, { limit, parameters });
}

class Rows {
  readonly rows: (string | null)[][] = [];
  readonly sink = (frames: Uint8Array): Promise<void> => {
    for (const { type, body } of splitMessages(frames)) {
      const message = decodeBackend(type, body);
      if (message.type !== 'DataRow') throw new Error(`a lane sent ${message.type}`);
      this.rows.push(message.values.map((value) => (value === null ? null : Buffer.from(value).toString())));
    }
    return Promise.resolve();
  };
}

const nowhere = (): Promise<void> => Promise.resolve();

async function rowsOf(
  lane: Lane,
  sql: string,
  columns: readonly OutputColumn[],
): Promise<(string | null)[][]> {
  const rows = new Rows();
  await lane.execute('rows', query(sql, columns), rows.sink);
  return rows.rows;
}

async function sqlstate(work: Promise<unknown>): Promise<string> {
  try {
    await work;
  } catch (error) {
    return error instanceof GatewayError ? error.sqlstate : String(error);
  }
  return '00000';
}

/**
 * What every Backend must do (src/backend/backend.ts). `open` gives one whose default schema is empty; tables are named
 * contract_*.
 */
export function backendContract(open: () => Promise<Backend>): void {
  let backend: Backend;
  let lane: Lane;
  let other: Lane;
  const modes = { isolation: 'read committed', readOnly: false } as const;
  const run = (sql: string, ...parameters: IrisValue[]): Promise<Outcome> =>
    lane.execute('change', change(sql, ...parameters), nowhere);
  const ids = (from: Lane = lane): Promise<string> =>
    rowsOf(from, 'SELECT "id" FROM "SQLUser"."contract_t" ORDER BY "id"', [int4]).then((rows) =>
      rows.flat().join(','),
    );

  before(async () => {
    backend = await open();
    lane = await backend.connect();
    other = await backend.connect();
    await lane.execute(
      'ddl',
      ddl(
        'CREATE TABLE "SQLUser"."contract_t" ("id" INTEGER, "name" VARCHAR(1000) COLLATE %EXACT, CONSTRAINT "contract_pk" PRIMARY KEY ("id"))',
      ),
      nowhere,
    );
  });
  after(async () => {
    await lane.close();
    await other.close();
    await backend.close();
  });
  afterEach(async () => {
    await lane.rollback();
    await other.rollback();
    await run('DELETE FROM "SQLUser"."contract_t"');
  });

  it('counts changed rows and returns what was stored, NULL and empty strings apart', async () => {
    expect(
      await run('INSERT INTO "SQLUser"."contract_t" ("id", "name") VALUES (?, ?)', 1, 'a'),
    ).to.deep.equal({ count: 1, suspended: false });
    await run('INSERT INTO "SQLUser"."contract_t" ("id", "name") VALUES (?, ?)', 2, null);
    await run('INSERT INTO "SQLUser"."contract_t" ("id", "name") VALUES (?, ?)', 3, '');
    expect(
      await rowsOf(lane, 'SELECT "id", "name" FROM "SQLUser"."contract_t" ORDER BY "id"', [int4, text]),
    ).to.deep.equal([
      ['1', 'a'],
      ['2', null],
      ['3', ''],
    ]);
    expect((await run('UPDATE "SQLUser"."contract_t" SET "name" = ? WHERE "id" > ?', 'z', 1)).count).to.equal(
      2,
    );
    expect((await run('DELETE FROM "SQLUser"."contract_t" WHERE "id" = ?', 99)).count).to.equal(0);
  });

  it('suspends at the limit, resumes, and knows an unknown portal', async () => {
    for (const id of [1, 2, 3]) await run('INSERT INTO "SQLUser"."contract_t" ("id") VALUES (?)', id);
    const rows = new Rows();
    const part = query('SELECT "id" FROM "SQLUser"."contract_t" ORDER BY "id"', [int4], 2);
    expect(await lane.execute('p', part, rows.sink)).to.deep.equal({ count: 2, suspended: true });
    expect(await lane.resume('p', 2, rows.sink)).to.deep.equal({ count: 1, suspended: false });
    expect(rows.rows.flat()).to.deep.equal(['1', '2', '3']);
    expect(await sqlstate(lane.resume('p', 1, rows.sink))).to.equal('34000');
    await lane.execute('q', part, rows.sink);
    await lane.closePortal('q');
    await lane.closePortal('never opened');
    expect(await sqlstate(lane.resume('q', 1, rows.sink))).to.equal('34000');
  });

  it('gives the rows before the one that cannot be computed', async () => {
    for (const id of [1, 2, 3]) await run('INSERT INTO "SQLUser"."contract_t" ("id") VALUES (?)', id);
    const rows = new Rows();
    const failing = query('SELECT 4 / ("id" - 3) FROM "SQLUser"."contract_t" ORDER BY "id"', [numeric], 1);
    expect((await lane.execute('f', failing, rows.sink)).suspended).to.equal(true);
    expect((await lane.resume('f', 1, rows.sink)).suspended).to.equal(true);
    expect(rows.rows).to.deep.equal([['-2'], ['-4']]);
    expect(await sqlstate(lane.resume('f', 1, rows.sink))).to.equal('22012');
    expect(await ids()).to.equal('1,2,3');
  });

  it('tells constraint failures with SQLSTATE, table and constraint, and goes on', async () => {
    await run('INSERT INTO "SQLUser"."contract_t" ("id") VALUES (?)', 1);
    try {
      await run('INSERT INTO "SQLUser"."contract_t" ("id") VALUES (?)', 1);
      expect.fail('the duplicate was accepted');
    } catch (error) {
      expect((error as GatewayError).fields).to.include({
        sqlstate: '23505',
        message: 'duplicate key value violates unique constraint "contract_pk"',
        detail: 'Key (id)=(1) already exists.',
        schema: 'public',
        table: 'contract_t',
        constraint: 'contract_pk',
      });
    }
    expect(await ids()).to.equal('1');
  });

  it('commits and rolls back', async () => {
    await lane.begin(modes);
    await run('INSERT INTO "SQLUser"."contract_t" ("id") VALUES (?)', 1);
    expect(await ids(other)).to.equal('');
    await lane.commit();
    expect(await ids(other)).to.equal('1');
    await lane.begin(modes);
    await run('INSERT INTO "SQLUser"."contract_t" ("id") VALUES (?)', 2);
    await lane.rollback();
    expect(await ids()).to.equal('1');
  });

  it('undoes a failed statement alone and keeps the transaction', async () => {
    await lane.begin(modes);
    await run('INSERT INTO "SQLUser"."contract_t" ("id") VALUES (?)', 1);
    expect(await sqlstate(run('INSERT INTO "SQLUser"."contract_t" ("id") VALUES (?)', 1))).to.equal('23505');
    await lane.commit();
    expect(await ids()).to.equal('1');
  });

  it('keeps a savepoint after going back to it, and forgets later ones', async () => {
    await lane.begin(modes);
    await run('INSERT INTO "SQLUser"."contract_t" ("id") VALUES (?)', 1);
    await lane.savepoint('a');
    await run('INSERT INTO "SQLUser"."contract_t" ("id") VALUES (?)', 2);
    await lane.savepoint('b');
    await run('INSERT INTO "SQLUser"."contract_t" ("id") VALUES (?)', 3);
    await lane.rollbackTo('a');
    expect(await sqlstate(lane.rollbackTo('b'))).to.equal('3B001');
    await run('INSERT INTO "SQLUser"."contract_t" ("id") VALUES (?)', 4);
    await lane.rollbackTo('a');
    await run('INSERT INTO "SQLUser"."contract_t" ("id") VALUES (?)', 5);
    await lane.release('a');
    await lane.commit();
    expect(await ids()).to.equal('1,5');
  });

  it('lets a writer wait for another one, at most as long as the lock timeout', async () => {
    await lane.begin(modes);
    await run('INSERT INTO "SQLUser"."contract_t" ("id") VALUES (?)', 1);
    const insert = change('INSERT INTO "SQLUser"."contract_t" ("id") VALUES (?)', 2);
    expect(await sqlstate(other.execute('w', { ...insert, lockTimeoutMs: 30 }, nowhere))).to.equal('55P03');
    const waiting = other.execute('w', { ...insert, lockTimeoutMs: 5000 }, nowhere);
    await lane.commit();
    expect((await waiting).count).to.equal(1);
    expect(await ids()).to.equal('1,2');
  });

  it('runs a plan of several changes as a whole or not at all', async () => {
    const insert: Step = {
      do: 'change',
      statement: {
        sql: 'INSERT INTO "SQLUser"."contract_t" ("id") VALUES (?)',
        slots: [{ from: 'row', column: 0 }],
      },
    };
    const each = (values: readonly number[]): Execution =>
      execution(
        [
          {
            do: 'each',
            source: { kind: 'tuples', tuples: values.map((value) => [{ from: 'constant', value }]) },
            steps: [insert],
          },
        ],
        {},
      );
    expect((await lane.execute('e', each([1, 2, 3]), nowhere)).count).to.equal(3);
    expect(await sqlstate(lane.execute('e', each([4, 5, 1]), nowhere))).to.equal('23505');
    expect(await ids()).to.equal('1,2,3');
  });

  it('gives the rowid of an insert to the steps behind it', async () => {
    const steps: Step[] = [
      {
        do: 'change',
        statement: { sql: 'INSERT INTO "SQLUser"."contract_t" ("id", "name") VALUES (7, \'x\')', slots: [] },
      },
      {
        do: 'emit',
        statement: {
          sql: 'SELECT "name" FROM "SQLUser"."contract_t" WHERE %ID = ?',
          slots: [{ from: 'rowid' }],
        },
      },
    ];
    const rows = new Rows();
    const outcome = await lane.execute('r', execution(steps, { columns: [text] }), rows.sink);
    expect(outcome.count).to.equal(1);
    expect(rows.rows).to.deep.equal([['x']]);
  });

  it('streams many rows in chunks that wait for the sink', async () => {
    const numbers = Array.from({ length: 500 }, (_, i) => i);
    await lane.begin(modes);
    for (let from = 0; from < numbers.length; from += 250) {
      await lane.execute(
        'fill',
        execution(
          [
            {
              do: 'each',
              source: {
                kind: 'tuples',
                tuples: numbers.slice(from, from + 250).map((value) => [{ from: 'constant', value }]),
              },
              steps: [
                {
                  do: 'change',
                  statement: {
                    sql: 'INSERT INTO "SQLUser"."contract_t" ("id", "name") VALUES (?, ?)',
                    slots: [
                      { from: 'row', column: 0 },
                      { from: 'constant', value: 'x'.repeat(700) },
                    ],
                  },
                },
              ],
            },
          ],
          {},
        ),
        nowhere,
      );
    }
    await lane.commit();
    const rows = new Rows();
    let chunks = 0;
    let busy = false;
    await lane.execute(
      'many',
      query('SELECT "id", "name" FROM "SQLUser"."contract_t" ORDER BY "id"', [int4, text]),
      async (frames) => {
        expect(busy, 'the next chunk came before the last one was taken').to.equal(false);
        busy = true;
        chunks += 1;
        await new Promise((resolve) => setTimeout(resolve, 2));
        await rows.sink(frames);
        busy = false;
      },
    );
    expect(chunks).to.be.greaterThan(3);
    expect(rows.rows.map(([id]) => Number(id))).to.deep.equal(numbers);
  });

  it('stops a running statement within a moment and stays usable', async () => {
    for (const id of [1, 2, 3, 4, 5, 6, 7, 8])
      await run('INSERT INTO "SQLUser"."contract_t" ("id") VALUES (?)', id);
    const t = '"SQLUser"."contract_t"';
    const joined = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i']
      .map((alias) => `${t} AS "${alias}"`)
      .join(', ');
    const running = sqlstate(
      lane.execute(
        'long',
        query(`SELECT COUNT(*) FROM ${joined} WHERE "a"."id" + "i"."id" > 0`, [int4]),
        nowhere,
      ),
    );
    await new Promise((resolve) => setTimeout(resolve, 50));
    const from = performance.now();
    lane.cancel();
    expect(await running).to.equal('57014');
    expect(performance.now() - from).to.be.lessThan(2000);
    expect(await ids()).to.equal('1,2,3,4,5,6,7,8');
  });

  it('does not let a cancel hit the next statement', async () => {
    lane.cancel();
    expect(await ids()).to.equal('');
    const soon = ids();
    await soon;
    lane.cancel();
    expect(await ids()).to.equal('');
  });

  it('drops rows of a client that is gone and stays usable', async () => {
    for (const id of [1, 2, 3]) await run('INSERT INTO "SQLUser"."contract_t" ("id") VALUES (?)', id);
    const gone = new Error('the client is gone');
    const part = query('SELECT "id" FROM "SQLUser"."contract_t"', [int4]);
    let heard: unknown;
    try {
      await lane.execute('gone', part, () => Promise.reject(gone));
    } catch (error) {
      heard = error;
    }
    expect(heard).to.equal(gone);
    expect(await ids()).to.equal('1,2,3');
  });

  it('reads its dictionary', async () => {
    const { tables } = await lane.snapshot();
    const table = tables.find(({ name }) => name === 'contract_t');
    expect(table).to.include({ schema: 'SQLUser', kind: 'table' });
    expect(table?.columns.map(({ name, irisType, nullable }) => [name, irisType, nullable])).to.deep.equal([
      ['id', 'INTEGER', false],
      ['name', 'VARCHAR(1000)', true],
    ]);
    expect(table?.keys).to.deep.equal([{ name: 'contract_pk', kind: 'primary', columns: ['id'] }]);
  });

  it('rejects what comes after it was closed, and frees what it held', async () => {
    const lost = await backend.connect();
    await lost.begin(modes);
    await lost.execute('w', change('INSERT INTO "SQLUser"."contract_t" ("id") VALUES (?)', 1), nowhere);
    await lost.close();
    expect(await sqlstate(lost.execute('w', change('DELETE FROM "SQLUser"."contract_t"'), nowhere))).to.equal(
      '08006',
    );
    expect(await ids()).to.equal('');
    expect((await run('INSERT INTO "SQLUser"."contract_t" ("id") VALUES (?)', 1)).count).to.equal(1);
  });
}
