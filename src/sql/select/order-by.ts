import { isSameForAllRows } from '../expression/constant.ts';
import { comparableValue } from '../expression/near-value.ts';
import { print } from '../expression/printers.ts';
import type { Scope } from '../expression/scope.ts';
import { printSortItems, sortItem, targetOf } from '../expression/sorting.ts';
import type { Fragment } from '../iris/fragment.ts';
import type { Query } from '../tree/nodes.ts';
import { nearest } from './nearest.ts';

/** ORDER BY items of a query over its own FROM clause. */
export function orderByExpressions(query: Query, scope: Scope): Fragment[] {
  return (query.sortClause ?? []).flatMap((clause) => {
    const { expr } = targetOf(clause, query.targetList);
    if (isSameForAllRows(expr)) return [];
    return (
      nearest(expr, clause, query.limitCount !== null, scope) ??
      printSortItems([sortItem(expr, clause, comparableValue(expr, scope, print), scope)])
    );
  });
}

/** ORDER BY items over a derived table, whose columns are named by `read` from the target's resno. */
export function orderByColumns(query: Query, scope: Scope, read: (resno: number) => Fragment): Fragment[] {
  return (query.sortClause ?? []).flatMap((clause) => {
    const target = targetOf(clause, query.targetList);
    if (isSameForAllRows(target.expr)) return [];
    return printSortItems([sortItem(target.expr, clause, read(target.resno), scope)]);
  });
}
