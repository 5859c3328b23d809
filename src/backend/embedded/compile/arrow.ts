import { IrisError } from '../../iris-session.ts';
import { className } from '../dictionary/class-name.ts';
import { type TableRecord, tableName } from '../dictionary/records.ts';
import { tableSource } from '../dictionary/relation-source.ts';
import { type Arrow, nameKey } from '../iris-sql/ast.ts';
import type { CompileContext } from './context.ts';
import { type Expression, expression } from './expression.ts';
import { raw, sqlite } from './fragment.ts';
import { EMPTY_SCOPE, resolveColumn, type Scope } from './scope.ts';

/**
 * reference->column (GSQL_implicitjoins): the column of the row whose ID the reference holds, NULL where there is none. It is
 * a left outer join on the RowID, which finds one row at most, and so a subquery does the same.
 */
export function arrow(node: Arrow, scope: Scope, context: CompileContext): Expression {
  let value = resolveColumn(node.reference, scope);
  for (const name of node.path) {
    const table = referenced(value, node, context);
    const alias = context.alias();
    const source = tableSource(table, alias, null, null, context);
    const column = { kind: 'column', at: node.at, schema: null, table: null, name } as const;
    const found = resolveColumn(column, { ...EMPTY_SCOPE, sources: [source] });
    value = expression(
      found.type,
      sqlite`(SELECT ${found.sql} FROM ${raw(tableName(table.id))} AS ${alias} WHERE ${alias}.id = ${value.sql})`,
      { collationRank: 1, ...(found.references === undefined ? {} : { references: found.references }) },
    );
  }
  return value;
}

/** @throws IrisError -29 for a column that is no reference */
function referenced({ references }: Expression, node: Arrow, { dictionary }: CompileContext): TableRecord {
  const table = references === undefined ? undefined : tableOfClass(references, dictionary.tables());
  if (table !== undefined) return table;
  throw new IrisError(
    -29,
    `Field '${[node.reference.name, ...node.path].join('->')}' not found in the applicable tables`,
  );
}

/** The table that a class is projected to; undefined for none. */
export function tableOfClass(name: string, tables: readonly TableRecord[]): TableRecord | undefined {
  return tables.find((table) => nameKey(className(table)) === nameKey(name));
}
