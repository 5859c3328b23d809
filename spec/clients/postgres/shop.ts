import { readFileSync } from 'node:fs';
import postgres from 'postgres';
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

/** The shop scenario through postgres.js: Parse and Describe before Bind, named statements, pipelining, array types loaded. */

const sql = postgres({
  host: process.env['PGHOST'] ?? '',
  port: Number(process.env['PGPORT']),
  username: '_SYSTEM',
  database: 'USER',
  max: 4,
  onnotice: () => undefined,
  types: {
    // As text: the driver would read both as instants of the machine's zone.
    date: { to: 1082, from: [1082], serialize: String, parse: String },
    timestamp: { to: 1114, from: [1114], serialize: String, parse: (text: string) => text.replace(' ', 'T') },
  },
});

interface Failure {
  readonly code: string;
  readonly message: string;
}

async function load(): Promise<void> {
  await sql.unsafe(TABLES);
  const customers = CUSTOMERS.map(([id, name, email]) => ({ id, name, email }));
  const inserted = await sql`insert into customers ${sql(customers, 'id', 'name', 'email')}`;
  emit('command', [inserted.command, inserted.count]);
  await Promise.all(
    ORDERS.map(
      ([id, customer, placed]) =>
        sql`insert into orders (id, customer_id, placed) values (${id}, ${customer}, ${placed})`,
    ),
  );
  const items = ITEMS.map(([order_id, line, product, quantity, price]) => ({
    order_id,
    line,
    product,
    quantity,
    price,
  }));
  await sql`insert into items ${sql(items)}`;
}

async function queries(): Promise<void> {
  emit('join', texts(await sql.unsafe(JOIN).values()));
  emit('group', texts(await sql.unsafe(GROUP).values()));
  await sql.unsafe(UPDATE_TOTALS);
  emit('totals', texts(await sql`select id, placed, total from orders order by id`.values()));
}

async function failureOf(work: Promise<unknown>): Promise<Failure> {
  const error: unknown = await work.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof postgres.PostgresError))
    throw new Error(`not the error of a server: ${String(error)}`);
  return error;
}

async function count(): Promise<string> {
  const [row] = await sql<{ n: string }[]>`select count(*) as n from customers`;
  return row?.n ?? '';
}

async function transaction(): Promise<void> {
  let failed = '';
  await sql.begin(async (block) => {
    await block`update items set quantity = 5 where order_id = 10 and line = 1`;
    const attempt = block.savepoint((inner) => inner`insert into customers values (1, 'X', null)`);
    failed = (await failureOf(attempt)).code;
    await block`insert into customers values (5, 'Eva', null)`;
  });
  const [row] = await sql`select quantity from items where order_id = 10 and line = 1`;
  const customers = await count();
  await sql
    .begin(async (block) => {
      await block`insert into customers values (6, 'Filip', null)`;
      throw new RangeError('roll back');
    })
    .catch((error: unknown) => {
      if (!(error instanceof RangeError)) throw error;
    });
  emit('transaction', {
    failed,
    quantity: String(row?.['quantity']),
    customers,
    afterRollback: await count(),
  });
}

async function errors(): Promise<void> {
  const found: unknown[] = [];
  for (const text of FAILING) {
    const { code, message } = await failureOf(sql.unsafe(text));
    found.push([code, message]);
  }
  emit('errors', found);
}

async function repeated(): Promise<void> {
  const rows = await sql`select id, email from customers where id in ${sql([3, 4])} order by id`.values();
  const found = await sql`select id from customers where email = ${''}`.values();
  emit('empty', { rows: texts(rows), found: texts(found).flat() });
  const names: unknown[] = [];
  for (let number = 0; number < 12; number += 1) {
    const [row] = await sql`select name from customers where id = ${(number % 3) + 1}`;
    names.push(row?.['name']);
  }
  emit('repeated', names);
  const pipelined = await Promise.all(
    [1, 2, 3].map((id) => sql`select name from customers where id = ${id}`),
  );
  emit(
    'pipelined',
    pipelined.map(([row]) => row?.['name'] as unknown),
  );
}

async function batch(): Promise<void> {
  await sql`create table bulk (id integer primary key, label text)`;
  const rows = Array.from({ length: 100 }, (_, index) => ({ id: index + 1, label: `label ${index + 1}` }));
  await sql`insert into bulk ${sql(rows)}`;
  const [summary] = await sql.unsafe(BULK_SUMMARY);
  emit('batch', summary);
  const sizes: number[] = [];
  for await (const part of sql`select id from bulk order by id`.cursor(30)) sizes.push(part.length);
  emit('cursor', sizes);
  const description = await sql`select id, label from bulk where id = ${1}`.describe();
  emit('description', [description.types, description.columns.map((column) => [column.name, column.type])]);
}

function canonical(row: Record<string, unknown> | undefined): unknown {
  if (!row) return null;
  const { b, tz, ...rest } = row;
  return {
    ...rest,
    b: b instanceof Uint8Array ? Buffer.from(b).toString('hex') : b,
    tz: tz instanceof Date ? tz.toISOString() : tz,
  };
}

async function types(): Promise<void> {
  await sql.unsafe(KINDS);
  await sql`insert into kinds values (1, ${'9223372036854775807'}, ${'1234567890123.45'}, ${2.5}, ${true},
    ${'it\'s "quoted" žluťoučký €'}, ${'2024-02-29'}, ${'2024-02-29 13:05:06.123'},
    ${new Date('2024-02-29T12:05:06.123Z')}, ${'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'},
    ${sql.json({ k: [1, null, 'é'], t: true })}, ${Buffer.from('00ff10', 'hex')}, ${[1, 2, null]},
    ${['x', '', 'NULL', 'a,b']})`;
  await sql`insert into kinds values (2, ${null}, ${null}, ${null}, ${null}, ${null}, ${null}, ${null}, ${null},
    ${null}, ${null}, ${null}, ${null}, ${null})`;
  const rows = await sql<Record<string, unknown>[]>`select ${sql(KIND_COLUMNS)} from kinds order by id`;
  emit('types', canonical(rows[0]));
  emit('nulls', canonical(rows[1]));
}

async function vectors(path: string): Promise<void> {
  const [query, ...stored] = readFileSync(path, 'utf8')
    .trim()
    .split('\n')
    .map((line) => line.split('\t'));
  const asked = query?.[1] ?? '';
  await sql`create extension if not exists vector`;
  await sql`create table documents (id integer primary key, embedding vector(1024))`;
  for (const [id = '', embedding = ''] of stored)
    await sql`insert into documents values (${Number(id)}, ${embedding})`;
  emit(
    'nearest',
    await sql`select id, embedding <-> ${asked} from documents order by embedding <-> ${asked} limit 5`.values(),
  );
  emit(
    'cosine',
    await sql`select id, embedding <=> ${asked} from documents order by embedding <=> ${asked} limit 5`.values(),
  );
}

await load();
await queries();
await transaction();
await errors();
await repeated();
await batch();
await types();
if (process.env['VECTORS'] !== undefined) await vectors(process.env['VECTORS']);
await sql.end();
