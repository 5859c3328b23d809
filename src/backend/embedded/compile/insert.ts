import { IrisError } from '../../iris-session.ts';
import { uniqueRules, keyExpression } from '../dictionary/physical.ts';
import {
  type ColumnRecord,
  type TableRecord,
  columnName,
  fullName,
  tableName,
} from '../dictionary/records.ts';
import { type Insert, nameKey } from '../iris-sql/ast.ts';
import type { CompileContext } from './context.ts';
import { defaultExpression } from './default.ts';
import { type Expression, expression } from './expression.ts';
import { type Fragment, call, joined, literal, raw, sqlite } from './fragment.ts';
import type { ChangePlan, UpsertPlan } from './plan.ts';
import { EMPTY_SCOPE } from './scope.ts';
import { stored } from './store.ts';

/** Counter of all ROWVERSION columns (iris-sql.md 3.1). */
export const ROW_VERSION_COUNTER = 0;

/** INSERT and INSERT OR UPDATE (iris-sql.md section 2). */
export function compileInsert(node: Insert, context: CompileContext): ChangePlan | UpsertPlan {
  const table = context.dictionary.table(node.table.schema, node.table.name);
  if (table.temporary) context.temporaryTables.add(table.id);
  const columns = targetColumns(node, table);
  refuseGenerated(columns, table);
  const rest = table.columns.filter((column) => !columns.includes(column));
  const leftOut = rest.flatMap((column) => {
    const value = leftOutValue(column, table, context);
    return value === null ? [] : [{ column, value }];
  });
  const savesCounters = table.columns.some((column) => counterOf(column) !== null);
  const shared = {
    temporaryTables: [...context.temporaryTables],
    noCheck: node.restrictions.includes('%NOCHECK'),
  };
  const own = [
    ...leftOut.map(({ column, value }) => ({ name: columnName(column), value })),
    ...ownRowId(columns, table, node.source.kind === 'query' && !node.orUpdate ? 'each row' : 'one row'),
  ];
  const names = [...columns.map(columnName), ...own.map(({ name }) => name)];
  if (node.source.kind === 'query') {
    const query = context.query(node.source.query, null);
    checkWidth(query.columns.length, columns.length);
    const values = columns.map((column, i) => {
      const source = query.columns[i];
      if (!source) throw new IrisError(-64, 'Incompatible SELECT list is used in INSERT');
      return given(
        expression(source.type, raw(`o${i + 1}`), { nullable: source.nullable }),
        column,
        table,
        context,
      );
    });
    if (node.orUpdate) {
      const rows = sqlite`SELECT ${joined(values, ', ')} FROM (${query.sql})`;
      return { ...upsert(rows, columns, own, table), ...shared };
    }
    const list = joined([...values, ...own.map(({ value }) => value)], ', ');
    const sql = sqlite`INSERT INTO ${tableName(table.id)} (${names.join(', ')}) SELECT ${list} FROM (${query.sql}) WHERE true`;
    return { kind: 'change', verb: 'INSERT', sql, savesCounters, ...shared };
  }
  const row = node.source.kind === 'values' ? node.source.row : [];
  checkWidth(row.length, columns.length);
  const values = columns.map((column, i) => {
    const scalar = row[i];
    if (!scalar) throw new IrisError(-62, 'Value list has too few items');
    return given(context.scalar(scalar, EMPTY_SCOPE), column, table, context);
  });
  if (node.orUpdate && values.length > 0) {
    return { ...upsert(sqlite`SELECT ${joined(values, ', ')}`, columns, own, table), ...shared };
  }
  const all = [...values, ...own.map(({ value }) => value)];
  const body =
    all.length === 0 ? raw(' DEFAULT VALUES') : sqlite` (${names.join(', ')}) VALUES (${joined(all, ', ')})`;
  return {
    kind: 'change',
    verb: 'INSERT',
    sql: sqlite`INSERT INTO ${tableName(table.id)}${body}`,
    savesCounters,
    ...shared,
  };
}

function targetColumns(node: Insert, table: TableRecord): readonly ColumnRecord[] {
  if (node.source.kind === 'defaultValues') return [];
  if (node.columns === null) {
    return table.columns.filter(
      (column) => column.generated !== 'identity' && column.generated !== 'rowVersion',
    );
  }
  const columns = node.columns.map((name) => columnNamed(table, name));
  if (new Set(columns).size !== columns.length) throw new IrisError(-377, 'Field assigned more than once');
  return columns;
}

/** @throws IrisError -29 */
export function columnNamed(table: TableRecord, name: string): ColumnRecord {
  const key = nameKey(name);
  const column = table.columns.find((candidate) => nameKey(candidate.name) === key);
  if (column) return column;
  if (key === 'ID' || key === '%ID')
    throw new IrisError(-111, `Cannot INSERT or UPDATE the RowID of table '${fullName(table)}'`);
  throw new IrisError(-29, `Field '${name}' not found in table '${fullName(table)}'`);
}

function refuseGenerated(columns: readonly ColumnRecord[], table: TableRecord): void {
  for (const { generated, name } of columns) {
    if (generated === 'rowVersion')
      throw new IrisError(-138, `Cannot INSERT a value for the read only field '${name}'`);
    if (generated === 'identity' && !table.allowIdentityInsert) {
      throw new IrisError(
        -111,
        `Cannot INSERT the RowID or IDENTITY field '${name}' of table '${fullName(table)}'`,
      );
    }
  }
}

function checkWidth(values: number, columns: number): void {
  if (values < columns) throw new IrisError(-62, 'Value list has too few items');
  if (values > columns) throw new IrisError(-116, 'The number of values exceeds the number of columns');
}

/** A value the statement gives; counters go on from an explicit one. */
function given(
  value: Expression,
  column: ColumnRecord,
  table: TableRecord,
  context: CompileContext,
): Fragment {
  const result = stored(value, column, table, -104, context);
  const counter = counterOf(column);
  return counter === null ? result : call('iris_counter', literal(BigInt(counter)), result);
}

/** A value that the row gets by itself. */
interface OwnValue {
  /** SQLite's name of the column. */
  readonly name: string;
  readonly value: Fragment;
}

/**
 * The RowID of an IDENTITY column that the statement does not give: from a counter of the engine, because SQLite's own goes
 * back with a rollback. A temporary table is gone before that could be seen.
 */
function ownRowId(
  given: readonly ColumnRecord[],
  table: TableRecord,
  numbered: 'one row' | 'each row',
): OwnValue[] {
  const identity = table.columns.find(({ generated }) => generated === 'identity');
  if (identity === undefined || given.includes(identity) || table.temporary) return [];
  const next = call('iris_row_id', literal(BigInt(table.id)));
  // Of VALUES, SQLite computes the RowID once for each trigger and once more for the row; a sub-select it computes once.
  return [{ name: columnName(identity), value: numbered === 'one row' ? sqlite`(SELECT ${next})` : next }];
}

/** The counter behind a column; IDENTITY has the RowID's. */
export function counterOf(column: ColumnRecord): number | null {
  switch (column.generated) {
    case 'serial':
    case 'autoIncrement':
      return column.id;
    case 'rowVersion':
      return ROW_VERSION_COUNTER;
    case 'identity':
    case null:
      return null;
  }
}

function leftOutValue(column: ColumnRecord, table: TableRecord, context: CompileContext): Fragment | null {
  const counter = counterOf(column);
  if (counter !== null) return call('iris_counter', literal(BigInt(counter)), raw('NULL'));
  if (column.default === null) return null;
  return stored(defaultExpression(column, context), column, table, -104, context);
}

function upsert(
  source: Fragment,
  columns: readonly ColumnRecord[],
  own: readonly OwnValue[],
  table: TableRecord,
): Omit<UpsertPlan, 'temporaryTables' | 'noCheck'> {
  const name = tableName(table.id);
  const at = (column: ColumnRecord) => columns.indexOf(column);
  // Only keys whose columns are all given can be looked up before the row is there.
  const rules = uniqueRules(table).filter((rule) => rule.columns.every((column) => at(column) >= 0));
  const tests = rules.map((rule) =>
    rule.columns.map((column) => `${keyExpression(column)} = ${boundKey(column)}`).join(' AND '),
  );
  const updated = columns.filter((column) => column.generated !== 'identity');
  const assignments = updated.map((column) => `${columnName(column)} = ?`);
  const places = columns.map(() => '?');
  const names = [...columns.map(columnName), ...own.map(({ name }) => name)].join(', ');
  const values = joined([raw(places.join(', ')), ...own.map(({ value }) => value)], ', ');
  return {
    kind: 'upsert',
    source,
    width: columns.length,
    probe:
      tests.length === 0
        ? null
        : `SELECT id FROM ${name} WHERE ${tests.map((test) => `(${test})`).join(' OR ')} LIMIT 1`,
    probeValues: rules.flatMap((rule) => rule.columns.map(at)),
    update: assignments.length === 0 ? null : `UPDATE ${name} SET ${assignments.join(', ')} WHERE id = ?`,
    updateValues: updated.map(at),
    insert: sqlite`INSERT INTO ${name} (${names}) VALUES (${values})`,
  };
}

/** `?` under the column's collation. */
function boundKey(column: ColumnRecord): string {
  return keyExpression(column, '').replace(columnName(column), '?');
}
