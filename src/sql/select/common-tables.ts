import type { TranslationContext } from '../context.ts';
import { QueryScope } from '../expression/query-scope.ts';
import { unsupported } from '../expression/unsupported.ts';
import { fragment, join, raw, type Fragment } from '../iris/fragment.ts';
import type { CommonTableExpr, Query } from '../tree/nodes.ts';
import { createStatement } from './statement.ts';

/** WITH queries that are printed as such, and the clause that declares them (with a blank at its end). */
export interface PrintedCommonTables {
  readonly names: ReadonlyMap<CommonTableExpr, string>;
  readonly clause: Fragment;
}

/**
 * WITH queries used more than once are declared, if they hold no `?`, which is doubtful inside of WITH (iris-sql.md,
 * section 9); all others are written where they are used.
 * @throws GatewayError 0A000 when one changes data: it would be changed each time it is used, or never
 */
export function commonTables(query: Query, context: TranslationContext): PrintedCommonTables {
  if (query.hasModifyingCTE) throw unsupported('a data-modifying statement in WITH', context);
  const names = new Map<CommonTableExpr, string>();
  const parts: Fragment[] = [];
  for (const table of query.cteList ?? []) {
    if (table.cterefcount < 2 || table.cterecursive) continue;
    const statement = createStatement(context, names);
    const printed = statement.subselect(
      table.ctequery,
      new QueryScope(statement, query, null),
      'derived table',
    );
    if (printed.slots.length > 0) continue;
    const name = `w${parts.length + 1}`;
    parts.push(fragment`${raw(name)} AS (${printed})`);
    names.set(table, name);
  }
  return { names, clause: parts.length === 0 ? raw('') : fragment`WITH ${join(parts, ', ')} ` };
}
