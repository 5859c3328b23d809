import { IrisError } from '../../iris-session.ts';
import { type QueryColumn } from '../compile/context.ts';
import { createContext } from '../compile/statement.ts';
import {
  type ColumnRecord,
  type TableRecord,
  columnName,
  fullName,
  tableName,
} from '../dictionary/records.ts';
import type { CreateTable, CreateTableAs, TableConstraint, TableOptions } from '../iris-sql/ast.ts';
import { SAFE_DIGITS, type SqlType, TEXT } from '../values/sql-type.ts';
import { buildColumn, checkColumns } from './columns.ts';
import { addConstraint } from './constraints.ts';
import {
  DONE,
  type DefinitionContext,
  type DefinitionResult,
  NOTHING_TO_DO,
  schemaFor,
  timeNow,
} from './context.ts';
import { createPhysicalTable } from './physical-table.ts';

/** @throws IrisError -201 when the name is taken */
export function createTable(statement: CreateTable, context: DefinitionContext): DefinitionResult {
  if (taken(statement, context)) return NOTHING_TO_DO;
  const columnar = statement.options.storageType === 'COLUMNAR';
  const columns = statement.columns.map((column) => buildColumn(column, columnar, context));
  checkColumns(columns);
  const bare = emptyTable(statement, columns, context);
  const table = constraintsOf(statement).reduce(
    (built, constraint) => addConstraint(built, constraint, context),
    bare,
  );
  context.dictionary.store.save(table);
  if (!table.temporary) createPhysicalTable(table, context);
  context.dictionary.changed();
  return DONE;
}

/** Those of the columns first, in their order. */
function constraintsOf(statement: CreateTable): readonly TableConstraint[] {
  const own = statement.columns.flatMap((column): TableConstraint[] => {
    const { at, name } = column;
    return [
      ...(column.primaryKey ? [{ kind: 'primaryKey', at, name: null, columns: [name] } as const] : []),
      ...(column.unique ? [{ kind: 'unique', at, name: null, columns: [name] } as const] : []),
      ...(column.references
        ? [{ kind: 'foreignKey', at, name: null, columns: [name], target: column.references } as const]
        : []),
    ];
  });
  return [...own, ...statement.constraints];
}

function taken(statement: CreateTable | CreateTableAs, context: DefinitionContext): boolean {
  const found = context.dictionary.find(statement.table.schema, statement.table.name);
  if (!found) return false;
  if (statement.ifNotExists) return true;
  throw new IrisError(-201, `Table or view name not unique: '${fullName(found)}'`);
}

function emptyTable(
  statement: CreateTable | CreateTableAs,
  columns: readonly ColumnRecord[],
  context: DefinitionContext,
): TableRecord {
  const now = timeNow();
  return {
    kind: 'table',
    id: context.dictionary.store.newId(),
    schema: schemaFor(statement.table, context),
    name: statement.table.name,
    temporary: statement.temporary,
    description: statement.kind === 'createTable' ? statement.description : null,
    allowIdentityInsert: flag(statement.options, 'ALLOWIDENTITYINSERT'),
    columns,
    keys: [],
    foreignKeys: [],
    indexes: [],
    changed: now,
    created: now,
  };
}

function flag(options: TableOptions, name: string): boolean {
  return options.classParameters.some(
    (parameter) => parameter.name.toUpperCase() === name && parameter.value === '1',
  );
}

/** CREATE TABLE AS: the rows, no constraints, no defaults (iris-sql.md 3.3). */
export function createTableAs(statement: CreateTableAs, context: DefinitionContext): DefinitionResult {
  if (taken(statement, context)) return NOTHING_TO_DO;
  if (statement.temporary) throw new IrisError(-400, 'CREATE GLOBAL TEMPORARY TABLE AS is not supported');
  const compile = createContext(context);
  const query = compile.query(statement.query, null);
  const columns = query.columns.map((column) => selectedColumn(column, context));
  checkColumns(columns);
  const table = emptyTable(statement, columns, context);
  context.dictionary.store.save(table);
  createPhysicalTable(table, context);
  const binds = query.sql.binds.map((bind) => bind([], context.execution));
  const names = columns.map(columnName).join(', ');
  const result = context.database.connection
    .prepare(`INSERT INTO ${tableName(table.id)} (${names}) ${query.sql.sql}`)
    .run(...binds);
  context.dictionary.changed();
  return { sqlcode: 0, rowCount: Number(result.changes) };
}

function selectedColumn(column: QueryColumn, context: DefinitionContext): ColumnRecord {
  const type = columnTypeOf(column.type);
  return {
    id: context.dictionary.store.newId(),
    name: column.name,
    type,
    className: CLASS_NAMES[type.kind],
    nullable: true,
    default: null,
    onUpdate: null,
    generated: null,
    description: null,
  };
}

function columnTypeOf(type: SqlType): SqlType {
  if (type.kind === 'null') return TEXT;
  if (type.kind === 'numeric' && type.precision > SAFE_DIGITS) return { ...type, precision: SAFE_DIGITS };
  return type;
}

const CLASS_NAMES: Readonly<Record<SqlType['kind'], string>> = {
  null: '%Library.String',
  bit: '%Library.Boolean',
  integer: '%Library.BigInt',
  numeric: '%Library.Numeric',
  decimal: '%Library.Numeric',
  double: '%Library.Double',
  text: '%Library.String',
  guid: '%Library.UniqueIdentifier',
  date: '%Library.Date',
  time: '%Library.Time',
  timestamp: '%Library.PosixTime',
  binary: '%Library.Binary',
  vector: '%Library.Vector',
  stream: '%Stream.GlobalCharacter',
};
