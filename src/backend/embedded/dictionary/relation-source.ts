import type { CompileContext } from '../compile/context.ts';
import { expression } from '../compile/expression.ts';
import { type Fragment, bound, raw, sqlite } from '../compile/fragment.ts';
import type { Source } from '../compile/scope.ts';
import { SQLUPPER } from '../values/collation.ts';
import { BIGINT, INTEGER, type SqlType } from '../values/sql-type.ts';
import { type TableRecord, columnName, fullName, tableName } from './records.ts';
import type { SystemView } from './system-view.ts';

const SYSTEM_TEXT: SqlType = { kind: 'text', length: null, collation: SQLUPPER };

/** A table or system view as an item of FROM, without its alias. */
export function relationSource(
  relation: TableRecord | SystemView,
  alias: string,
  key: string | null,
  schemaKey: string | null,
  context: CompileContext,
): { readonly source: Source; readonly sql: Fragment } {
  if (relation.kind === 'system') {
    context.labels.set(alias, `${relation.schema}.${relation.name}`);
    const columns = relation.columns.map((column, i) => ({
      name: column.name,
      value: expression(column.type === 'integer' ? INTEGER : SYSTEM_TEXT, raw(`(${alias}.value ->> ${i})`), {
        collationRank: 1,
      }),
    }));
    const { dictionary } = context;
    return {
      source: { key, schemaKey, alias, columns, rowId: null, rowNumber: null },
      sql: sqlite`json_each(${bound(() => dictionary.systemRows(relation))})`,
    };
  }
  return { source: tableSource(relation, alias, key, schemaKey, context), sql: raw(tableName(relation.id)) };
}

/** The names of a table, whether it is read or changed. */
export function tableSource(
  table: TableRecord,
  alias: string,
  key: string | null,
  schemaKey: string | null,
  context: CompileContext,
): Source {
  context.labels.set(alias, fullName(table));
  if (table.temporary) context.temporaryTables.add(table.id);
  return {
    key,
    schemaKey,
    alias,
    columns: table.columns.map((column) => ({
      name: column.name,
      value: expression(column.type, raw(`${alias}.${columnName(column)}`), {
        nullable: column.nullable,
        collationRank: 1,
        ...(column.className.startsWith('%') ? {} : { references: column.className }),
      }),
    })),
    rowId: expression(BIGINT, raw(`${alias}.id`), { nullable: false }),
    rowNumber: null,
  };
}
