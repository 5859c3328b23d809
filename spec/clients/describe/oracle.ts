import { startPostgres, type PostgresServer } from '../../support/postgres-server.ts';
import { WireClient } from '../../support/wire-client.ts';

/** The gateway's name for the superuser that owns the catalog (src/catalog/image-recipe.ts). */
export const SUPERUSER = 'pg_iris_pgwire';

/** As a new gateway is: one database, owned by a user who is no superuser. */
const LIKE_A_GATEWAY = [
  `update pg_authid set rolname = '${SUPERUSER}' where oid = 10`,
  'create role "_SYSTEM" login',
  'alter database "USER" owner to "_SYSTEM"',
  `update pg_database set datallowconn = true, datistemplate = false where datname like 'template%'`,
];

/** A PostgreSQL 15 whose users and databases are those of a new gateway, so that \du, \l and owners agree. */
export async function startOracle(): Promise<PostgresServer> {
  const server = await startPostgres();
  try {
    const { host, port } = server;
    const client = await WireClient.connect({ host, port, user: '_SYSTEM', database: 'USER' });
    for (const statement of LIKE_A_GATEWAY) await client.simple(statement);
    for (const database of ['template0', 'template1', 'postgres']) {
      await client.simple(`drop database ${database}`);
    }
    await client.close();
  } catch (error) {
    await server.stop();
    throw error;
  }
  return server;
}
