import { fragment, raw, type Fragment } from '../iris/fragment.ts';
import type { Expression, SortGroupClause, TargetEntry } from '../tree/nodes.ts';
import { isSameForAllRows } from './constant.ts';
import { familyOf } from './family.ts';
import { comparableValue } from './near-value.ts';
import { neverNull } from './nullability.ts';
import { sortKey } from './order-key.ts';
import type { Print } from './print.ts';
import type { Scope } from './scope.ts';
import { typeOf } from './type-of.ts';
import { unsupported } from './unsupported.ts';

/** A key to sort by: its value, whether it may be NULL, and where PostgreSQL puts those. */
export interface SortItem {
  readonly key: Fragment;
  readonly descending: boolean;
  readonly nullsFirst: boolean;
  readonly nullable: boolean;
}

/** The target entry that a sort or group clause means. */
export function targetOf(clause: SortGroupClause, targetList: readonly TargetEntry[] | null): TargetEntry {
  const target = targetList?.find((entry) => entry.ressortgroupref === clause.tleSortGroupRef);
  if (target === undefined) throw new Error(`no target entry has sort reference ${clause.tleSortGroupRef}`);
  return target;
}

/** The sort items of a query level; constants, which order nothing, are left out. */
export function sortItems(
  clauses: readonly SortGroupClause[] | null,
  targetList: readonly TargetEntry[] | null,
  scope: Scope,
  print: Print,
): SortItem[] {
  return (clauses ?? []).flatMap((clause) => {
    const { expr } = targetOf(clause, targetList);
    return isSameForAllRows(expr) ? [] : [sortItem(expr, clause, comparableValue(expr, scope, print), scope)];
  });
}

/** An item whose value is printed already. */
export function sortItem(expr: Expression, clause: SortGroupClause, value: Fragment, scope: Scope): SortItem {
  const { context } = scope.statement;
  const key = sortKey(value, typeOf(expr), context);
  if (key === null) {
    const family = familyOf(typeOf(expr), context);
    throw unsupported(`ordering by type ${family}`, context, 'location' in expr ? expr.location : -1);
  }
  return {
    key,
    descending: clause.reverse_sort,
    nullsFirst: clause.nulls_first,
    nullable: !neverNull(expr, scope),
  };
}

/**
 * ORDER BY items. For IRIS NULL is the lowest value, and there is no NULLS FIRST: where PostgreSQL puts it elsewhere, a key
 * in front says so (iris-sql.md 1.2).
 */
export function printSortItems(items: readonly SortItem[]): Fragment[] {
  return items.flatMap(({ key, descending, nullsFirst, nullable }) => {
    const main = fragment`${key}${raw(descending ? ' DESC' : '')}`;
    // IRIS: first when ascending, last when descending.
    const irisNullsFirst = !descending;
    return nullable && nullsFirst !== irisNullsFirst ? [nullKey(key, nullsFirst), main] : [main];
  });
}

function nullKey(key: Fragment, nullsFirst: boolean): Fragment {
  return nullsFirst
    ? fragment`CASE WHEN ${key} IS NULL THEN 0 ELSE 1 END`
    : fragment`CASE WHEN ${key} IS NULL THEN 1 ELSE 0 END`;
}
