import type { FittedParameter } from '../../sql/plan.ts';
import type { Expression, FuncExpr, Param, Query } from '../../sql/tree/nodes.ts';
import { constText } from '../../sql/tree/datum.ts';
import { nodesOfKind } from '../../sql/tree/node-index.ts';
import { lengthModifier } from '../../types/typmod.ts';
import { OID } from '../../types/index.ts';

/** CoercionForm COERCE_IMPLICIT_CAST */
const IMPLICIT = 2;

/**
 * The parameters of a change that go into columns of type varchar(n) and nowhere else. PostgreSQL cuts blanks beyond the
 * length (manual 8.3); IRIS refuses them.
 */
export function fittedParameters(query: Query): FittedParameter[] {
  const uses = new Map<number, number>();
  const lengths = new Map<number, number>();
  for (const node of nodesOfKind(query, 'PARAM')) {
    const { paramkind, paramid } = node as unknown as Param;
    if (paramkind === 0) uses.set(paramid, (uses.get(paramid) ?? 0) + 1);
  }
  for (const node of nodesOfKind(query, 'FUNCEXPR')) {
    const fitted = lengthCoercion(node as unknown as FuncExpr);
    if (fitted !== null) lengths.set(...fitted);
  }
  return [...lengths]
    .filter(([parameter]) => uses.get(parameter) === 1)
    .map(([parameter, length]) => ({ index: parameter - 1, length }));
}

/** `varchar($n, typmod, isExplicit)` as assignment adds it: the parameter's number and the length. */
function lengthCoercion(call: FuncExpr): [parameter: number, length: number] | null {
  if (call.funcformat !== IMPLICIT || call.funcresulttype !== OID.varchar) return null;
  const [value, modifier] = call.args;
  const parameter = value && parameterOf(value);
  if (parameter === undefined || modifier?.kind !== 'CONST') return null;
  const length = lengthModifier(Number(constText(modifier) ?? -1));
  return length === undefined ? null : [parameter, length];
}

function parameterOf(value: Expression): number | undefined {
  if (value.kind === 'RELABELTYPE') return parameterOf(value.arg);
  return value.kind === 'PARAM' && value.paramkind === 0 ? value.paramid : undefined;
}
