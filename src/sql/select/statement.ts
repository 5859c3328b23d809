import type { TranslationContext } from '../context.ts';
import type { StatementScope } from '../expression/scope.ts';
import type { CommonTableExpr } from '../tree/nodes.ts';
import { printQuery } from './query.ts';

/** The surroundings of one statement of the client; `commonTables` are the WITH queries that it declares itself. */
export function createStatement(
  context: TranslationContext,
  commonTables: ReadonlyMap<CommonTableExpr, string> = new Map(),
): StatementScope {
  let aliases = 0;
  const statement: StatementScope = {
    context,
    nextAlias() {
      aliases += 1;
      return `t${aliases}`;
    },
    subselect: (query, parent, use) => printQuery(query, parent, statement, use),
    commonTableName: (table) => commonTables.get(table),
  };
  return statement;
}
