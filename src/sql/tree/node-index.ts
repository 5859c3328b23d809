import type { Query, TreeNode } from './nodes.ts';
import { visitNodes } from './visit.ts';

const NONE: readonly TreeNode[] = [];

const indexes = new WeakMap<Query, ReadonlyMap<string, readonly TreeNode[]>>();

/**
 * All nodes of one kind in a query, those of the queries in it included, outer ones first. A tree has thousands of nodes and
 * a statement is asked several such questions: it is gone through once.
 */
export function nodesOfKind(query: Query, kind: string): readonly TreeNode[] {
  return (indexes.get(query) ?? indexed(query)).get(kind) ?? NONE;
}

function indexed(query: Query): ReadonlyMap<string, readonly TreeNode[]> {
  const index = new Map<string, TreeNode[]>();
  visitNodes(query, (node) => {
    const known = index.get(node.kind);
    if (known === undefined) index.set(node.kind, [node]);
    else known.push(node);
    return true;
  });
  indexes.set(query, index);
  return index;
}
