import * as frontend from '../support/frontend.ts';
import type { WireClient } from '../support/wire-client.ts';

/** Rows of the table that is read. */
export const TABLE_ROWS = 10_000;

/** Rows of one INSERT that loads it. */
const LOAD_ROWS = 500;

/** What one client does over and over. */
export interface Workload {
  readonly name: string;
  /** Once for each connection. */
  prepare(client: WireClient): Promise<void>;
  /** One query, answered; `unique` is a number that never comes twice. */
  once(client: WireClient, unique: number): Promise<void>;
}

class BenchError extends Error {
  override readonly name = 'BenchError';
}

/** Waits for ReadyForQuery; an error ends the benchmark, and so does another number of rows. */
async function answer(client: WireClient, rows: number): Promise<void> {
  let seen = 0;
  for (;;) {
    const message = await client.next();
    if (message.type === 'DataRow') seen += 1;
    else if (message.type === 'ErrorResponse') {
      throw new BenchError(`${message.fields.sqlstate} ${message.fields.message}`);
    } else if (message.type === 'ReadyForQuery') break;
  }
  if (seen !== rows) throw new BenchError(`${seen} rows instead of ${rows}`);
}

/** A named statement, prepared once; Bind, Execute and Sync each time, as drivers do. */
function prepared(
  sql: string,
): Pick<Workload, 'prepare'> & { bound(client: WireClient, values: string[]): void } {
  return {
    async prepare(client) {
      client.send(frontend.parse('bench', sql), frontend.sync());
      await answer(client, 0);
    },
    bound(client, values) {
      client.send(frontend.bind('', 'bench', { values }), frontend.execute(''), frontend.sync());
    },
  };
}

/** Rows of one COPY. */
const COPY_ROWS = 1000;
const COPIED = Array.from({ length: COPY_ROWS }, (_, id) => `${id}\tlabel ${id}\t${id}.25\n`).join('');

const noPreparation = (): Promise<void> => Promise.resolve();
const key = (unique: number): number => ((unique * 7919) % TABLE_ROWS) + 1;
const point = prepared('select label, amount from bench where id = $1');
const insert = prepared('insert into bench_insert (id, label, amount) values ($1, $2, $3)');
const range = prepared('select id, label, amount from bench where id between $1 and $2 order by id');

export const WORKLOADS: readonly Workload[] = [
  {
    name: 'point select, prepared',
    prepare: point.prepare,
    once(client, unique) {
      point.bound(client, [String(key(unique))]);
      return answer(client, 1);
    },
  },
  {
    name: 'point select, ad hoc',
    prepare: noPreparation,
    once(client, unique) {
      client.send(frontend.query(`select label, amount from bench where id = ${key(unique)}`));
      return answer(client, 1);
    },
  },
  {
    name: 'insert, prepared',
    prepare: insert.prepare,
    once(client, unique) {
      insert.bound(client, [String(unique), `label ${unique}`, '12.50']);
      return answer(client, 0);
    },
  },
  {
    name: '100-row select, prepared',
    prepare: range.prepare,
    once(client, unique) {
      const first = Math.min(key(unique), TABLE_ROWS - 99);
      range.bound(client, [String(first), String(first + 99)]);
      return answer(client, 100);
    },
  },
  { name: '1000-row COPY', prepare: noPreparation, once: copyIn },
];

/** Loads COPY_ROWS narrow rows into a table without a key; the answer comes when they are committed. */
async function copyIn(client: WireClient): Promise<void> {
  client.send(frontend.query('copy bench_copy from stdin'), frontend.copyData(COPIED), frontend.copyDone());
  await answer(client, 0);
}

/** Makes and fills the tables. */
export async function createTables(client: WireClient): Promise<void> {
  const columns = '(id integer primary key, label varchar(40), amount numeric(10,2))';
  for (const name of ['bench', 'bench_insert']) {
    client.send(frontend.query(`create table ${name} ${columns}`));
    await answer(client, 0);
  }
  client.send(frontend.query(`create table bench_copy ${columns.replace(' primary key', '')}`));
  await answer(client, 0);
  for (let first = 1; first <= TABLE_ROWS; first += LOAD_ROWS) {
    const tuples = Array.from({ length: LOAD_ROWS }, (_, index) => {
      const id = first + index;
      return `(${id}, 'label ${id}', ${id % 1000}.25)`;
    });
    client.send(frontend.query(`insert into bench values ${tuples.join(', ')}`));
    await answer(client, 0);
  }
}
