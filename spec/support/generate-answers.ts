/**
 * Writes spec/unit/sql/exact/answers.json: what PostgreSQL 15 answers to the queries of spec/unit/sql/exact/cases/answers.ts.
 * Run it after adding cases (and generate-tree-fixtures.ts too), with Debian's postgresql-15 installed:
 *   node spec/support/generate-answers.ts
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { cases, ROWS } from '../unit/sql/exact/cases/answers.ts';
import { startPostgres } from './postgres-server.ts';

const server = await startPostgres();
const client = new pg.Client({ host: server.host, port: server.port, user: '_SYSTEM', database: 'USER' });
await client.connect();
try {
  await client.query(
    `create table measures (id int primary key, kind text not null, amount numeric, whole bigint, small smallint,
       price numeric(12,2), factor numeric(20,8), spare numeric(12,2))`,
  );
  for (const row of ROWS) {
    await client.query('insert into measures values ($1, $2, $3, $4, $5, $6, $7, $8)', [...row]);
  }
  const types = { getTypeParser: () => (text: string) => text };
  const answers: Record<string, unknown> = {};
  for (const { sql, parameters = [] } of cases) {
    try {
      const query = { text: sql, values: [...parameters], rowMode: 'array' as const, types };
      answers[sql] = (await client.query(query)).rows;
    } catch (error) {
      const { code, message } = error as { code: string; message: string };
      answers[sql] = `${code} ${message}`;
    }
  }
  const file = join(import.meta.dirname, '../unit/sql/exact/answers.json');
  writeFileSync(file, `${JSON.stringify(answers, null, 1)}\n`);
  console.log(`${cases.length} answers`);
} finally {
  await client.end();
  await server.stop();
}
