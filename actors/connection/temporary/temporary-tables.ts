import { randomBytes } from 'node:crypto';
import { temporaryTables, type TemporarySchema } from '../../../src/catalog/temporary.ts';
import type { CatalogSnapshot, SnapshotTable } from '../../../src/catalog/snapshot.ts';
import { GatewayError } from '../../../src/errors/gateway-error.ts';
import { IRIS_TEMPORARY_SCHEMA } from '../../../src/sql/ddl/temporary-schema.ts';
import type { TableKey } from '../../../src/sql/ddl/gateway-tables.ts';
import type { OnCommit } from '../../../src/sql/ddl/temporary-table.ts';

/** Tells the sessions of this process from those of others, whose process ids may be the same. */
export const TEMPORARY_PREFIX = `${randomBytes(4).toString('hex')}_`;

/** How the shadow's one PostgreSQL session calls the schema; in PostgreSQL the number is that of a process. */
const SHADOW_TEMPORARY_SCHEMA = 'pg_temp_0';

/** The temporary tables of one session: ordinary tables of the backend under names that nobody else uses. */
export class TemporaryTables {
  #schema: TemporarySchema;
  readonly #onCommit = new Map<string, OnCommit['action']>();

  constructor(processId: number) {
    this.#schema = { prefix: `${TEMPORARY_PREFIX}${processId}_`, version: 0, tables: [] };
  }

  /** As translation and shadow are told of them. */
  get schema(): TemporarySchema {
    return this.#schema;
  }

  get any(): boolean {
    return this.#schema.tables.length > 0;
  }

  get all(): TableKey[] {
    return this.#schema.tables.map(keyOf);
  }

  /** Those for which something is to be done when a transaction is committed. */
  endedBy(action: OnCommit['action']): TableKey[] {
    return this.all.filter(({ irisName }) => this.#onCommit.get(irisName) === action);
  }

  /** Whether a commit concerns any of them. */
  get endWithTransactions(): boolean {
    return this.#onCommit.size > 0 && this.all.some(({ irisName }) => this.#onCommit.has(irisName));
  }

  /** What is to become of a new one. */
  note({ irisName, action }: OnCommit): void {
    this.#onCommit.set(irisName, action);
  }

  /** The backend's dictionary may have other tables for the session now. */
  take(snapshot: CatalogSnapshot): void {
    const { prefix, version, tables } = this.#schema;
    const found = temporaryTables(snapshot, prefix);
    if (JSON.stringify(found) === JSON.stringify(tables)) return;
    this.#schema = { prefix, version: version + 1, tables: found };
    const names = new Set(found.map(({ name }) => name));
    for (const name of this.#onCommit.keys()) if (!names.has(name)) this.#onCommit.delete(name);
  }

  /** An error of the backend with PostgreSQL's names of the tables. */
  renamed(error: GatewayError): GatewayError {
    const { prefix } = this.#schema;
    const { message, detail, table, schema } = error.fields;
    if (schema !== IRIS_TEMPORARY_SCHEMA && !message.includes(prefix)) return error;
    return GatewayError.fromFields({
      ...error.fields,
      message: message.replaceAll(prefix, ''),
      detail: detail?.replaceAll(prefix, ''),
      table: table?.replace(prefix, ''),
      schema: schema === IRIS_TEMPORARY_SCHEMA ? SHADOW_TEMPORARY_SCHEMA : schema,
    });
  }

  /** They are gone. */
  clear(): void {
    const { prefix, version } = this.#schema;
    this.#schema = { prefix, version: version + 1, tables: [] };
    this.#onCommit.clear();
  }
}

function keyOf({ schema, name }: SnapshotTable): TableKey {
  return { irisSchema: schema, irisName: name };
}
