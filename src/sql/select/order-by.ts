import { isFixed } from '../expression/constant.ts';
import { neverNull } from '../expression/nullability.ts';
import { print } from '../expression/printers.ts';
import type { Scope } from '../expression/scope.ts';
import { printSortItems, sortItem, targetOf } from '../expression/sorting.ts';
import { cosineSimilarity, innerProduct } from '../expression/vector.ts';
import { fragment, raw, type Fragment } from '../iris/fragment.ts';
import type { Expression, Query, SortGroupClause } from '../tree/nodes.ts';

/** ORDER BY items of a query over its own FROM clause. */
export function orderByExpressions(query: Query, scope: Scope): Fragment[] {
  return (query.sortClause ?? []).flatMap((clause) => {
    const { expr } = targetOf(clause, query.targetList);
    if (isFixed(expr)) return [];
    return (
      nearest(expr, clause, scope) ??
      printSortItems([sortItem(expr, clause, print.scalar(expr, scope), scope)])
    );
  });
}

/** ORDER BY items over a derived table, whose columns are named by `read` from the target's resno. */
export function orderByColumns(query: Query, scope: Scope, read: (resno: number) => Fragment): Fragment[] {
  return (query.sortClause ?? []).flatMap((clause) => {
    const target = targetOf(clause, query.targetList);
    if (isFixed(target.expr)) return [];
    return printSortItems([sortItem(target.expr, clause, read(target.resno), scope)]);
  });
}

/**
 * Order by Euclidean distance to one vector q, without what is the same for all rows: |v|^2 - 2 v.q grows as |v - q| does,
 * and binds q once.
 */
function nearestEuclidean(
  left: Expression,
  right: Expression,
  clause: SortGroupClause,
  scope: Scope,
): Fragment[] {
  const own = innerProduct(left, left, scope, print);
  const key = fragment`(${own} - (2 * ${innerProduct(left, right, scope, print)}))`;
  const nulls = fragment`CASE WHEN ${print.scalar(left, scope)} IS NULL THEN 1 ELSE 0 END`;
  if (clause.reverse_sort) {
    return [...(neverNull(left, scope) ? [] : [fragment`${nulls} DESC`]), fragment`${key} DESC`];
  }
  return [...(neverNull(left, scope) ? [] : [nulls]), key];
}

/**
 * Order by cosine distance or negative inner product as the opposite order of the similarity, so that an HNSW index can
 * answer it (iris-sql.md 5.3). Both put NULLs where PostgreSQL's default does: last when nearest come first.
 */
function nearest(expr: Expression, clause: SortGroupClause, scope: Scope): Fragment[] | null {
  if (expr.kind !== 'OPEXPR' || clause.nulls_first !== clause.reverse_sort) return null;
  const [left, right] = expr.args;
  if (left === undefined || right === undefined) return null;
  const direction = raw(clause.reverse_sort ? '' : ' DESC');
  switch (scope.statement.context.operator(expr.opno)?.name) {
    case '<=>':
      return [fragment`${cosineSimilarity(left, right, scope, print)}${direction}`];
    case '<#>':
      return [fragment`${innerProduct(left, right, scope, print)}${direction}`];
    case '<->':
      return isFixed(right) ? nearestEuclidean(left, right, clause, scope) : null;
    default:
      return null;
  }
}
