import { defaultExpression } from '../compile/default.ts';
import type { Fragment } from '../compile/fragment.ts';
import { type CompileServices, createContext } from '../compile/statement.ts';
import { stored } from '../compile/store.ts';
import { createIndexesSql, createTableSql } from '../dictionary/physical.ts';
import { type ColumnRecord, type TableRecord, columnName, tableName } from '../dictionary/records.ts';
import { createTriggersSql } from '../dictionary/triggers.ts';
import { IrisError } from '../../iris-session.ts';
import type { Database } from '../engine/database.ts';
import type { DefinitionContext } from './context.ts';

interface PhysicalContext extends CompileServices {
  readonly database: Database;
}

/** Makes the SQLite table with indexes and triggers. */
export function createPhysicalTable(table: TableRecord, context: PhysicalContext): void {
  context.database.exec(createTableSql(table));
  createAttachments(table, context);
}

/** Indexes and triggers of a table that has its columns; those that other tables' foreign keys put on it, too. */
export function createAttachments(table: TableRecord, context: PhysicalContext): void {
  const { database, dictionary } = context;
  const target = (id: number) => (id === table.id ? table : dictionary.tableById(id));
  const statements = [
    ...createIndexesSql(table),
    ...createTriggersSql(
      table,
      (foreignKey) => target(foreignKey.targetTable),
      (column) => constantDefault(column, table, context),
    ),
  ];
  for (const sql of statements) database.exec(sql);
  for (const other of new Set(dictionary.referencing(table.id).map((reference) => reference.table))) {
    if (other.id !== table.id) createReferencedTriggers(other, table, context);
  }
}

function createReferencedTriggers(child: TableRecord, parent: TableRecord, context: PhysicalContext): void {
  const foreignKeys = child.foreignKeys.filter((foreignKey) => foreignKey.targetTable === parent.id);
  const statements = createTriggersSql(
    { ...child, keys: [], indexes: [], foreignKeys },
    () => parent,
    (column) => constantDefault(column, child, context),
  );
  for (const sql of statements) context.database.exec(sql);
}

/** @throws IrisError -400 for a default that a trigger cannot hold */
function constantDefault(column: ColumnRecord, table: TableRecord, context: PhysicalContext): string {
  const compile = createContext(context);
  const value: Fragment = stored(defaultExpression(column, compile), column, table, -105, compile);
  if (value.binds.length > 0) {
    throw new IrisError(-400, `SET DEFAULT needs a literal default of field '${column.name}'`);
  }
  return value.sql;
}

/** Drops the triggers and indexes of a table, so that they can be made again. */
export function dropAttachments(table: TableRecord, database: Database): void {
  const name = tableName(table.id);
  const schema = table.temporary ? 'temp' : 'main';
  const found = database.all(
    `SELECT type, name FROM ${schema}.sqlite_schema WHERE tbl_name = ? AND type IN ('index', 'trigger') AND sql IS NOT NULL`,
    name,
  );
  for (const [type, object] of found) database.exec(`DROP ${String(type)} ${schema}.${String(object)}`);
}

/**
 * Builds the SQLite table anew with other columns and keeps its rows.
 *
 * @param valueOf the new value of a column, from the old row
 */
export function rebuildPhysicalTable(
  old: TableRecord,
  next: TableRecord,
  valueOf: (column: ColumnRecord) => Fragment,
  context: DefinitionContext,
): void {
  if (next.temporary) return;
  const { database } = context;
  const name = tableName(old.id);
  const columns = next.columns.filter((column) => column.generated !== 'identity');
  const values = columns.map(valueOf);
  const names = ['id', ...columns.map(columnName)].join(', ');
  const list = ['id', ...values.map((value) => value.sql)].join(', ');
  const binds = values.flatMap((value) => value.binds.map((bind) => bind([], context.execution)));
  const rowId = context.dictionary.store.rowId(old.id);
  dropAttachments(old, database);
  database.exec(createTableSql(next, `${name}_new`));
  database.connection.prepare(`INSERT INTO ${name}_new (${names}) SELECT ${list} FROM ${name}`).run(...binds);
  database.exec(`DROP TABLE ${name}; ALTER TABLE ${name}_new RENAME TO ${name}`);
  context.dictionary.store.saveRowId(old.id, rowId);
}
