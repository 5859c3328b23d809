import pg from 'pg';
import Cursor from 'pg-cursor';
import QueryStream from 'pg-query-stream';
import { connection, failureOf, step } from '../support/program.mjs';

/** Portals read in parts through node-postgres: pg-cursor (Execute with a limit and Flush) and pg-query-stream over it. */

const client = new pg.Client(connection);
await client.connect();
await client.query('CREATE TABLE numbers (n integer PRIMARY KEY, label text)');
await client.query("INSERT INTO numbers SELECT n, 'number ' || n FROM generate_series(1, 1000) n");

const ALL = 'SELECT n, label FROM numbers WHERE n > $1 ORDER BY n';

await step('parts', async () => {
  const cursor = client.query(new Cursor(ALL, [990]));
  const sizes = [];
  for (let rows = await cursor.read(4); rows.length > 0; rows = await cursor.read(4)) sizes.push(rows.length);
  return sizes;
});

await step('closed before its end', async () => {
  const cursor = client.query(new Cursor(ALL, [0]));
  const [first] = await cursor.read(1);
  await cursor.close();
  const { rows } = await client.query('SELECT count(*)::int AS count FROM numbers');
  return [first.label, rows[0].count];
});

await step('an error in a part', async () => {
  const cursor = client.query(new Cursor('SELECT 10 / (5 - n) AS q FROM numbers ORDER BY n', []));
  const error = await failureOf(() => cursor.read(10));
  const { rows } = await client.query('SELECT 1 AS one');
  return [error.code, rows[0].one];
});

await step('an error in the text', async () => {
  const error = await failureOf(() => client.query(new Cursor('SELECT nothing FROM numbers')).read(1));
  return error.code;
});

await step('two cursors in a transaction', async () => {
  await client.query('BEGIN');
  const one = client.query(new Cursor(ALL, [0]));
  const first = await one.read(2);
  await one.close();
  const two = client.query(new Cursor(ALL, [500]));
  const second = await two.read(2);
  await two.close();
  await client.query('COMMIT');
  return [...first, ...second].map(({ n }) => n);
});

await step('a stream', async () => {
  let sum = 0;
  let rows = 0;
  for await (const row of client.query(new QueryStream(ALL, [0], { batchSize: 64 }))) {
    sum += row.n;
    rows += 1;
  }
  return [rows, sum];
});

await step('a stream left early', async () => {
  let rows = 0;
  for await (const _ of client.query(new QueryStream(ALL, [0], { batchSize: 10, highWaterMark: 10 }))) {
    rows += 1;
    if (rows === 15) break;
  }
  const answer = await client.query('SELECT 2 AS two');
  return [rows, answer.rows[0].two];
});

await client.end();
