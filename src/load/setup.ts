import { Buffer } from 'node:buffer';
import { ClientConnection } from '../client/client-connection.ts';
import { copyData, copyDone, query } from '../client/frontend-messages.ts';
import { GatewayError, type ErrorFields } from '../errors/gateway-error.ts';
import type { LoadTable } from './builtin/workload.ts';

/** Rows of one COPY: a transaction each, so that none is long. */
const COPY_ROWS = 5000;

/**
 * Makes the tables of workloads where they are missing, or have another number of rows than this scale asks for.
 *
 * @param anew even where they are right
 * @throws GatewayError for what the server refuses, LinkError
 */
export async function setUp(
  connection: ClientConnection,
  tables: readonly LoadTable[],
  scale: number,
  anew: boolean,
): Promise<void> {
  for (const table of tables) {
    const rows = table.rows(scale);
    const there = await rowsThere(connection, table.name);
    if (!anew && there !== null && (rows === 0 || there === rows)) continue;
    if (there !== null) await run(connection, `DROP TABLE ${table.name}`);
    await run(connection, `CREATE TABLE ${table.name} (${table.columns})`);
    for (let first = 1; first <= rows; first += COPY_ROWS) {
      const lines: string[] = [];
      for (let row = first; row < first + COPY_ROWS && row <= rows; row += 1)
        lines.push(`${table.line(row, scale)}\n`);
      const { error } = await connection.exchange(
        Buffer.concat([query(`COPY ${table.name} FROM STDIN`), copyData(lines.join('')), copyDone()]),
      );
      if (error) throw refusal(error);
    }
  }
}

/** Removes them. */
export async function cleanUp(connection: ClientConnection, tables: readonly LoadTable[]): Promise<void> {
  for (const { name } of tables) await run(connection, `DROP TABLE ${name}`);
}

/** null: there is no such table. */
async function rowsThere(connection: ClientConnection, name: string): Promise<number | null> {
  try {
    const { rows } = await connection.table(`SELECT count(*) FROM ${name}`);
    return Number(rows[0]?.[0]);
  } catch (error) {
    if (error instanceof GatewayError && error.fields.sqlstate === '42P01') return null;
    throw error;
  }
}

async function run(connection: ClientConnection, sql: string): Promise<void> {
  const { error } = await connection.exchange(query(sql));
  if (error) throw refusal(error);
}

function refusal(error: ErrorFields): GatewayError {
  return new GatewayError(error.sqlstate, error.message, error);
}
