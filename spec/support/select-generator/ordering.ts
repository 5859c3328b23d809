import { keyExpression } from './grouping.ts';
import type { Draft, Ordering, Scope, ScopeColumn } from './scope.ts';

export const UNORDERED: Ordering = { total: false, outputs: [] };

export function direction(draft: Draft): string {
  return draft.choices.pick(['', ' desc', ' nulls first', ' desc nulls last', ' asc']);
}

/** LIMIT and OFFSET in their forms; only behind a total order. */
export function limit(draft: Draft): string {
  return draft.choices.pick([
    '',
    ' limit 3',
    ' limit 2 offset 1',
    ' offset 2',
    ' fetch first 4 rows only',
    ' offset 1 row fetch next row only',
    ' limit 0',
    ' limit all',
    ' fetch first 2 rows with ties',
  ]);
}

/** The columns of an answer as its key, if equal rows look the same. */
export function keyOf(columns: readonly ScopeColumn[]): readonly string[] | null {
  return columns.every(({ exact }) => exact) ? columns.map(({ sql }) => sql) : null;
}

/** ORDER BY, and LIMIT behind a total order. `columns` are those of the answer. */
export function orderBy(
  columns: readonly ScopeColumn[],
  scope: Scope,
  draft: Draft,
  distinct: boolean,
): { readonly sql: string; readonly ordering: Ordering } {
  const { choices } = draft;
  const limits = choices.chance(50);
  const outputs = choices
    .several(0, 2, () => choices.below(columns.length))
    .filter((index, place, all) => columns[index]?.exact === true && all.indexOf(index) === place);
  const key = distinct ? keyOf(columns) : scope.key;
  const total = key !== null && (limits || choices.chance(30));
  const further = !total && !distinct && choices.chance(30) ? keyExpression(scope, draft) : null;
  const order = [
    ...outputs.map((index) => `${choices.chance(50) ? index + 1 : columns[index]?.sql}${direction(draft)}`),
    ...(further === null ? [] : [`${further.sql}${direction(draft)}`]),
    ...(total ? key : []),
  ];
  const sql = order.length === 0 ? '' : ` order by ${order.join(', ')}`;
  const slice = total && limits ? limit(draft) : '';
  // WITH TIES needs an ORDER BY, which a single row has not always. Beside min() or max() without GROUP BY PostgreSQL 15
  // fails with 21000: its index lookup is LIMIT 1 WITH TIES then (planagg.c leaves limitOption as it is).
  const single = key === null || key.length === 0;
  return {
    sql: slice.endsWith('ties') && single ? sql : `${sql}${slice}`,
    ordering: { total, outputs },
  };
}
