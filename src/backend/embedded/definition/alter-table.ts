import { IrisError } from '../../iris-session.ts';
import { defaultExpression } from '../compile/default.ts';
import { columnType } from '../compile/data-type.ts';
import { expression } from '../compile/expression.ts';
import { type Fragment, raw } from '../compile/fragment.ts';
import { createContext } from '../compile/statement.ts';
import { stored } from '../compile/store.ts';
import {
  type ColumnRecord,
  type ForeignKeyRecord,
  type TableRecord,
  columnById,
  columnName,
  fullName,
  tableName,
} from '../dictionary/records.ts';
import { keyExpression } from '../dictionary/physical.ts';
import { referencedTriggerNames } from '../dictionary/triggers.ts';
import { type AlterAction, type AlterTable, nameKey } from '../iris-sql/ast.ts';
import { buildColumn, checkColumns, withCollation } from './columns.ts';
import { addConstraint, namedColumn } from './constraints.ts';
import { DONE, type DefinitionContext, type DefinitionResult } from './context.ts';
import { dropDependents } from './drop.ts';
import { replaceTable } from './index.ts';
import { rebuildPhysicalTable } from './physical-table.ts';

/** The forms of iris-sql.md 3.4; one kind of operation per statement. */
export function alterTable(statement: AlterTable, context: DefinitionContext): DefinitionResult {
  const table = context.dictionary.table(statement.table.schema, statement.table.name);
  apply(table, statement.action, context);
  return DONE;
}

function apply(table: TableRecord, action: AlterAction, context: DefinitionContext): void {
  switch (action.kind) {
    case 'addColumns':
      addColumns(table, action, context);
      return;
    case 'addConstraint': {
      const next = addConstraint(table, action.constraint, context);
      const foreignKey = next.foreignKeys.find((key) => !table.foreignKeys.includes(key));
      if (foreignKey && !foreignKey.noCheck) checkReferences(next, foreignKey, context);
      restructure(table, next, context);
      return;
    }
    case 'setType': {
      const column = namedColumn(table, action.column);
      const type = columnType(action.type);
      if ((type.kind === 'stream') !== (column.type.kind === 'stream') && hasRows(table, context)) {
        throw new IrisError(
          -374,
          `Field '${column.name}' cannot be changed from or to a stream: the table has data`,
        );
      }
      const kept =
        type.kind === 'text' && column.type.kind === 'text'
          ? { ...type, collation: column.type.collation }
          : type;
      changeColumn(table, column, { type: kept, className: action.type.className }, context);
      return;
    }
    case 'setCollation': {
      const column = namedColumn(table, action.column);
      changeColumn(table, column, { type: withCollation(column.type, action.collation, false) }, context);
      return;
    }
    case 'setNullable': {
      const column = namedColumn(table, action.column);
      if (!action.nullable) refuseNulls(table, column, context);
      changeColumn(table, column, { nullable: action.nullable }, context);
      return;
    }
    case 'setDefault':
      recordOnly(
        table,
        replaced(table, namedColumn(table, action.column), { default: action.default }),
        context,
      );
      return;
    case 'dropDefault':
      recordOnly(table, replaced(table, namedColumn(table, action.column), { default: null }), context);
      return;
    case 'renameColumn': {
      const next = replaced(table, namedColumn(table, action.column), { name: action.name });
      checkColumns(next.columns);
      recordOnly(table, next, context);
      return;
    }
    case 'renameTable': {
      if (context.dictionary.find(table.schema, action.name)) {
        throw new IrisError(-201, `Table or view name not unique: '${table.schema}.${action.name}'`);
      }
      recordOnly(table, { ...table, name: action.name }, context);
      return;
    }
    case 'dropColumns':
      dropColumns(table, action, context);
      return;
    case 'dropConstraint':
      dropConstraint(table, action.name, context);
      return;
    case 'dropForeignKey': {
      const key = table.foreignKeys.find((candidate) => nameKey(candidate.name) === nameKey(action.name));
      if (!key) throw noConstraint(action.name, table);
      dropForeignKey(table, key, context);
      return;
    }
    case 'dropPrimaryKey': {
      const key = table.keys.find((candidate) => candidate.kind === 'primary');
      if (!key) throw noConstraint('primary key', table);
      dropConstraint(table, key.name, context);
    }
  }
}

function replaced(table: TableRecord, column: ColumnRecord, more: Partial<ColumnRecord>): TableRecord {
  return {
    ...table,
    columns: table.columns.map((candidate) =>
      candidate.id === column.id ? { ...candidate, ...more } : candidate,
    ),
  };
}

/** Nothing changes in the file but the dictionary. */
function recordOnly(old: TableRecord, next: TableRecord, context: DefinitionContext): void {
  replaceTable(old, next, context);
}

/** Columns keep their values, converted where their type has changed. */
function restructure(old: TableRecord, next: TableRecord, context: DefinitionContext): void {
  const compile = createContext(context);
  const valueOf = (column: ColumnRecord): Fragment => {
    const before = old.columns.find((candidate) => candidate.id === column.id);
    if (!before) return stored(defaultExpression(column, compile), column, next, -104, compile);
    return stored(expression(before.type, raw(columnName(before))), column, next, -105, compile);
  };
  try {
    rebuildPhysicalTable(old, next, valueOf, context);
  } catch (error) {
    if (error instanceof Error && error.message.startsWith('NOT NULL constraint failed')) {
      throw new IrisError(
        -305,
        `Attempt to make a field of table '${fullName(old)}' required that has NULL values`,
      );
    }
    throw error;
  }
  replaceTable(old, next, context);
}

function addColumns(
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

function changeColumn(
  table: TableRecord,
  column: ColumnRecord,
  more: Partial<ColumnRecord>,
  context: DefinitionContext,
): void {
  restructure(table, replaced(table, column, more), context);
}

function hasRows(table: TableRecord, context: DefinitionContext): boolean {
  if (table.temporary) return false;
  return context.database.get(`SELECT 1 FROM ${tableName(table.id)} LIMIT 1`) !== undefined;
}

function refuseNulls(table: TableRecord, column: ColumnRecord, context: DefinitionContext): void {
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
function dropColumns(
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

/** @throws IrisError -315 unknown, -317 referenced by a foreign key */
function dropConstraint(table: TableRecord, name: string, context: DefinitionContext): void {
  const foreignKey = table.foreignKeys.find((candidate) => nameKey(candidate.name) === nameKey(name));
  if (foreignKey) {
    dropForeignKey(table, foreignKey, context);
    return;
  }
  const key = table.keys.find((candidate) => nameKey(candidate.name) === nameKey(name));
  if (!key) throw noConstraint(name, table);
  const reference = context.dictionary
    .referencing(table.id)
    .find(({ foreignKey: other }) => other.targetColumns.every((id) => key.columns.includes(id)));
  if (reference) throw referencedBy(reference.foreignKey, reference.table);
  replaceTable(table, { ...table, keys: table.keys.filter((candidate) => candidate !== key) }, context);
}

function dropForeignKey(table: TableRecord, key: ForeignKeyRecord, context: DefinitionContext): void {
  dropReferencedTriggers(key, context);
  replaceTable(
    table,
    { ...table, foreignKeys: table.foreignKeys.filter((candidate) => candidate !== key) },
    context,
  );
}

function dropReferencedTriggers(key: ForeignKeyRecord, context: DefinitionContext): void {
  for (const name of referencedTriggerNames(key)) context.database.exec(`DROP TRIGGER IF EXISTS ${name}`);
}

function referencedBy(foreignKey: ForeignKeyRecord, table: TableRecord): IrisError {
  return new IrisError(
    -317,
    `Cannot DROP the constraint: Foreign Key Constraint '${foreignKey.name}' of table '${fullName(table)}' references it`,
  );
}

function noConstraint(name: string, table: TableRecord): IrisError {
  return new IrisError(-315, `Constraint or key '${name}' not found in table '${fullName(table)}'`);
}

/** Rows that are there already must have their targets. @throws IrisError -127 */
function checkReferences(table: TableRecord, key: ForeignKeyRecord, context: DefinitionContext): void {
  if (table.temporary) return;
  const target = key.targetTable === table.id ? table : context.dictionary.tableById(key.targetTable);
  const pairs = key.columns.map((id, i) => ({
    child: columnById(table, id),
    parent: columnById(target, key.targetColumns[i] ?? 0),
  }));
  const known = pairs.map(({ child }) => `c.${columnName(child)} IS NOT NULL`).join(' AND ');
  const same = pairs
    .map(
      ({ child, parent }) =>
        `${keyExpression({ ...parent, id: child.id, generated: child.generated }, 'c.')} = ${keyExpression(parent, 'p.')}`,
    )
    .join(' AND ');
  const orphan = context.database.get(
    `SELECT 1 FROM ${tableName(table.id)} AS c WHERE ${known} AND NOT EXISTS (SELECT 1 FROM ${tableName(target.id)} AS p WHERE ${same}) LIMIT 1`,
  );
  if (orphan) {
    throw new IrisError(
      -127,
      `Table '${fullName(table)}', Foreign Key Constraint '${key.name}'; existing rows fail the referential integrity check on referenced table '${fullName(target)}'`,
    );
  }
}
