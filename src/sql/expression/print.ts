import type { Fragment } from '../iris/fragment.ts';
import type { Expression } from '../tree/nodes.ts';
import type { Scope } from './scope.ts';

/**
 * The printers of expressions, handed to the file of each node: they call one another through it, so that no two files
 * import each other.
 */
export interface Print {
  /** A value with a type of its own; boolean nodes as 1, 0 or NULL (iris-sql.md 1.7: conditions are no values). */
  scalar(node: Expression, scope: Scope): Fragment;
  /** A condition in parentheses; boolean values as `(x = 1)`. */
  condition(node: Expression, scope: Scope): Fragment;
  /** A condition where unknown counts as false: WHERE, ON, HAVING. It may be false instead of unknown. */
  filter(node: Expression, scope: Scope): Fragment;
  /** A value whose type the place gives: a parameter stays a bare `?`. */
  operand(node: Expression, scope: Scope): Fragment;
}

/** How one kind of node is printed. */
export type NodePrinter<K extends Expression['kind']> = (
  node: Extract<Expression, { readonly kind: K }>,
  scope: Scope,
  print: Print,
) => Fragment;
