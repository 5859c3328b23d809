import { holdsDistance } from '../expression/distance.ts';
import { QueryScope } from '../expression/query-scope.ts';
import type { Scope, StatementScope } from '../expression/scope.ts';
import { unsupported } from '../expression/unsupported.ts';
import { RTE, type Query } from '../tree/nodes.ts';

/**
 * Distances in the rows of a query that are shown or kept: IRIS computes them with other digits than pgvector. Those of a
 * derived table are only compared and sorted by, or the lane computes them.
 * @throws GatewayError 0A000
 */
export function refuseShownDistances(query: Query, statement: StatementScope, parent: Scope | null): void {
  const scope = new QueryScope(statement, query, parent);
  const shown = (query.targetList ?? []).filter(({ resjunk }) => !resjunk);
  if (shown.some(({ expr }) => holdsDistance(expr, scope))) {
    throw unsupported('a vector distance as a value', statement.context);
  }
  if (query.setOperations === null) return;
  for (const entry of query.rtable ?? []) {
    if (entry.rtekind === RTE.subquery) refuseShownDistances(entry.subquery, statement, scope);
  }
}
