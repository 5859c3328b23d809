import type { Expression, Query, RelationEntry, TreeNode } from './nodes.ts';
import { RTE } from './nodes.ts';

export function isNode(value: unknown): value is TreeNode {
  return typeof value === 'object' && value !== null && 'kind' in value;
}

/** Calls `visit` for every node under `value`, outer ones first; the children are skipped when it returns false. */
export function visitNodes(value: unknown, visit: (node: TreeNode) => boolean): void {
  if (Array.isArray(value)) {
    for (const item of value) visitNodes(item, visit);
    return;
  }
  if (!isNode(value) || !visit(value)) return;
  // Without a list of the values for each node: trees have thousands, and several are gone through for each statement.
  for (const name in value) {
    const field = value[name];
    if (typeof field === 'object' && field !== null && !(field instanceof Uint8Array))
      visitNodes(field, visit);
  }
}

/** Calls `visit` for the expression nodes of one query level: sub-selects are not entered. */
export function visitExpressions(value: unknown, visit: (node: Expression) => boolean): void {
  visitNodes(value, (node) => node.kind !== 'QUERY' && visit(node as unknown as Expression));
}

/** Tables and views of a query and of all queries in it. */
export function relationEntries(query: Query): RelationEntry[] {
  const found: RelationEntry[] = [];
  visitNodes(query, (node) => {
    if (node.kind === 'RANGETBLENTRY' && node['rtekind'] === RTE.relation) {
      found.push(node as unknown as RelationEntry);
    }
    return true;
  });
  return found;
}
