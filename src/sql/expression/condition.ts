import type { Fragment } from '../iris/fragment.ts';
import type { Expression } from '../tree/nodes.ts';
import type { Scope } from './scope.ts';
import { unsupported } from './unsupported.ts';

/** The IRIS condition of a boolean node, fully parenthesised. */
export function condition(node: Expression, scope: Scope): Fragment {
  throw unsupported(node.kind, scope.statement.context);
}
