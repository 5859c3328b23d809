import { isFixed } from '../expression/constant.ts';
import { distanceOf, type Distance } from '../expression/distance.ts';
import { neverNull } from '../expression/nullability.ts';
import { print } from '../expression/printers.ts';
import type { Scope } from '../expression/scope.ts';
import { cosineSimilarity, dotProduct, euclideanOrder } from '../expression/vector.ts';
import { fragment, join, raw, type Fragment } from '../iris/fragment.ts';
import { isSince } from '../iris/version.ts';
import type { Expression, SortGroupClause } from '../tree/nodes.ts';

/** First version with HNSW (iris-sql.md 5.2). */
const HNSW_SINCE = '2025.1';

/**
 * Order by a vector distance through what IRIS searches by: cosine distance and negative inner product are the opposite
 * order of the similarity, which an HNSW index answers behind TOP (iris-sql.md 5.3). Null for what is ordered by its value.
 */
export function nearest(
  expr: Expression,
  clause: SortGroupClause,
  limited: boolean,
  scope: Scope,
): Fragment[] | null {
  const distance = distanceOf(expr, scope);
  if (distance === null) return null;
  const descending = clause.reverse_sort;
  switch (distance.measure) {
    case 'cosine': {
      const key = directed(cosineSimilarity(distance, scope, print), !descending);
      const nulls = nullKey(distance, clause.nulls_first, scope);
      if (descending || clause.nulls_first) return [...nulls, key];
      // Vectors of length 0, whose distance is NaN, come before NULLs. A second key would keep IRIS from using the index,
      // which leaves out both, as pgvector's does.
      return limited && isSince(scope.statement.context.dialect, HNSW_SINCE) ? [key] : [key, ...nulls];
    }
    case 'negative inner product': {
      const key = directed(dotProduct(distance, scope, print), !descending);
      // IRIS: NULL is first when ascending, last when descending.
      return clause.nulls_first === descending
        ? [key]
        : [...nullKey(distance, clause.nulls_first, scope), key];
    }
    case 'l2':
    case 'l2 squared': {
      const [, query] = distance.vectors;
      if (query === undefined || !isFixed(query)) return null;
      const key = directed(euclideanOrder(distance, scope, print), descending);
      return [...nullKey(distance, clause.nulls_first, scope), key];
    }
    default:
      return null;
  }
}

function directed(key: Fragment, descending: boolean): Fragment {
  return descending ? fragment`${key} DESC` : key;
}

/** Where NULLs go, if there are any: a query vector that is NULL makes all rows alike. */
function nullKey({ vectors }: Distance, nullsFirst: boolean, scope: Scope): Fragment[] {
  const nullable = vectors.filter((vector) => !isFixed(vector) && !neverNull(vector, scope));
  if (nullable.length === 0) return [];
  const tests = nullable.map((vector) => fragment`(${print.scalar(vector, scope)} IS NULL)`);
  const [first, last] = nullsFirst ? ['0', '1'] : ['1', '0'];
  return [fragment`CASE WHEN ${join(tests, ' OR ')} THEN ${raw(first)} ELSE ${raw(last)} END`];
}
