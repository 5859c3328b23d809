import { fragment, type Fragment } from '../iris/fragment.ts';
import type { RowCompareExpr } from '../tree/nodes.ts';
import { compare, type ComparisonName } from './comparison.ts';
import type { Print } from './print.ts';
import type { Scope } from './scope.ts';

/** RowCompareExpr.cmptype: the operator of the last column and the strict one of those before it. */
const OPERATORS: Readonly<Record<number, readonly [last: ComparisonName, before: ComparisonName]>> = {
  1: ['<', '<'],
  2: ['<=', '<'],
  4: ['>=', '>'],
  5: ['>', '>'],
};

/** `(a, b) < (c, d)` is `a < c OR (a = c AND b < d)`, also where NULLs make it unknown (manual 9.25.5). */
export function rowComparison(node: RowCompareExpr, scope: Scope, print: Print): Fragment {
  const operators = OPERATORS[node.cmptype];
  if (operators === undefined) throw new Error(`row comparison of kind ${node.cmptype}`);
  const pairs = node.largs.flatMap((left, i) => {
    const right = node.rargs[i];
    return right === undefined ? [] : [{ left, right }];
  });
  let result: Fragment | null = null;
  for (const { left, right } of pairs.toReversed()) {
    const rest: Fragment | null = result;
    if (rest === null) result = compare(operators[0], left, right, scope, print);
    else {
      const strict = compare(operators[1], left, right, scope, print);
      const equal = compare('=', left, right, scope, print);
      result = fragment`(${strict} OR (${equal} AND ${rest}))`;
    }
  }
  if (result === null) throw new Error('row comparison without columns');
  return result;
}
