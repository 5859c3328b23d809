import { neverNull } from '../../expression/nullability.ts';
import { scaleOf } from '../../expression/numeric-scale.ts';
import type { Scope } from '../../expression/scope.ts';
import { OID } from '../../../types/oids.ts';
import type { CaseExpr, Expression } from '../../tree/nodes.ts';
import { integer, integerCase, isNotNull } from './synthetic.ts';

/**
 * An int4 expression that gives the digits after the point of `node`'s value row by row, NULL when that is NULL; undefined
 * when no expression tells.
 */
export function rowScale(node: Expression, scope: Scope): Expression | undefined {
  if (node.kind === 'CONST' && node.constisnull) return integer(null);
  const scale = scaleOf(node, scope);
  if (scale !== undefined) {
    return neverNull(node, scope) ? integer(scale) : integerCase([[isNotNull(node), integer(scale)]]);
  }
  switch (node.kind) {
    case 'CASEEXPR':
      return caseScale(node, scope);
    case 'COALESCEEXPR': {
      const branches = node.args.map((arg): readonly [Expression, Expression] | undefined => {
        const digits = rowScale(arg, scope);
        return digits === undefined ? undefined : [isNotNull(arg), digits];
      });
      return branches.every((branch) => branch !== undefined) ? integerCase(branches) : undefined;
    }
    default:
      return undefined;
  }
}

function caseScale(node: CaseExpr, scope: Scope): CaseExpr | undefined {
  const results = node.args.map(({ result }) => rowScale(result, scope));
  const otherwise = node.defresult === null ? integer(null) : rowScale(node.defresult, scope);
  if (otherwise === undefined) return undefined;
  const args = node.args.flatMap((branch, i) => {
    const result = results[i];
    return result === undefined ? [] : [{ ...branch, result }];
  });
  return args.length === results.length
    ? { ...node, casetype: OID.int4, args, defresult: otherwise }
    : undefined;
}
