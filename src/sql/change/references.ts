import type { Expression, Query, Var } from '../tree/nodes.ts';
import { relationEntries, visitExpressions } from '../tree/visit.ts';

/** Columns that an expression reads at its own query level; those inside of sub-selects are not among them. */
export function columnsRead(value: unknown): Var[] {
  const found: Var[] = [];
  visitExpressions(value, (node) => {
    if (node.kind === 'VAR' && node.varlevelsup === 0) found.push(node);
    return true;
  });
  return found;
}

/** Whether the value is the same for all rows: it reads no column and has no sub-select. */
export function isConstant(expression: Expression): boolean {
  return columnsRead(expression).length === 0 && !hasSublink(expression);
}

/** Whether there is a sub-select in an expression or list of expressions. */
export function hasSublink(value: unknown): boolean {
  let found = false;
  visitExpressions(value, (node) => {
    found ||= node.kind === 'SUBLINK';
    return true;
  });
  return found;
}

/** Whether the statement reads its target elsewhere than as target: in FROM, WITH or a sub-select. */
export function readsTargetTwice(query: Query, relid: number): boolean {
  return (
    relationEntries(query).filter((entry) => entry.relid === relid && entry.relkind !== COMPOSITE).length > 1
  );
}

/** relkind of the EXCLUDED entry, which is no second reading. */
const COMPOSITE = 'c';
