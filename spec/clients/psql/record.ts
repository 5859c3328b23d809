import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startPostgres } from '../../support/postgres-server.ts';
import { runShopScript } from './shop-script.ts';

/** Writes shop.expected anew from a real PostgreSQL 15: `node spec/clients/psql/record.ts`. */
const server = await startPostgres();
try {
  const { stdout } = await runShopScript({ ...server, kind: 'postgres', log: () => '' });
  writeFileSync(join(import.meta.dirname, 'shop.expected'), stdout);
} finally {
  await server.stop();
}
