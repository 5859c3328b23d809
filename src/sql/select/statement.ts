import type { TranslationContext } from '../context.ts';
import type { StatementScope } from '../expression/scope.ts';
import type { Fragment } from '../iris/fragment.ts';
import type { CommonTableExpr } from '../tree/nodes.ts';
import { printQuery } from './query.ts';

/**
 * The surroundings of one statement of the client.
 * @param commonTables the WITH queries that it declares itself
 * @param row the %ID of the one row of the outermost query's table that is read; null for all
 */
export function createStatement(
  context: TranslationContext,
  commonTables: ReadonlyMap<CommonTableExpr, string> = new Map(),
  row: Fragment | null = null,
): StatementScope {
  let aliases = 0;
  const statement: StatementScope = {
    context,
    row,
    nextAlias() {
      aliases += 1;
      return `t${aliases}`;
    },
    subselect: (query, parent, use) => printQuery(query, parent, statement, use),
    commonTableName: (table) => commonTables.get(table),
  };
  return statement;
}
