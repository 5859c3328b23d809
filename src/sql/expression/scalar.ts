import type { Fragment } from '../iris/fragment.ts';
import type { Expression } from '../tree/nodes.ts';
import { print } from './printers.ts';
import type { Scope } from './scope.ts';

/**
 * The IRIS value expression of a node: fully parenthesised, with a type of its own (no bare `?`); booleans are 1, 0 or
 * NULL. GatewayError 0A000 when no IRIS SQL gives PostgreSQL's value; ParameterNeeded when the SQL depends on a
 * parameter.
 */
export function scalar(node: Expression, scope: Scope): Fragment {
  return print.scalar(node, scope);
}
