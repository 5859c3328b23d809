import { fragment, join, raw, type Fragment } from '../iris/fragment.ts';
import type { CaseExpr, CoalesceExpr, MinMaxExpr, NullIfExpr } from '../tree/nodes.ts';
import { compare } from './comparison.ts';
import { enumAt, enumPosition } from './enum-order.ts';
import { familyOf } from './family.ts';
import { castTo } from './iris-type.ts';
import { neverNull } from './nullability.ts';
import { textKey, textOfKey } from './order-key.ts';
import type { Print } from './print.ts';
import type { Scope } from './scope.ts';
import { typeOf } from './type-of.ts';
import { unsupported } from './unsupported.ts';

/** CASE; the simple form compares with its operand written out for each WHEN. */
export function caseExpression(node: CaseExpr, scope: Scope, print: Print): Fragment {
  const inner =
    node.arg === null
      ? scope
      : scope.bind({
          caseTest: {
            fragment: print.scalar(node.arg, scope),
            collation: 'EXACT',
            notNull: neverNull(node.arg, scope),
            untyped: false,
            base: null,
          },
        });
  const branches = node.args.map(
    (branch) =>
      fragment`WHEN ${print.condition(branch.expr, inner)} THEN ${print.scalar(branch.result, scope)}`,
  );
  if (node.defresult === null) return fragment`CASE ${join(branches, ' ')} END`;
  return fragment`CASE ${join(branches, ' ')} ELSE ${print.scalar(node.defresult, scope)} END`;
}

/** COALESCE takes values of one type; PostgreSQL has cast them. */
export function coalesce(node: CoalesceExpr, scope: Scope, print: Print): Fragment {
  const args = node.args.map((arg) => print.scalar(arg, scope));
  return fragment`COALESCE(${join(args, ', ')})`;
}

/** NULLIF by PostgreSQL's equality, which IRIS's own need not be. */
export function nullIf(node: NullIfExpr, scope: Scope, print: Print): Fragment {
  const [left, right] = node.args;
  if (left === undefined || right === undefined) throw new Error('NULLIF takes two arguments');
  const value = print.scalar(left, scope);
  return fragment`CASE WHEN ${compare('=', left, right, scope, print)} THEN NULL ELSE ${value} END`;
}

/**
 * GREATEST and LEAST ignore NULLs; IRIS's give NULL when one argument is (RSQL_greatest), so each argument that may be
 * NULL is replaced by the first other that is not.
 */
export function minMax(node: MinMaxExpr, scope: Scope, print: Print): Fragment {
  const { context } = scope.statement;
  const family = familyOf(node.minmaxtype, context);
  const name = raw(node.op === 0 ? 'GREATEST' : 'LEAST');
  const values = node.args.map((arg) => print.scalar(arg, scope));
  const filled = values.map((value, i) => {
    const arg = node.args[i];
    if (values.length === 1 || arg === undefined || neverNull(arg, scope)) return value;
    return fragment`COALESCE(${join([value, ...values.filter((_, j) => j !== i)], ', ')})`;
  });
  switch (family) {
    case 'boolean':
    case 'integer':
    case 'numeric':
    case 'float':
    case 'date':
    case 'time':
    case 'timestamp':
    case 'timestamptz':
    case 'uuid':
      if (values.length === 1) return filled[0] ?? raw('NULL');
      return castTo(fragment`${name}(${join(filled, ', ')})`, typeOf(node), context);
    case 'text':
    case 'bpchar':
      if (values.length === 1) return filled[0] ?? raw('NULL');
      return textOfKey(fragment`${name}(${join(filled.map(textKey), ', ')})`);
    case 'enum': {
      const places = filled.map((value) => enumPosition(value, node.minmaxtype, context));
      if (values.length === 1) return filled[0] ?? raw('NULL');
      return enumAt(fragment`${name}(${join(places, ', ')})`, node.minmaxtype, context);
    }
    default:
      throw unsupported(`${name.sql} of type ${family}`, context, node.location);
  }
}
