import type { TranslationContext } from '../../sql/context.ts';
import { valueOf } from '../../sql/expression/constant.ts';
import { familyOf } from '../../sql/expression/family.ts';
import { typeOf } from '../../sql/expression/type-of.ts';
import type { SizedParameter } from '../../sql/plan.ts';
import { constText } from '../../sql/tree/datum.ts';
import type { FuncExpr, Query } from '../../sql/tree/nodes.ts';
import { nodesOfKind } from '../../sql/tree/node-index.ts';
import { checkElementCount } from '../../types/pgvector/limits.ts';

/**
 * Parameters that become vector(n) or halfvec(n), by a cast or because a column is. PostgreSQL checks their dimensions when
 * it plans the statement; IRIS would fill up or cut a vector in TO_VECTOR(?, DOUBLE, n) (iris-sql.md 5.1).
 * @throws GatewayError 22000 for a constant of another length
 */
export function sizedParameters(query: Query, context: TranslationContext): SizedParameter[] {
  const sized: SizedParameter[] = [];
  for (const node of nodesOfKind(query, 'FUNCEXPR')) {
    const call = node as unknown as FuncExpr;
    const dimensions = checkedDimensions(call, context);
    const [vector] = call.args;
    if (dimensions === null || vector === undefined) continue;
    if (vector.kind === 'PARAM' && vector.paramkind === 0) {
      sized.push({ index: vector.paramid - 1, dimensions });
    } else if (vector.kind === 'CONST') {
      const text = valueOf(vector, context);
      if (text !== null) checkElementCount(text, dimensions);
    }
  }
  return sized;
}

/** The n of `vector(v, n, explicit)`, where v is a vector already. */
function checkedDimensions(call: FuncExpr, context: TranslationContext): number | null {
  // A function without arguments has no list of them.
  if (familyOf(call.funcresulttype, context) !== 'vector') return null;
  const [vector, modifier] = call.args;
  if (vector === undefined || modifier?.kind !== 'CONST' || call.args.length !== 3) return null;
  if (typeOf(vector) !== call.funcresulttype) return null;
  const dimensions = Number(constText(modifier) ?? -1);
  return dimensions > 0 ? dimensions : null;
}
