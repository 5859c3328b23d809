import { refuse, type Rule } from '../expression/call.ts';
import type { Family } from '../expression/family.ts';

const VECTOR: readonly Family[] = ['vector'];

/**
 * A distance. IRIS's is near pgvector's only: comparisons and ORDER BY take it (nearValue), the lane computes what is shown
 * (DistanceExpression), and anywhere else PostgreSQL has to.
 */
export function onlyNear(name: string, takes: Rule['takes']): Rule {
  return {
    name,
    takes,
    gives: 'value',
    print: (call) => {
      throw refuse(call);
    },
  };
}

/** pgvector's distances. */
export const VECTOR_DISTANCES: readonly Rule[] = ['<->', '<#>', '<=>', '<+>'].map((name) =>
  onlyNear(name, [VECTOR, VECTOR]),
);
