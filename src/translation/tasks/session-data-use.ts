import { SESSION_FUNCTIONS, type SessionDataName } from '../../catalog/session-data.ts';
import { RTE, type Query, type TreeNode } from '../../sql/tree/nodes.ts';
import { nodesOfKind } from '../../sql/tree/node-index.ts';
import type { ThreadCatalog } from '../thread.ts';

/** What of the gateway's sessions a query reads, by views and functions anywhere in it. */
export function sessionDataUse(query: Query, { catalog }: ThreadCatalog): readonly SessionDataName[] {
  const used = new Set<SessionDataName>();
  for (const kind of ['RANGETBLENTRY', 'FUNCEXPR']) {
    for (const node of nodesOfKind(query, kind)) {
      const data = dataOf(node, catalog);
      if (data !== undefined) used.add(data);
    }
  }
  return [...used];
}

function dataOf(node: TreeNode, catalog: ThreadCatalog['catalog']): SessionDataName | undefined {
  if (node.kind === 'RANGETBLENTRY' && node['rtekind'] === RTE.relation)
    return catalog.sessionViews.get(Number(node['relid']));
  if (node.kind !== 'FUNCEXPR') return undefined;
  const signature = catalog.signatures.functions.get(Number(node['funcid']));
  return signature?.schema === 'pg_catalog' ? SESSION_FUNCTIONS.get(signature.name) : undefined;
}
