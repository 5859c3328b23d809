import { ClientConnection } from '../../client/client-connection.ts';
import { Credentials } from '../../client/credentials.ts';
import type { ServerAddress } from '../../client/server-address.ts';
import { GatewayError } from '../../errors/gateway-error.ts';
import type { Translated } from './translated.ts';

/** Line of EXPLAIN that names the route. */
const ROUTE = /^Route: (.*)$/;

/**
 * Asks a gateway by EXPLAIN, which runs nothing. It tells no types of parameters and columns, and knows of no definitions.
 *
 * @throws LinkError
 */
export async function explainAt(
  address: ServerAddress,
  statements: readonly string[],
): Promise<readonly Translated[]> {
  const credentials = new Credentials(address.user, address.password);
  const connection = await ClientConnection.open(address, credentials, {
    application_name: 'iris-pgwire translate',
  });
  try {
    const described: Translated[] = [];
    for (const sql of statements) described.push(await explain(connection, sql));
    return described;
  } finally {
    connection.close();
  }
}

async function explain(connection: ClientConnection, sql: string): Promise<Translated> {
  try {
    const { rows } = await connection.table(`EXPLAIN (GENERIC_PLAN) ${sql}`);
    const lines = rows.map(([line]) => line ?? '');
    const route = lines.map((line) => ROUTE.exec(line)?.[1]).find((found) => found !== undefined);
    return {
      sql,
      route: route ?? 'unknown',
      cached: lines.includes('Plan Cache: hit'),
      lines: lines.filter((line) => !ROUTE.test(line) && !line.startsWith('Plan Cache: ')),
    };
  } catch (error) {
    if (!(error instanceof GatewayError)) throw error;
    const { sqlstate, message, detail, hint } = error.fields;
    return { sql, error: { sqlstate, message, detail, hint } };
  }
}
