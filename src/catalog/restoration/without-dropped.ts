import type { DefinedObject } from '../../sql/ddl/definition-effect.ts';
import type { CatalogSnapshot, SnapshotTable } from '../snapshot.ts';
import { isSameName } from './snapshot-objects.ts';

/** A snapshot as the session sees it that has dropped these objects and has not committed yet. */
export function withoutDropped(
  snapshot: CatalogSnapshot,
  dropped: readonly DefinedObject[],
): CatalogSnapshot {
  if (dropped.length === 0) return snapshot;
  const schemas = dropped.filter(({ kind }) => kind === 'schema').map(({ schema }) => schema);
  const inSchema = (schema: string): boolean => schemas.some((gone) => isSameName(gone, schema));
  return {
    ...snapshot,
    schemas: snapshot.schemas.filter((schema) => !inSchema(schema)),
    tables: snapshot.tables
      .filter((table) => !inSchema(table.schema) && !dropped.some((object) => isRelation(object, table)))
      .map((table) => withoutParts(table, dropped)),
  };
}

function isRelation({ kind, schema, table }: DefinedObject, { schema: own, name }: SnapshotTable): boolean {
  return (kind === 'table' || kind === 'view') && isSameName(schema, own) && isSameName(table, name);
}

/** Indexes and keys over a column go with it. */
function withoutParts(table: SnapshotTable, dropped: readonly DefinedObject[]): SnapshotTable {
  const here = dropped.filter(
    (object) => isSameName(object.schema, table.schema) && isSameName(object.table, table.name),
  );
  const columns = here.filter(({ kind }) => kind === 'column').map(({ part }) => part);
  const indexes = here.filter(({ kind }) => kind === 'index').map(({ part }) => part);
  if (columns.length + indexes.length === 0) return table;
  const gone = (name: string): boolean => columns.some((column) => isSameName(column, name));
  return {
    ...table,
    columns: table.columns.filter(({ name }) => !gone(name)),
    keys: table.keys.filter((key) => !key.columns.some(gone)),
    foreignKeys: table.foreignKeys.filter((key) => !key.columns.some(gone)),
    indexes: table.indexes.filter(
      (index) => !index.columns.some(gone) && !indexes.some((name) => isSameName(name, index.name)),
    ),
  };
}
