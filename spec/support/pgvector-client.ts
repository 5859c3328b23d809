import { Buffer } from 'node:buffer';
import { PGlite } from '@electric-sql/pglite';
import { vector } from '@electric-sql/pglite-pgvector';
import { decodeBackend, splitMessages } from '../../src/protocol/index.ts';
import type { BackendMessage } from '../../src/protocol/index.ts';
import * as frontend from './frontend.ts';
import type { ExtendedOptions } from './wire-client.ts';

/**
 * PostgreSQL with pgvector inside of this process, spoken to in the wire protocol: the oracle of the specs on vectors.
 * Debian 12 has no package of pgvector. Its extension's types have the OIDs that they have in the gateway's image, where
 * CREATE EXTENSION is the first statement too.
 */
export class PgvectorClient {
  readonly #database: PGlite;

  private constructor(database: PGlite) {
    this.#database = database;
  }

  static async open(): Promise<PgvectorClient> {
    const database = await PGlite.create({ extensions: { vector } });
    await database.exec(`create extension vector; set timezone = 'UTC'`);
    return new PgvectorClient(database);
  }

  simple(sql: string): Promise<BackendMessage[]> {
    return this.#exchange(frontend.query(sql));
  }

  extended(
    sql: string,
    values: readonly (Uint8Array | string | null)[] = [],
    { formats, resultFormats }: Pick<ExtendedOptions, 'formats' | 'resultFormats'> = {},
  ): Promise<BackendMessage[]> {
    return this.#exchange(
      frontend.parse('', sql),
      frontend.describe('S', ''),
      frontend.bind('', '', {
        values,
        ...(formats ? { parameterFormats: formats } : {}),
        ...(resultFormats ? { resultFormats } : {}),
      }),
      frontend.describe('P', ''),
      frontend.execute('', 0),
      frontend.sync(),
    );
  }

  close(): Promise<void> {
    return this.#database.close();
  }

  async #exchange(...messages: Uint8Array[]): Promise<BackendMessage[]> {
    const answer = await this.#database.execProtocolRaw(Buffer.concat(messages));
    return [...splitMessages(Buffer.from(answer))].map(({ type, body }) => decodeBackend(type, body));
  }
}
