import { fragment, join, raw, type Fragment } from '../iris/fragment.ts';
import type { BooleanTest, NullTest } from '../tree/nodes.ts';
import type { Print } from './print.ts';
import type { Scope } from './scope.ts';
import { unsupported } from './unsupported.ts';

/** IS [NOT] NULL; of a row it asks every field (manual 9.2). */
export function nullTest(node: NullTest, scope: Scope, print: Print): Fragment {
  const test = raw(node.nulltesttype === 0 ? 'IS NULL' : 'IS NOT NULL');
  if (!node.argisrow) return fragment`(${print.scalar(node.arg, scope)} ${test})`;
  if (node.arg.kind !== 'ROWEXPR' || node.arg.args === null) {
    throw unsupported('IS NULL of a composite value', scope.statement.context, node.location);
  }
  const fields = node.arg.args.map((field) => fragment`(${print.scalar(field, scope)} ${test})`);
  return fragment`(${join(fields, ' AND ')})`;
}

/** IS [NOT] TRUE, FALSE, UNKNOWN: never NULL themselves. */
export function booleanTest(node: BooleanTest, scope: Scope, print: Print): Fragment {
  const value = print.scalar(node.arg, scope);
  switch (node.booltesttype) {
    case 0:
      return fragment`((${value} IS NOT NULL) AND (${value} = 1))`;
    case 1:
      return fragment`((${value} IS NULL) OR (${value} = 0))`;
    case 2:
      return fragment`((${value} IS NOT NULL) AND (${value} = 0))`;
    case 3:
      return fragment`((${value} IS NULL) OR (${value} = 1))`;
    case 4:
      return fragment`(${value} IS NULL)`;
    default:
      return fragment`(${value} IS NOT NULL)`;
  }
}
