import type { SubselectUse } from '../expression/scope.ts';
import { fragment, raw, type Fragment } from '../iris/fragment.ts';
import type { Query } from '../tree/nodes.ts';
import type { RowCount } from './row-count.ts';

/** Where a query stands: at the top only, ORDER BY needs no TOP and LIMIT ... OFFSET is known (iris-sql.md 1.1, 1.2). */
export type Place = 'top' | SubselectUse;

/** LIMIT and OFFSET of a query. */
export interface RowCounts {
  readonly limit: RowCount | null;
  readonly offset: RowCount | null;
  /** FETCH ... WITH TIES: rows that are equal to the last one by ORDER BY come too. */
  readonly ties: boolean;
}

/** Resnos of the columns of the answer. */
export function visible(query: Query): number[] {
  return (query.targetList ?? []).filter((target) => !target.resjunk).map((target) => target.resno);
}

/** Whether ORDER BY means anything: in a sub-select of an expression only together with a limit. */
export function keepsOrder(counts: RowCounts, place: Place): boolean {
  return place === 'top' || place === 'derived table' || counts.limit !== null;
}

/** `TOP n `, or `TOP ALL ` which makes ORDER BY legal in a derived table. */
export function topOf(counts: RowCounts, order: readonly Fragment[], place: Place): Fragment {
  const plain = counts.limit?.plain ?? null;
  if (plain !== null) return fragment`TOP ${plain} `;
  return raw(order.length > 0 && place !== 'top' ? 'TOP ALL ' : '');
}
