import { randomBytes } from 'node:crypto';
import { temporaryTables, type TemporarySchema } from '../../../src/catalog/temporary.ts';
import type { CatalogSnapshot, SnapshotTable } from '../../../src/catalog/snapshot.ts';
import type { TableKey } from '../../../src/sql/ddl/gateway-tables.ts';
import type { OnCommit } from '../../../src/sql/ddl/temporary-table.ts';

/** Tells the sessions of this gateway from those of others, whose process ids may be the same. */
const GATEWAY = randomBytes(4).toString('hex');

/** The temporary tables of one session: ordinary tables of the backend under names that nobody else uses. */
export class TemporaryTables {
  #schema: TemporarySchema;
  readonly #onCommit = new Map<string, OnCommit['action']>();

  constructor(processId: number) {
    this.#schema = { prefix: `${GATEWAY}_${processId}_`, version: 0, tables: [] };
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
