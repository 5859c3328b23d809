import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client, Pool } from 'pg';
import type { QuickstartServer } from './server.ts';

/** One step of the quickstart: throws when it has not passed, else tells what was seen. */
interface Step {
  readonly name: string;
  readonly run: (server: QuickstartServer) => Promise<string>;
}

const DIMENSIONS = 1024;
const ROWS = 20;
const CLIENTS = 1000;
const SEARCHES = 50;
const TABLE = 'embeddings_1024';

/** As the constitution has it: translation takes less than 5 ms. */
const TRANSLATION_MS = 5;

export const STEPS: readonly Step[] = [
  { name: 'install', run: install },
  { name: 'backend', run: backend },
  { name: 'connect', run: connect },
  { name: 'table of vectors', run: fill },
  { name: 'nearest neighbours', run: search },
  { name: 'log', run: log },
  { name: 'benchmark', run: benchmark },
  { name: `${CLIENTS} clients`, run: many },
];

/** Step 1: one command installs and starts. */
async function install({ instance, port }: QuickstartServer): Promise<string> {
  if (instance !== null) await instance.install();
  return `serves on port ${port}`;
}

/** Step 2: the backend is IRIS, by configuration, and the service takes it up after a restart. */
async function backend({ instance }: QuickstartServer): Promise<string> {
  if (instance === null) return 'configured where it is installed';
  const config = readFileSync(join(instance.state, 'config.yaml'), 'utf8');
  expect(config.includes('type: native'), 'config.yaml does not say native');
  const { code, text } = await instance.call('restart');
  expect(code === 0 && text.includes('backend: native'), text);
  return text;
}

/** Step 3: a client connects and queries. */
function connect(server: QuickstartServer): Promise<string> {
  return connected(server, async (client) => {
    const { rows } = await client.query<{ test: number }>('SELECT 1 AS test');
    expect(rows[0]?.test === 1, 'SELECT 1 AS test is not 1');
    const tables = await client.query('SELECT table_name FROM INFORMATION_SCHEMA.TABLES LIMIT 5');
    return `SELECT 1 is 1, ${tables.rowCount} tables listed`;
  });
}

/** Step 4: a table of vectors with more than 1000 dimensions. */
function fill(server: QuickstartServer): Promise<string> {
  return connected(server, async (client) => {
    await client.query(`DROP TABLE IF EXISTS ${TABLE}`);
    await client.query(
      `CREATE TABLE ${TABLE} (id int PRIMARY KEY, doc_name varchar(255), embedding vector(${DIMENSIONS}))`,
    );
    for (let id = 1; id <= ROWS; id += 1) {
      await client.query(`INSERT INTO ${TABLE} VALUES ($1, $2, $3)`, [id, `document ${id}`, vectorOf(id)]);
    }
    const { rows } = await client.query<{ n: string }>(`SELECT count(*) AS n FROM ${TABLE}`);
    expect(Number(rows[0]?.n) === ROWS, `${rows[0]?.n} rows instead of ${ROWS}`);
    return `${ROWS} rows of ${DIMENSIONS} dimensions`;
  });
}

/** Step 5: the five nearest, in order. What EXPLAIN says of planning bounds the translation from above. */
function search(server: QuickstartServer): Promise<string> {
  return connected(server, async (client) => {
    const sql = `SELECT id FROM ${TABLE} ORDER BY embedding <-> '${vectorOf(7)}'::vector LIMIT 5`;
    const { rows } = await client.query<{ id: number }>(sql);
    const ids = rows.map(({ id }) => id);
    // Vectors differ in one direction only, by their number.
    expect(ids[0] === 7 && ids.length === 5, `the nearest are ${ids.join(', ')}`);
    expect([...ids].sort((a, b) => a - b).join() === '5,6,7,8,9', `the nearest are ${ids.join(', ')}`);
    return `the nearest of 7 are ${ids.join(', ')}`;
  });
}

/** Step 6: the log says which backend serves, and how large the pool may be is a setting that can be asked for. */
function log({ instance }: QuickstartServer): Promise<string> {
  if (instance === null) return Promise.resolve('is where the gateway is installed');
  const lines = readFileSync(join(instance.state, 'gateway.log'), 'utf8').split('\n');
  const serving = lines.findLast((line) => line.includes('backend') && line.includes('native'));
  expect(serving !== undefined, 'the log does not name the backend');
  return Promise.resolve('names the backend native');
}

/** Step 7: many searches, with the literal changing each time; translation must not count. */
function benchmark(server: QuickstartServer): Promise<string> {
  return connected(server, async (client) => {
    const times: number[] = [];
    for (let i = 0; i < SEARCHES; i += 1) {
      const started = performance.now();
      await client.query(`SELECT id FROM ${TABLE} ORDER BY embedding <-> $1 LIMIT 5`, [
        vectorOf(1 + (i % ROWS)),
      ]);
      times.push(performance.now() - started);
    }
    const started = performance.now();
    for (let i = 0; i < SEARCHES; i += 1) await client.query(`SELECT id FROM ${TABLE} WHERE id = ${i}`);
    const point = (performance.now() - started) / SEARCHES;
    times.sort((a, b) => a - b);
    const median = times[SEARCHES / 2] ?? 0;
    const p95 = times[Math.floor(SEARCHES * 0.95)] ?? 0;
    const within = point < TRANSLATION_MS ? 'below' : 'NOT below, on a busy machine perhaps,';
    return `${SEARCHES} searches: median ${median.toFixed(1)} ms, P95 ${p95.toFixed(1)} ms; a whole point query with a new literal ${point.toFixed(1)} ms, ${within} the ${TRANSLATION_MS} ms that translation alone may take`;
  });
}

/** Step 8: all clients are connected at the same time and each gets its own answer. */
async function many({ host, port }: QuickstartServer): Promise<string> {
  const pool = new Pool({ ...login(host, port), max: CLIENTS, connectionTimeoutMillis: 120_000 });
  try {
    const clients = await Promise.all(Array.from({ length: CLIENTS }, () => pool.connect()));
    const answers = await Promise.all(
      clients.map(async (client, i) => {
        const { rows } = await client.query<{ id: number }>('SELECT $1::int AS id', [i]);
        return rows[0]?.id === i;
      }),
    );
    for (const client of clients) client.release();
    expect(answers.every(Boolean), 'not all got their own answer');
    return 'each got its own answer';
  } finally {
    await pool.end();
  }
}

/** A vector whose distance from another is that of their numbers. */
function vectorOf(id: number): string {
  return `[${Array.from({ length: DIMENSIONS }, (_, i) => (i === 0 ? id : 0.25)).join(',')}]`;
}

function login(
  host: string,
  port: number,
): { host: string; port: number; user: string; database: string; password: string } {
  const {
    QUICKSTART_USER: user = '_SYSTEM',
    QUICKSTART_PASSWORD: password = 'SYS',
    IRIS_NAMESPACE: database = 'USER',
  } = process.env;
  return { host, port, user, database, password };
}

async function connected<T>(
  { host, port }: QuickstartServer,
  work: (client: Client) => Promise<T>,
): Promise<T> {
  const client = new Client(login(host, port));
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

function expect(condition: boolean, otherwise: string): asserts condition {
  if (!condition) throw new Error(otherwise);
}
