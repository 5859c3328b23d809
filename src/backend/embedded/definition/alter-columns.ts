import { IrisError } from '../../iris-session.ts';
import {
  type ColumnRecord,
  type TableRecord,
  columnName,
  fullName,
  tableName,
} from '../dictionary/records.ts';
import type { AlterAction } from '../iris-sql/ast.ts';
import { dropReferencedTriggers, referencedBy } from './alter-constraints.ts';
import { buildColumn, checkColumns } from './columns.ts';
import { addConstraint, namedColumn } from './constraints.ts';
import type { DefinitionContext } from './context.ts';
import { dropDependents } from './drop.ts';
import { hasRows, restructure } from './restructure.ts';

/** The table with another definition of one column. */
export function replaced(table: TableRecord, column: ColumnRecord, more: Partial<ColumnRecord>): TableRecord {
  return {
    ...table,
    columns: table.columns.map((candidate) =>
      candidate.id === column.id ? { ...candidate, ...more } : candidate,
    ),
  };
}

export function addColumns(
  table: TableRecord,
  action: AlterAction & { readonly kind: 'addColumns' },
  context: DefinitionContext,
): void {
  const columns = action.columns.map((column) => buildColumn(column, false, context));
  checkColumns([...table.columns, ...columns]);
  const required = columns.find(
    (column) => !column.nullable && column.default === null && column.generated === null,
  );
  if (required && hasRows(table, context)) {
    throw new IrisError(
      -304,
      `Attempt to ADD a NOT NULL field '${required.name}' with no default value to a table which contains data`,
    );
  }
  const bare: TableRecord = { ...table, columns: [...table.columns, ...columns] };
  const next = action.columns.reduce((built, { at, name, primaryKey, unique, references }) => {
    let result = built;
    if (primaryKey)
      result = addConstraint(result, { kind: 'primaryKey', at, name: null, columns: [name] }, context);
    if (unique) result = addConstraint(result, { kind: 'unique', at, name: null, columns: [name] }, context);
    if (references) {
      result = addConstraint(
        result,
        { kind: 'foreignKey', at, name: null, columns: [name], target: references },
        context,
      );
    }
    return result;
  }, bare);
  restructure(table, next, context);
  numberRows(table, next, context);
}

/** SERIAL, AUTO_INCREMENT and ROWVERSION columns added to a table give its rows their numbers. */
function numberRows(old: TableRecord, next: TableRecord, context: DefinitionContext): void {
  for (const column of next.columns) {
    if (
      column.generated === null ||
      column.generated === 'identity' ||
      old.columns.some(({ id }) => id === column.id)
    )
      continue;
    const name = tableName(next.id);
    context.database.exec(
      `UPDATE ${name} SET ${columnName(column)} = (SELECT count(*) FROM ${name} AS o WHERE o.id <= ${name}.id)`,
    );
    const [count] = context.database.get(`SELECT count(*) FROM ${name}`) ?? [];
    context.dictionary.store.saveCounter(column.id, BigInt(String(count ?? 0)));
  }
}

export function changeColumn(
  table: TableRecord,
  column: ColumnRecord,
  more: Partial<ColumnRecord>,
  context: DefinitionContext,
): void {
  restructure(table, replaced(table, column, more), context);
}

export function refuseNulls(table: TableRecord, column: ColumnRecord, context: DefinitionContext): void {
  if (table.temporary) return;
  const found = context.database.get(
    `SELECT 1 FROM ${tableName(table.id)} WHERE ${columnName(column)} IS NULL LIMIT 1`,
  );
  if (found)
    throw new IrisError(
      -305,
      `Attempt to make field '${column.name}' of table '${fullName(table)}' required: it has NULL values`,
    );
}

/** @throws IrisError -322 when a key or index uses the field and CASCADE is not said */
export function dropColumns(
  table: TableRecord,
  action: AlterAction & { readonly kind: 'dropColumns' },
  context: DefinitionContext,
): void {
  const columns = action.columns.map((name) => namedColumn(table, name));
  const ids = new Set(columns.map((column) => column.id));
  const touches = (object: { readonly columns: readonly number[] }) =>
    object.columns.some((id) => ids.has(id));
  const user = [...table.keys, ...table.foreignKeys, ...table.indexes].find(touches);
  if (user && !action.cascade) {
    throw new IrisError(-322, `Cannot DROP the field: it is used by '${user.name}'`);
  }
  const lost = table.keys.filter(touches);
  const reference = context.dictionary
    .referencing(table.id)
    .find(
      ({ table: other, foreignKey }) =>
        other.id !== table.id && foreignKey.targetColumns.some((id) => ids.has(id)),
    );
  if (reference && lost.length > 0) throw referencedBy(reference.foreignKey, reference.table);
  if (action.cascade) dropDependents(table, true, context);
  for (const key of table.foreignKeys.filter(touches)) dropReferencedTriggers(key, context);
  const next: TableRecord = {
    ...table,
    columns: table.columns.filter((column) => !ids.has(column.id)),
    keys: table.keys.filter((key) => !touches(key)),
    foreignKeys: table.foreignKeys.filter((key) => !touches(key)),
    indexes: table.indexes.filter((index) => !touches(index)),
  };
  if (next.columns.length === 0) throw new IrisError(-400, 'a table needs at least one field');
  restructure(table, next, context);
}
