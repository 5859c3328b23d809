import { IrisError } from '../../iris-session.ts';
import { defaultExpression } from '../compile/default.ts';
import { expression } from '../compile/expression.ts';
import { type Fragment, raw } from '../compile/fragment.ts';
import { createContext } from '../compile/statement.ts';
import { stored } from '../compile/store.ts';
import {
  type ColumnRecord,
  type TableRecord,
  columnName,
  fullName,
  tableName,
} from '../dictionary/records.ts';
import type { DefinitionContext } from './context.ts';
import { replaceTable } from './index.ts';
import { rebuildPhysicalTable } from './physical-table.ts';

/** Columns keep their values, converted where their type has changed. */
export function restructure(old: TableRecord, next: TableRecord, context: DefinitionContext): void {
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

export function hasRows(table: TableRecord, context: DefinitionContext): boolean {
  if (table.temporary) return false;
  return context.database.get(`SELECT 1 FROM ${tableName(table.id)} LIMIT 1`) !== undefined;
}
