import type { Node } from '@pgsql/types';
import { bodies, body } from '../parse/node.ts';
import { relationName } from './copy.ts';
import type { RelationName } from './statement.ts';

/** Tables whose rows nobody else can have seen after a definition: those that it creates or empties. */
export function freshTables(node: Node): readonly RelationName[] {
  const emptied = body(node, 'TruncateStmt');
  if (emptied !== undefined) return bodies(emptied.relations, 'RangeVar').map(relationName);
  const created =
    body(node, 'CreateStmt')?.relation ??
    body(node, 'CreateTableAsStmt')?.into?.rel ??
    body(node, 'SelectStmt')?.intoClause?.rel;
  return created === undefined ? [] : [relationName(created)];
}
