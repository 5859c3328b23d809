import { OID } from '../../types/oids.ts';
import { numericModifiers } from '../../types/typmod.ts';
import type { Expression, OpExpr } from '../tree/nodes.ts';
import { fixedText } from './constant.ts';
import { scopeOf, type Scope } from './scope.ts';
import { typeOf, typmodOf } from './type-of.ts';

/** Digits of the largest value of an integer type. */
const INTEGER_DIGITS: ReadonlyMap<number, number> = new Map([
  [OID.int2, 5],
  [OID.int4, 10],
  [OID.int8, 19],
]);

/**
 * How many digits an integer or numeric value has before its point at the most, whatever is in the tables; undefined
 * when nothing limits them.
 */
export function wholeDigits(node: Expression, scope: Scope): number | undefined {
  if (node.kind === 'CONST') return constantDigits(node, scope);
  const integer = INTEGER_DIGITS.get(typeOf(node));
  if (integer !== undefined) return integer;
  const modifiers = numericModifiers(typmodOf(node));
  if (modifiers !== undefined) return modifiers.precision - modifiers.scale;
  switch (node.kind) {
    case 'VAR': {
      const definition = scopeOf(node, scope).definition(node.varno, node.varattno);
      return definition === null ? undefined : wholeDigits(definition.expression, definition.scope);
    }
    case 'OPEXPR':
      return operatorDigits(node, scope);
    case 'FUNCEXPR': {
      const name = scope.statement.context.function(node.funcid)?.name ?? '';
      return SMALLER.includes(name) && node.args.length === 1 ? most(node.args, scope) : undefined;
    }
    case 'COALESCEEXPR':
    case 'MINMAXEXPR':
      return most(node.args, scope);
    default:
      return undefined;
  }
}

/** Functions whose result has no more digits than their argument. */
const SMALLER: readonly string[] = ['abs', 'numeric', 'trunc'];

function constantDigits(node: Expression, scope: Scope): number | undefined {
  const text = fixedText(node, scope);
  return typeof text === 'string' ? (/^-?(\d*)/.exec(text)?.[1]?.length ?? 0) : 0;
}

function operatorDigits(node: OpExpr, scope: Scope): number | undefined {
  if (node.args.length === 1) return most(node.args, scope);
  const [left, right] = node.args.map((arg) => wholeDigits(arg, scope));
  if (left === undefined || right === undefined) return undefined;
  switch (scope.statement.context.operator(node.opno)?.name) {
    case '+':
    case '-':
      return Math.max(left, right) + 1;
    case '*':
      return left + right;
    case '%':
      return right;
    default:
      return undefined;
  }
}

function most(nodes: readonly Expression[], scope: Scope): number | undefined {
  const digits = nodes.map((node) => wholeDigits(node, scope));
  return digits.every((count) => count !== undefined) ? Math.max(0, ...digits) : undefined;
}
