import { GatewayError } from '../../errors/gateway-error.ts';
import type { FuncExpr, Param, Query } from '../../sql/tree/nodes.ts';
import { nodesOfKind } from '../../sql/tree/node-index.ts';
import { OID } from '../../types/index.ts';

/** CoercionForm COERCE_IMPLICIT_CAST */
const IMPLICIT = 2;

/**
 * The parameters (0-based) of a change that are numbers of another type and go into columns of type real: IRIS has no
 * single precision, so the gateway rounds them.
 * @throws GatewayError 0A000 for one that is used elsewhere too
 */
export function singleParameters(query: Query): number[] {
  const uses = new Map<number, number>();
  const singles = new Set<number>();
  for (const node of nodesOfKind(query, 'PARAM')) {
    const { paramkind, paramid } = node as unknown as Param;
    if (paramkind === 0) uses.set(paramid, (uses.get(paramid) ?? 0) + 1);
  }
  for (const node of nodesOfKind(query, 'FUNCEXPR')) {
    const parameter = narrowed(node as unknown as FuncExpr);
    if (parameter !== undefined) singles.add(parameter);
  }
  for (const parameter of singles) {
    if (uses.get(parameter) === 1) continue;
    throw new GatewayError(
      '0A000',
      `parameter $${parameter} as a real and another type is not supported on IRIS`,
    );
  }
  return [...singles].map((parameter) => parameter - 1);
}

/** `float4($n)` as assignment adds it: the parameter's number. */
function narrowed({ funcformat, funcresulttype, args }: FuncExpr): number | undefined {
  if (funcformat !== IMPLICIT || funcresulttype !== OID.float4) return undefined;
  const [value] = args;
  return value?.kind === 'PARAM' && value.paramkind === 0 ? value.paramid : undefined;
}
