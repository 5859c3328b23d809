import type { Fragment } from '../iris/fragment.ts';
import type { Expression } from '../tree/nodes.ts';
import { print } from './printers.ts';
import type { Scope } from './scope.ts';

/** The IRIS condition of a boolean node, fully parenthesised; errors as scalar's. */
export function condition(node: Expression, scope: Scope): Fragment {
  return print.condition(node, scope);
}

/** The condition of a WHERE, ON or HAVING clause: simpler than `condition` where unknown need not differ from false. */
export function filter(node: Expression, scope: Scope): Fragment {
  return print.filter(node, scope);
}
