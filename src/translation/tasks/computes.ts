import type { TranslationContext } from '../../sql/context.ts';
import { familyOf, type Family } from '../../sql/expression/family.ts';
import type { Query } from '../../sql/tree/nodes.ts';
import { nodesOfKind } from '../../sql/tree/node-index.ts';

const NUMBERS: readonly Family[] = ['integer', 'numeric', 'float'];

/** Fields with the result type of what is computed. */
const RESULTS = [
  ['OPEXPR', 'opresulttype'],
  ['FUNCEXPR', 'funcresulttype'],
  ['AGGREF', 'aggtype'],
] as const;

/**
 * Whether a query computes numbers, which can go beyond what IRIS computes with, or be none: IRIS then says less than
 * PostgreSQL, or refuses what PostgreSQL can do.
 */
export function computesNumbers(query: Query, context: TranslationContext): boolean {
  return RESULTS.some(([kind, field]) =>
    nodesOfKind(query, kind).some((node) => NUMBERS.includes(familyOf(Number(node[field]), context))),
  );
}
