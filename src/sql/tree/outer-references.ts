import type { Query } from './nodes.ts';
import { isNode } from './visit.ts';

/** Whether columns of a query around it are read in this query or in those inside of it. */
export function hasOuterReferences(query: Query): boolean {
  return Object.values(query).some((field) => refersBeyond(field, 0));
}

/** @param depth how many query levels lie between the value and the query that is asked about */
function refersBeyond(value: unknown, depth: number): boolean {
  if (Array.isArray(value)) return value.some((item) => refersBeyond(item, depth));
  if (!isNode(value)) return false;
  if (value.kind === 'VAR') return Number(value['varlevelsup']) > depth;
  const inner = value.kind === 'QUERY' ? depth + 1 : depth;
  return Object.values(value).some((field) => refersBeyond(field, inner));
}
