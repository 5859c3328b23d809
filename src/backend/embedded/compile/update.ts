import { IrisError } from '../../iris-session.ts';
import {
  type ColumnRecord,
  type TableRecord,
  columnName,
  fullName,
  tableName,
} from '../dictionary/records.ts';
import { tableSource } from '../dictionary/relation-source.ts';
import { type Delete, type Update, nameKey } from '../iris-sql/ast.ts';
import type { CompileContext } from './context.ts';
import { defaultValue } from './default.ts';
import { compileFrom } from './from.ts';
import { type Fragment, joined, raw, sqlite } from './fragment.ts';
import { ROW_VERSION_COUNTER, columnNamed } from './insert.ts';
import type { ChangePlan } from './plan.ts';
import { withClause } from './query.ts';
import { EMPTY_SCOPE, type Scope, type Source } from './scope.ts';
import { stored } from './store.ts';

interface Target {
  readonly table: TableRecord;
  readonly source: Source;
  /** Tables beside the target; null for none. */
  readonly from: Fragment | null;
  readonly scope: Scope;
  readonly prefix: Fragment;
  readonly where: Fragment;
}

/** UPDATE ... [FROM] (iris-sql.md section 2). */
export function compileUpdate(node: Update, context: CompileContext): ChangePlan {
  const target = compileTarget(node, context);
  const { table } = target;
  const assigned = node.assignments.map((assignment) => {
    const column = columnNamed(table, assignment.column);
    refuseFixed(column, table);
    const value = context.scalar(assignment.value, target.scope);
    return { column, sql: stored(value, column, table, -105, context) };
  });
  const own = table.columns.flatMap((column) => {
    if (assigned.some((assignment) => assignment.column === column)) return [];
    if (column.generated === 'rowVersion') {
      return [{ column, sql: raw(`iris_counter(${ROW_VERSION_COUNTER}, NULL)`) }];
    }
    if (column.onUpdate === null) return [];
    return [{ column, sql: stored(defaultValue(column.onUpdate, context), column, table, -105, context) }];
  });
  const list = [...assigned, ...own].map(({ column, sql }) => sqlite`${columnName(column)} = ${sql}`);
  const from = target.from === null ? raw('') : sqlite` FROM ${target.from}`;
  return {
    kind: 'change',
    verb: 'UPDATE',
    sql: sqlite`${target.prefix}UPDATE ${tableName(table.id)} AS ${target.source.alias} SET ${joined(list, ', ')}${from}${target.where}`,
    temporaryTables: [...context.temporaryTables],
    savesCounters: own.some(({ column }) => column.generated === 'rowVersion'),
    noCheck: node.restrictions.includes('%NOCHECK'),
  };
}

/** DELETE [FROM] (iris-sql.md section 2). */
export function compileDelete(node: Delete, context: CompileContext): ChangePlan {
  const target = compileTarget(node, context);
  const name = tableName(target.table.id);
  const { alias } = target.source;
  const sql =
    target.from === null
      ? sqlite`${target.prefix}DELETE FROM ${name} AS ${alias}${target.where}`
      : sqlite`${target.prefix}DELETE FROM ${name} WHERE id IN (SELECT ${alias}.id FROM ${name} AS ${alias} JOIN ${target.from}${target.where})`;
  return {
    kind: 'change',
    verb: 'DELETE',
    sql,
    temporaryTables: [...context.temporaryTables],
    savesCounters: false,
    noCheck: node.restrictions.includes('%NOCHECK'),
  };
}

function compileTarget(node: Update | Delete, context: CompileContext): Target {
  const table = context.dictionary.table(node.table.schema, node.table.name);
  const { prefix, commonTables } = withClause(node.with, new Map(), context);
  const base: Scope = { ...EMPTY_SCOPE, commonTables };
  const key = nameKey(node.alias ?? node.table.name);
  const schemaKey = node.alias === null ? nameKey(table.schema) : null;
  const source = tableSource(table, context.alias(), key, schemaKey, context);
  const from = node.from.length === 0 ? null : compileFrom(node.from, base, context);
  // The target named again in FROM is the same row (RSQL_delete: both get the same alias or none).
  const again = from?.sources.find((candidate) => candidate.key === key && candidate.rowId !== null);
  const sources = from === null ? [source] : again ? from.sources : [source, ...from.sources];
  const scope: Scope = { ...base, sources };
  const tests: Fragment[] = again?.rowId ? [sqlite`${source.alias}.id = ${again.rowId.sql}`] : [];
  if (node.where !== null) tests.push(context.condition(node.where, scope));
  return {
    table,
    source,
    from: from === null ? null : from.print(),
    scope,
    prefix: prefix === null ? raw('') : sqlite`${prefix} `,
    where: tests.length === 0 ? raw('') : sqlite` WHERE ${joined(tests, ' AND ')}`,
  };
}

/** @throws IrisError -107, -105, -138 */
function refuseFixed({ generated, name }: ColumnRecord, table: TableRecord): void {
  if (generated === 'identity') {
    throw new IrisError(
      -107,
      `Cannot UPDATE RowID or RowID based on fields: '${name}' of table '${fullName(table)}'`,
    );
  }
  if (generated === 'serial') {
    throw new IrisError(
      -105,
      `Table '${fullName(table)}', Field '${name}' failed validation; a SERIAL field cannot be updated`,
    );
  }
  if (generated === 'rowVersion') {
    throw new IrisError(-138, `Cannot UPDATE a value for the read only field '${name}'`);
  }
}
