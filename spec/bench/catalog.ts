import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { DataFolder } from '../../src/backend/embedded/data-folder.ts';
import { openEmbeddedSession } from '../../src/backend/embedded/engine/session.ts';
import { startGateway, type GatewayProcess } from '../support/gateway-process.ts';
import { errorsOf, rowsOf } from '../support/rows.ts';
import { WireClient } from '../support/wire-client.ts';
import { COLUMNS_OF_JDBC, describeTable } from './catalog-queries.ts';

/**
 * `npm run bench:catalog`: a schema of 1,000 tables of 10 columns (issue 5). Prints how long a start takes, what psql's `\d` and
 * JDBC's getColumns cost, and memory. TABLES=100 for a quick run.
 */
const TABLES = Number(process.env['TABLES'] ?? 1000);
const ROUNDS = 50;

const COLUMNS = `id INTEGER NOT NULL, name VARCHAR(40) NOT NULL, code VARCHAR(8), amount NUMERIC(10,2) DEFAULT 0,
  made TIMESTAMP DEFAULT CURRENT_TIMESTAMP, day DATE, flag BIT DEFAULT 0 NOT NULL, note VARCHAR(1000), ratio DOUBLE, parent INTEGER`;

/** The tables as IRIS has them, made without the gateway. */
function makeTables(folder: string): void {
  const data = DataFolder.claim(folder);
  const session = openEmbeddedSession({ path: data.file, dialect: { version: [2025, 1] } });
  for (let table = 0; table < TABLES; table += 1) {
    session.execute(
      `CREATE TABLE SQLUser.table_${table} (${COLUMNS}, CONSTRAINT table_${table}_pkey PRIMARY KEY (id), CONSTRAINT table_${table}_code UNIQUE (code))`,
      [],
    );
  }
  session.close();
  data.release();
}

async function login(gateway: GatewayProcess): Promise<WireClient> {
  return WireClient.connect({ host: gateway.host, port: gateway.port, timeoutMs: 300_000 });
}

async function must(client: WireClient, sql: string): Promise<(string | null)[][]> {
  const messages = await client.simple(sql);
  if (errorsOf(messages).length > 0) throw new Error(`${errorsOf(messages).join()}: ${sql}`);
  return rowsOf(messages);
}

function milliseconds(values: readonly number[]): string {
  const sorted = values.toSorted((one, other) => one - other);
  const at = (share: number): string => (sorted[Math.floor(share * (sorted.length - 1))] ?? 0).toFixed(1);
  return `p50 ${at(0.5)} ms, p99 ${at(0.99)} ms, first ${(values[0] ?? 0).toFixed(1)} ms`;
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const since = performance.now();
  await work();
  return performance.now() - since;
}

/** Each round asks for another table, as one who browses a schema does. */
async function rounds(work: (table: string) => Promise<unknown>): Promise<string> {
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    times.push(await timed(() => work(`table_${(round * 17) % TABLES}`)));
  }
  return milliseconds(times);
}

const folder = mkdtempSync(join(tmpdir(), 'pgwire-catalog-'));
const environment = { PGWIRE_EMBEDDED_PATH: folder };
try {
  makeTables(folder);
  let gateway: GatewayProcess | undefined;
  const start = await timed(async () => {
    gateway = await startGateway({ environment, readyWithinMs: 300_000 });
  });
  if (gateway === undefined) throw new Error('no gateway');
  const session = await login(gateway);
  const first = await timed(() => must(session, `select * from table_${TABLES - 1}`));
  const described = await timed(() => describeTable(session, `table_${TABLES - 1}`));
  console.log(
    `start: ready after ${start.toFixed(0)} ms, the first SELECT of a table took ${first.toFixed(0)} ms more, the first \\d ${described.toFixed(0)} ms more`,
  );
  console.log(`\\d of a table: ${await rounds((table) => describeTable(session, table))}`);
  console.log(
    `getColumns of a table: ${await rounds((table) => session.extended(COLUMNS_OF_JDBC, ['public', table]))}`,
  );
  const all = await timed(() => session.extended(COLUMNS_OF_JDBC, ['public', '%']));
  console.log(`getColumns of all tables: ${all.toFixed(0)} ms`);
  const ddl = await timed(() => must(session, 'create table one_more (id integer primary key)'));
  const seen = await timed(() => must(session, 'select * from one_more'));
  const dropped = await timed(() => must(session, 'drop table one_more'));
  console.log(
    `CREATE TABLE ${ddl.toFixed(0)} ms, the next SELECT ${seen.toFixed(0)} ms, DROP TABLE ${dropped.toFixed(0)} ms`,
  );
  await pause(2000);
  console.log(`resident: ${gateway.resident().toFixed(0)} MB`);
  await session.close();
  await gateway.stop();
} finally {
  rmSync(folder, { recursive: true, force: true });
}
