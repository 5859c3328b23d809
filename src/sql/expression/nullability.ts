import { SUBLINK, type Expression } from '../tree/nodes.ts';
import { scopeOf } from './scope.ts';
import type { Scope } from './scope.ts';

/** Whether an expression can be seen to be never NULL; false when in doubt. */
export function neverNull(node: Expression, scope: Scope): boolean {
  switch (node.kind) {
    case 'CONST':
      return !node.constisnull;
    case 'VAR': {
      if (node.varnullingrels.length > 0) return false;
      const owner = scopeOf(node, scope);
      const definition = owner.definition(node.varno, node.varattno);
      if (definition !== null) return neverNull(definition.expression, definition.scope);
      return owner.column(node.varno, node.varattno, node.location).notNull;
    }
    case 'COALESCEEXPR':
    case 'MINMAXEXPR':
      return node.args.some((arg) => neverNull(arg, scope));
    case 'CASEEXPR':
      return (
        node.defresult !== null &&
        neverNull(node.defresult, scope) &&
        node.args.every((branch) => neverNull(branch.result, scope))
      );
    case 'RELABELTYPE':
    case 'COLLATEEXPR':
    case 'COERCEVIAIO':
    case 'COERCETODOMAIN':
    case 'NAMEDARGEXPR':
      return neverNull(node.arg, scope);
    case 'FUNCEXPR':
      // Casts are strict functions that give NULL for nothing but NULL.
      return (
        (node.funcformat === 1 || node.funcformat === 2) && node.args.every((arg) => neverNull(arg, scope))
      );
    case 'NULLTEST':
    case 'BOOLEANTEST':
    case 'DISTINCTEXPR':
    case 'SQLVALUEFUNCTION':
      return true;
    case 'BOOLEXPR':
      return node.args.every((arg) => neverNull(arg, scope));
    case 'SUBLINK':
      return node.subLinkType === SUBLINK.exists;
    case 'AGGREF':
      return node.aggstar;
    default:
      return false;
  }
}
