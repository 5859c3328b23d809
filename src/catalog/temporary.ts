import { IRIS_TEMPORARY_SCHEMA, TEMPORARY_SCHEMA } from '../sql/ddl/temporary-schema.ts';
import type { CatalogSnapshot, SnapshotTable } from './snapshot.ts';

/** The temporary tables of one session. Plain data. */
export interface TemporarySchema {
  /** What the IRIS names of its tables begin with: gateway and session. */
  readonly prefix: string;
  /** Another one for each state in which they have been. */
  readonly version: number;
  readonly tables: readonly SnapshotTable[];
}

/** What tells the temporary tables of one session, as they are now, from all others; '' for none. */
export function temporaryKey(temporary: TemporarySchema | undefined): string {
  return temporary === undefined || temporary.tables.length === 0
    ? ''
    : `${temporary.prefix}${temporary.version}`;
}

/** The tables of a snapshot that belong to the session with this prefix. */
export function temporaryTables({ tables }: CatalogSnapshot, prefix: string): SnapshotTable[] {
  return tables.filter((table) => isTemporary(table) && table.name.startsWith(prefix));
}

/** A snapshot as all sessions share it. */
export function withoutTemporary(snapshot: CatalogSnapshot): CatalogSnapshot {
  return {
    ...snapshot,
    schemas: snapshot.schemas.filter((schema) => !isTemporarySchema(schema)),
    tables: snapshot.tables.filter((table) => !isTemporary(table)),
  };
}

export function isTemporary({ schema }: Pick<SnapshotTable, 'schema'>): boolean {
  return isTemporarySchema(schema);
}

/** IRIS may give the schema in another case. */
function isTemporarySchema(schema: string): boolean {
  return schema.toUpperCase() === IRIS_TEMPORARY_SCHEMA.toUpperCase();
}

/** Schemas in the order in which names are looked up: temporary tables first, unless the path says otherwise. */
export function withTemporaryFirst(path: readonly string[]): readonly string[] {
  return path.includes(TEMPORARY_SCHEMA) ? path : [TEMPORARY_SCHEMA, ...path];
}
