import type { Fragment } from '../../sql/iris/fragment.ts';
import type { CatalogSnapshot, SnapshotColumn, SnapshotTable } from '../snapshot.ts';
import {
  addForeignKey,
  addKey,
  createIndex,
  createView,
  dropColumn,
  dropConstraint,
  dropIndex,
  dropRelation,
  dropSchema,
  setCollation,
  setDefault,
  setNullability,
  setType,
} from './definition-sql.ts';
import { isSameName, relationKey } from './snapshot-objects.ts';

/** One statement that brings the dictionary back, and what it is about: for whoever is told that it failed. */
export interface RestoringStatement {
  readonly object: string;
  readonly statement: Fragment;
}

/** What a transaction has done to the dictionary, renames apart. */
export interface TouchedObjects {
  /** Tables and views by relationKey; null: not known, all that were there before. */
  readonly touched: ReadonlySet<string> | null;
  /** Those of them that it has made. */
  readonly made: ReadonlySet<string>;
  /** IRIS names of schemas that it has made. */
  readonly schemas: readonly string[];
}

/** A table as it was and as it is. */
interface Pair {
  readonly was: SnapshotTable;
  readonly is: SnapshotTable;
}

/**
 * Statements that bring the objects a transaction has touched back to what they were, in an order that IRIS takes:
 * foreign keys go first and come last. What the backend has undone itself needs none, so that this also serves when the
 * lane was lost in the middle. Rows must be back already.
 */
export function restore(
  target: CatalogSnapshot,
  current: CatalogSnapshot,
  { touched, made, schemas }: TouchedObjects,
): RestoringStatement[] {
  const before = new Map(target.tables.map((table) => [relationKey(table), table]));
  const now = new Map(current.tables.map((table) => [relationKey(table), table]));
  const known = touched ?? new Set(before.keys());
  const created = [...now].filter(([key]) => made.has(key) && !before.has(key)).map(([, table]) => table);
  const pairs = [...known].flatMap((key): Pair[] => {
    const was = before.get(key);
    const is = now.get(key);
    return was && is ? [{ was, is }] : [];
  });
  const tables = pairs.filter(({ was, is }) => was.kind === 'table' && is.kind === 'table');
  const views = [...known].flatMap((key) => {
    const was = before.get(key);
    return was?.kind === 'view' && was.irisQuery !== now.get(key)?.irisQuery ? [was] : [];
  });
  return [
    ...droppedForeignKeys(created, tables, current),
    ...created.filter(isView).map(dropping),
    ...created.filter((table) => !isView(table)).map(dropping),
    ...tables.flatMap(droppedParts),
    ...tables.flatMap(restoredColumns),
    ...tables.flatMap(addedParts),
    ...tables.flatMap(({ was, is }) =>
      missing(was.foreignKeys, is.foreignKeys).map((key) => about(was, addForeignKey(was, key))),
    ),
    ...views.map((view) => about(view, createView(view))),
    ...schemas
      .filter((schema) => current.schemas.some((one) => isSameName(one, schema)))
      .filter((schema) => !target.schemas.some((one) => isSameName(one, schema)))
      .map((schema) => ({ object: `schema ${schema}`, statement: dropSchema(schema, false) })),
  ];
}

/** Tables that were there and are not any more: their rows cannot be brought back. */
export function lostTables(
  target: CatalogSnapshot,
  current: CatalogSnapshot,
  { touched }: TouchedObjects,
): SnapshotTable[] {
  const now = new Set(current.tables.map(relationKey));
  return target.tables.filter(
    (table) =>
      table.kind === 'table' && (touched?.has(relationKey(table)) ?? true) && !now.has(relationKey(table)),
  );
}

function isView({ kind }: SnapshotTable): boolean {
  return kind === 'view';
}

function dropping(table: SnapshotTable): RestoringStatement {
  return about(table, dropRelation(table));
}

/** Foreign keys that were not there, and those that keep a new table from being dropped (iris-sql.md 3.4). */
function droppedForeignKeys(
  created: readonly SnapshotTable[],
  tables: readonly Pair[],
  { tables: all }: CatalogSnapshot,
): RestoringStatement[] {
  const keys = new Map<string, RestoringStatement>();
  const drop = (table: SnapshotTable, name: string): void => {
    keys.set(`${relationKey(table)} ${name}`, about(table, dropConstraint(table, name)));
  };
  for (const { was, is } of tables)
    for (const { name } of missing(is.foreignKeys, was.foreignKeys)) drop(is, name);
  for (const table of all) {
    for (const { name, targetSchema, targetTable } of table.foreignKeys) {
      const target = { schema: targetSchema, name: targetTable };
      if (created.some((one) => relationKey(one) === relationKey(target))) drop(table, name);
    }
  }
  return [...keys.values()];
}

function droppedParts({ was, is }: Pair): RestoringStatement[] {
  return [
    ...missing(is.keys, was.keys).map(({ name }) => about(is, dropConstraint(is, name))),
    ...missing(ownIndexes(is), ownIndexes(was)).map(({ name }) => about(is, dropIndex(is, name))),
    ...is.columns
      .filter((column) => !was.columns.some(({ name }) => isSameName(name, column.name)))
      .map(({ name }) => about(is, dropColumn(is, name))),
  ];
}

function restoredColumns({ was, is }: Pair): RestoringStatement[] {
  return was.columns.flatMap((old) => {
    const now = is.columns.find(({ name }) => isSameName(name, old.name));
    return now === undefined || now.generated !== null
      ? []
      : restoredColumn(was, old, now).map((statement) => about(was, statement));
  });
}

function restoredColumn(table: SnapshotTable, old: SnapshotColumn, now: SnapshotColumn): Fragment[] {
  const retyped = old.irisType !== now.irisType;
  return [
    ...(retyped ? [setType(table, old)] : []),
    ...(old.collation !== now.collation || (retyped && old.irisType.startsWith('VARCHAR'))
      ? [setCollation(table, old)]
      : []),
    ...(old.irisDefault === now.irisDefault ? [] : [setDefault(table, old)]),
    ...(old.nullable === now.nullable ? [] : [setNullability(table, old.name, old.nullable)]),
  ];
}

function addedParts({ was, is }: Pair): RestoringStatement[] {
  return [
    ...missing(was.keys, is.keys).map((key) => about(was, addKey(was, key))),
    ...missing(ownIndexes(was), ownIndexes(is)).map((index) => about(was, createIndex(was, index))),
  ];
}

/** Indexes apart from those of keys. */
function ownIndexes({ indexes, keys }: SnapshotTable): SnapshotTable['indexes'] {
  return indexes.filter(({ name }) => !keys.some((key) => isSameName(key.name, name)));
}

/** Those of `some` that are not, exactly so, among `others`. */
function missing<T>(some: readonly T[], others: readonly T[]): T[] {
  const there = new Set(others.map((one) => JSON.stringify(one)));
  return some.filter((one) => !there.has(JSON.stringify(one)));
}

function about({ kind, schema, name }: SnapshotTable, statement: Fragment): RestoringStatement {
  return { object: `${kind} ${schema}.${name}`, statement };
}
