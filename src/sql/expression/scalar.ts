import type { Fragment } from '../iris/fragment.ts';
import type { Expression } from '../tree/nodes.ts';
import type { Scope } from './scope.ts';
import { unsupported } from './unsupported.ts';

/** The IRIS value expression of a node: fully parenthesised, with a type of its own (no bare `?`). */
export function scalar(node: Expression, scope: Scope): Fragment {
  throw unsupported(node.kind, scope.statement.context);
}
