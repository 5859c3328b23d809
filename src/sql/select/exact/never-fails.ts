import { familyOf } from '../../expression/family.ts';
import type { Scope } from '../../expression/scope.ts';
import { typeOf } from '../../expression/type-of.ts';
import type { Expression } from '../../tree/nodes.ts';

const OPERATORS = ['+', '-', '*'];
const FUNCTIONS = ['numeric', 'abs', 'round', 'trunc', 'ceil', 'ceiling', 'floor', 'sign'];

/**
 * Whether IRIS may compute a numeric operand also for rows where PostgreSQL would not come to it (a branch of CASE). What
 * is aggregated, PostgreSQL computes before it looks at CASE.
 */
export function neverFails(node: Expression, scope: Scope): boolean {
  const { context } = scope.statement;
  switch (node.kind) {
    case 'VAR':
    case 'CONST':
    case 'PARAM':
    case 'AGGREF':
    case 'WINDOWFUNC':
      return true;
    case 'NULLIFEXPR':
    case 'COALESCEEXPR':
      return node.args.every((arg) => neverFails(arg, scope));
    case 'OPEXPR':
      return (
        OPERATORS.includes(context.operator(node.opno)?.name ?? '') &&
        node.args.every((arg) => isExact(arg, scope) && neverFails(arg, scope))
      );
    case 'FUNCEXPR':
      return (
        FUNCTIONS.includes(context.function(node.funcid)?.name ?? '') &&
        node.args.every((arg) => isExact(arg, scope) && neverFails(arg, scope))
      );
    default:
      return false;
  }
}

function isExact(node: Expression, scope: Scope): boolean {
  const family = familyOf(typeOf(node), scope.statement.context);
  return family === 'integer' || family === 'numeric';
}
