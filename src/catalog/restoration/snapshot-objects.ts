import type { DefinedObject } from '../../sql/ddl/definition-effect.ts';
import { nameKey } from '../reader/query.ts';
import type { CatalogSnapshot, SnapshotTable } from '../snapshot.ts';

/** Tells a table or view from others; IRIS does not look at the case of names (iris-sql.md 3.5). */
export function relationKey({ schema, name }: { readonly schema: string; readonly name: string }): string {
  return nameKey(schema, name);
}

/** Tells an object from others of the same namespace: tables and views share theirs. */
export function objectKey({ kind, schema, table, part }: DefinedObject): string {
  return nameKey(kind === 'view' ? 'table' : kind, schema, table, part);
}

/** Whether two names mean the same in IRIS. */
export function isSameName(one: string, other: string): boolean {
  return one.toUpperCase() === other.toUpperCase();
}

export function findTable(
  { tables }: CatalogSnapshot,
  { schema, table }: Pick<DefinedObject, 'schema' | 'table'>,
): SnapshotTable | undefined {
  return tables.find((one) => isSameName(one.schema, schema) && isSameName(one.name, table));
}

/** Whether the dictionary has an object. */
export function hasObject(snapshot: CatalogSnapshot, object: DefinedObject): boolean {
  if (object.kind === 'schema') return snapshot.schemas.some((schema) => isSameName(schema, object.schema));
  const table = findTable(snapshot, object);
  if (table === undefined) return false;
  if (object.kind === 'column') return table.columns.some(({ name }) => isSameName(name, object.part));
  if (object.kind === 'index') return table.indexes.some(({ name }) => isSameName(name, object.part));
  return true;
}

/** Tables and views that are not alike in two snapshots, by relationKey. */
export function changedRelations(before: CatalogSnapshot, after: CatalogSnapshot): Set<string> {
  const was = new Map(before.tables.map((table) => [relationKey(table), JSON.stringify(table)]));
  const is = new Map(after.tables.map((table) => [relationKey(table), JSON.stringify(table)]));
  return new Set([...was.keys(), ...is.keys()].filter((key) => was.get(key) !== is.get(key)));
}
