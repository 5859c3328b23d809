import type { TranslationContext } from '../../sql/context.ts';
import { familyOf, type Family } from '../../sql/expression/family.ts';
import type { Query, TreeNode } from '../../sql/tree/nodes.ts';
import { visitNodes } from '../../sql/tree/visit.ts';

const NUMBERS: readonly Family[] = ['integer', 'numeric', 'float'];

/** Fields with the result type of what is computed. */
const RESULTS: Readonly<Record<string, string>> = {
  OPEXPR: 'opresulttype',
  FUNCEXPR: 'funcresulttype',
  AGGREF: 'aggtype',
};

/**
 * Whether a query computes numbers, which can go beyond what IRIS computes with, or be none: IRIS then says less than
 * PostgreSQL, or refuses what PostgreSQL can do.
 */
export function computesNumbers(query: Query, context: TranslationContext): boolean {
  let found = false;
  visitNodes(query, (node: TreeNode) => {
    const field = RESULTS[node.kind];
    found ||= field !== undefined && NUMBERS.includes(familyOf(Number(node[field]), context));
    return !found;
  });
  return found;
}
