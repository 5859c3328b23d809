import { readFileSync } from 'node:fs';
import pg from 'pg';
import {
  BULK_SUMMARY,
  CUSTOMERS,
  FAILING,
  GROUP,
  ITEMS,
  JOIN,
  KINDS,
  KIND_COLUMNS,
  ORDERS,
  TABLES,
  UPDATE_TOTALS,
  emit,
  texts,
} from '../support/shop-statements.ts';

/** The shop scenario through node-postgres: a pool, the unnamed statement for parameters, named statements, text. */

// The driver would read `date` as midnight of the machine's zone; as text it says what the server sent.
pg.types.setTypeParser(pg.types.builtins.DATE, (text) => text);
pg.types.setTypeParser(pg.types.builtins.TIMESTAMP, (text) => text.replace(' ', 'T'));

const pool = new pg.Pool({ max: 4 });
const client = await pool.connect();

async function rowsOf(text: string, values: unknown[] = []): Promise<unknown[][]> {
  const result = await client.query<unknown[]>({ text, values, rowMode: 'array' });
  return result.rows;
}

async function load(): Promise<void> {
  await client.query(TABLES);
  for (const row of CUSTOMERS) await client.query('insert into customers values ($1, $2, $3)', [...row]);
  for (const row of ORDERS) {
    await client.query('insert into orders (id, customer_id, placed) values ($1, $2, $3)', [...row]);
  }
  const tuples = ITEMS.map(
    (_, index) =>
      `($${index * 5 + 1}, $${index * 5 + 2}, $${index * 5 + 3}, $${index * 5 + 4}, $${index * 5 + 5})`,
  );
  const result = await client.query(`insert into items values ${tuples.join(', ')}`, ITEMS.flat());
  emit('command', [result.command, result.rowCount]);
}

async function queries(): Promise<void> {
  emit('join', texts(await rowsOf(JOIN)));
  emit('group', texts(await rowsOf(GROUP)));
  await client.query(UPDATE_TOTALS);
  emit('totals', texts(await rowsOf('select id, placed, total from orders order by id')));
}

async function codeOf(text: string): Promise<[string | undefined, string]> {
  const error: unknown = await client.query(text).catch((thrown: unknown) => thrown);
  if (!(error instanceof pg.DatabaseError)) throw new Error(`no error: ${text}`);
  return [error.code, error.message];
}

async function transaction(): Promise<void> {
  await client.query('begin');
  await client.query('update items set quantity = 5 where order_id = 10 and line = 1');
  await client.query('savepoint s');
  const [failed] = await codeOf(FAILING[0]);
  await client.query('rollback to savepoint s');
  await client.query("insert into customers values (5, 'Eva', null)");
  await client.query('commit');
  const [[quantity]] = (await rowsOf('select quantity from items where order_id = 10 and line = 1')) as [
    [number],
  ];
  const [[customers]] = (await rowsOf('select count(*) from customers')) as [[string]];
  await client.query('begin');
  await client.query("insert into customers values (6, 'Filip', null)");
  await client.query('rollback');
  const [[after]] = (await rowsOf('select count(*) from customers')) as [[string]];
  emit('transaction', { failed, quantity: String(quantity), customers, afterRollback: after });
}

async function errors(): Promise<void> {
  const found: unknown[] = [];
  for (const text of FAILING) found.push(await codeOf(text));
  emit('errors', found);
  const error: unknown = await client.query(FAILING[4]).catch((thrown: unknown) => thrown);
  if (error instanceof pg.DatabaseError) emit('position', error.position);
}

async function repeated(): Promise<void> {
  const rows = await rowsOf('select id, email from customers where id in (3, 4) order by id');
  const found = await rowsOf('select id from customers where email = $1', ['']);
  emit('empty', { rows: texts(rows), found: texts(found).flat() });
  const names: string[] = [];
  for (let number = 0; number < 12; number += 1) {
    const result = await client.query<{ name: string }>({
      name: 'customer by id',
      text: 'select name from customers where id = $1',
      values: [(number % 3) + 1],
    });
    names.push(result.rows[0]?.name ?? '');
  }
  emit('repeated', names);
}

async function batch(): Promise<void> {
  await client.query('create table bulk (id integer primary key, label text)');
  const values = Array.from({ length: 100 }, (_, index) => [index + 1, `label ${index + 1}`]).flat();
  const tuples = Array.from({ length: 100 }, (_, index) => `($${index * 2 + 1}, $${index * 2 + 2})`);
  await client.query(`insert into bulk values ${tuples.join(', ')}`, values);
  const result = await client.query<{ rows: string; sum: string; last: string }>(BULK_SUMMARY);
  emit('batch', result.rows[0]);
}

function canonical(row: Record<string, unknown> | undefined): unknown {
  if (!row) return null;
  const { b, tz, ...rest } = row;
  return {
    ...rest,
    b: Buffer.isBuffer(b) ? b.toString('hex') : b,
    tz: tz instanceof Date ? tz.toISOString() : tz,
  };
}

async function types(): Promise<void> {
  await client.query(KINDS);
  const slots = KIND_COLUMNS.map((_, index) => `$${index + 1}`).join(', ');
  const values = [
    '9223372036854775807',
    '1234567890123.45',
    2.5,
    true,
    'it\'s "quoted" žluťoučký €',
    '2024-02-29',
    '2024-02-29 13:05:06.123',
    new Date('2024-02-29T12:05:06.123Z'),
    'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11',
    { k: [1, null, 'é'], t: true },
    Buffer.from('00ff10', 'hex'),
    [1, 2, null],
    ['x', '', 'NULL', 'a,b'],
  ];
  await client.query(`insert into kinds values (1, ${slots})`, values);
  await client.query(
    `insert into kinds values (2, ${slots})`,
    KIND_COLUMNS.map(() => null),
  );
  const columns = KIND_COLUMNS.join(', ');
  const result = await client.query<Record<string, unknown>>(`select ${columns} from kinds order by id`);
  emit('types', canonical(result.rows[0]));
  emit('nulls', canonical(result.rows[1]));
  emit(
    'fields',
    result.fields.map((field) => [field.name, field.dataTypeID, field.dataTypeModifier]),
  );
}

async function several(): Promise<void> {
  const results: unknown = await client.query('select 1 as a; select 2 as b, 3 as c; ');
  emit(
    'several',
    (results as pg.QueryResult[]).map((result) => result.rows),
  );
  const answers = await Promise.all(
    Array.from({ length: 12 }, (_, number) => pool.query<{ n: number }>('select $1::int * 2 as n', [number])),
  );
  emit(
    'pool',
    answers.map((answer) => answer.rows[0]?.n),
  );
  const notices: (string | undefined)[] = [];
  client.on('notice', (notice) => notices.push(notice.message));
  await client.query('drop table if exists nowhere');
  emit('notices', notices);
}

async function vectors(path: string): Promise<void> {
  const [query, ...stored] = readFileSync(path, 'utf8')
    .trim()
    .split('\n')
    .map((line) => line.split('\t'));
  await client.query('create extension if not exists vector');
  await client.query('create table documents (id integer primary key, embedding vector(1024))');
  for (const row of stored) await client.query('insert into documents values ($1, $2)', row);
  for (const [step, operator] of [
    ['nearest', '<->'],
    ['cosine', '<=>'],
  ] as const) {
    const sql = `select id, embedding ${operator} $1 from documents order by embedding ${operator} $1 limit 5`;
    emit(step, await rowsOf(sql, [query?.[1]]));
  }
}

await load();
await queries();
await transaction();
await errors();
await repeated();
await batch();
await types();
await several();
if (process.env['VECTORS'] !== undefined) await vectors(process.env['VECTORS']);
client.release();
await pool.end();
