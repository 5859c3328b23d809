import { join } from 'node:path';
import { PrismaPg } from '@prisma/adapter-pg';
import pg from 'pg';
import { connection } from '../support/program.mjs';

const { CHAR, TEXT } = pg.types.builtins;

/**
 * The adapter refuses columns of type "char", which Prisma's introspection reads from pg_constraint, whatever the
 * server is. Told that they are text it takes them.
 */
function readCharAsText(client) {
  client.connection.prependListener('rowDescription', ({ fields }) => {
    for (const field of fields) if (field.dataTypeID === CHAR) field.dataTypeID = TEXT;
  });
}

/** The schema engine in WebAssembly, which works through the driver adapter: no binary is downloaded. */
export default {
  experimental: { adapter: true },
  engine: 'js',
  schema: join(import.meta.dirname, 'schema.prisma'),
  migrations: { path: process.env.PRISMA_MIGRATIONS },
  adapter: async () => {
    const pool = new pg.Pool(connection);
    pool.on('connect', readCharAsText);
    return new PrismaPg(pool, { disposeExternalPool: true });
  },
};
