import { numericModifiers } from '../../../types/typmod.ts';
import { fixedText } from '../../expression/constant.ts';
import { wholeDigits } from '../../expression/numeric-digits.ts';
import { scaleOf } from '../../expression/numeric-scale.ts';
import type { Scope } from '../../expression/scope.ts';
import type { Expression, FuncExpr, OpExpr } from '../../tree/nodes.ts';
import { visitExpressions } from '../../tree/visit.ts';

/** Digits that IRIS's decimals keep for certain (iris-sql.md 3.1). */
const IRIS_DIGITS = 18;

/**
 * Whether a numeric value may go beyond what IRIS computes as PostgreSQL does: a product of too many digits, or a cast to
 * numeric(p,s) that PostgreSQL would refuse with 22003. What is aggregated or in a sub-select is not looked at.
 */
export function goesBeyond(expression: Expression, scope: Scope): boolean {
  let found = false;
  visitExpressions(expression, (node) => {
    if (node.kind === 'AGGREF' || node.kind === 'WINDOWFUNC' || node.kind === 'SUBLINK') return false;
    if (node.kind === 'OPEXPR') found ||= isWideProduct(node, scope);
    if (node.kind === 'FUNCEXPR') found ||= mayNotFit(node, scope);
    return !found;
  });
  return found;
}

function isWideProduct(node: OpExpr, scope: Scope): boolean {
  if (scope.statement.context.operator(node.opno)?.name !== '*') return false;
  const digits = wholeDigits(node, scope);
  const scale = scaleOf(node, scope);
  return digits !== undefined && scale !== undefined && scale > 0 && digits + scale > IRIS_DIGITS;
}

/** A cast to numeric(p,s) of what may have more digits; rounding to fewer decimals may add one. */
function mayNotFit(node: FuncExpr, scope: Scope): boolean {
  if (scope.statement.context.function(node.funcid)?.name !== 'numeric') return false;
  const [value, modifier] = node.args;
  if (value === undefined || modifier?.kind !== 'CONST') return false;
  const modifiers = numericModifiers(Number(fixedText(modifier, scope)));
  const digits = wholeDigits(value, scope);
  const scale = scaleOf(value, scope);
  if (modifiers === undefined || digits === undefined || scale === undefined) return modifiers !== undefined;
  const rounded = scale > modifiers.scale ? digits + 1 : digits;
  return rounded > modifiers.precision - modifiers.scale;
}
