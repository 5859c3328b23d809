import { holdsDistance } from '../../expression/distance.ts';
import type { Scope } from '../../expression/scope.ts';
import type { Query, TargetEntry } from '../../tree/nodes.ts';

/**
 * The query with distances of its select list that ORDER BY refers to in two entries: one that is shown, whose place an
 * operand may take, and one that the rows are ordered by.
 */
export function withSeparateKeys(query: Query, scope: Scope): Query {
  const targets = query.targetList ?? [];
  let last = Math.max(0, ...targets.map(({ resno }) => resno));
  const keys: TargetEntry[] = [];
  const shown = targets.map((target) => {
    const { resjunk, ressortgroupref, expr } = target;
    if (resjunk || ressortgroupref === 0 || !holdsDistance(expr, scope)) return target;
    last += 1;
    keys.push({ ...target, resno: last, resjunk: true });
    return { ...target, ressortgroupref: 0 };
  });
  return keys.length === 0 ? query : { ...query, targetList: [...shown, ...keys] };
}
