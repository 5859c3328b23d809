import { GatewayError } from '../../errors/gateway-error.ts';
import { ParameterNeeded } from '../context.ts';
import { filter } from '../expression/condition.ts';
import type { Scope } from '../expression/scope.ts';
import type { Fragment } from '../iris/fragment.ts';
import { JOIN, type Expression, type FromNode, type Query, type RelationEntry } from '../tree/nodes.ts';
import { visitExpressions, visitNodes } from '../tree/visit.ts';

/** Where a table stands in a statement: the query and the range table index. */
export interface Place {
  readonly query: Query;
  readonly varno: number;
}

/**
 * The place of a table's only entry, if it is one where no outer join can make its rows reappear as NULLs; else null. Rows
 * of a nullable side must all be there: a filter on them would let unmatched rows of the other side through.
 */
export function innerPlace(statement: Query, entry: RelationEntry): Place | null {
  let place: Place | null = null;
  visitNodes(statement, (node) => {
    if (node.kind !== 'QUERY') return true;
    const query = node as unknown as Query;
    const varno = (query.rtable ?? []).indexOf(entry) + 1;
    if (varno > 0 && (query.jointree?.fromlist ?? []).some((from) => isInner(from, varno))) {
      place = { query, varno };
    }
    return place === null;
  });
  return place;
}

function isInner(node: FromNode, varno: number): boolean {
  if (node.kind === 'RANGETBLREF') return node.rtindex === varno;
  if (node.kind !== 'JOINEXPR') return false;
  if (node.jointype === JOIN.inner) return isInner(node.larg, varno) || isInner(node.rarg, varno);
  if (node.jointype === JOIN.left) return isInner(node.larg, varno);
  return node.jointype === JOIN.right && isInner(node.rarg, varno);
}

/** The conjuncts of WHERE that speak of the table at `varno` only and that IRIS can check. */
export function rowFilter({ query, varno }: Place, scope: Scope): Fragment[] {
  const quals = query.jointree?.quals ?? null;
  if (quals === null) return [];
  return conjuncts(quals).flatMap((conjunct) => {
    if (!speaksOf(conjunct, varno)) return [];
    try {
      return [filter(conjunct, scope)];
    } catch (error) {
      // PostgreSQL checks it; reading more rows than needed changes nothing.
      if (error instanceof GatewayError || error instanceof ParameterNeeded) return [];
      throw error;
    }
  });
}

function conjuncts(node: Expression): Expression[] {
  return node.kind === 'BOOLEXPR' && node.boolop === 'and' ? node.args.flatMap(conjuncts) : [node];
}

/** Whether all columns in the expression are those of one entry, and it holds no sub-select. */
function speaksOf(node: Expression, varno: number): boolean {
  let only = true;
  visitNodes(node, (inner) => {
    if (inner.kind === 'QUERY') only = false;
    return true;
  });
  visitExpressions(node, (inner) => {
    if (inner.kind === 'VAR' && (inner.varno !== varno || inner.varlevelsup > 0)) only = false;
    return true;
  });
  return only;
}
