import { OID } from '../../types/oids.ts';
import type { TranslationContext } from '../context.ts';
import { QueryScope } from '../expression/query-scope.ts';
import { scopeOf, type Scope } from '../expression/scope.ts';
import { unsupported } from '../expression/unsupported.ts';
import type { OutputColumn } from '../plan.ts';
import {
  RTE,
  type Expression,
  type Query,
  type RangeTblRef,
  type SetOperationStmt,
  type Var,
} from '../tree/nodes.ts';
import { visitExpressions } from '../tree/visit.ts';
import { createStatement } from './statement.ts';

/**
 * Refuses numeric results of which nobody knows how many digits PostgreSQL shows behind the point: IRIS gives 1.5 for 1.50
 * (canonical numbers, iris-sql.md 3.1). Values of columns declared as numeric without a scale have lost their zeros when
 * they were stored, so nothing is won by reading them in another way.
 * @throws GatewayError 0A000
 */
export function refuseUnknownScales(
  query: Query,
  columns: readonly OutputColumn[],
  context: TranslationContext,
): void {
  const scope = new QueryScope(createStatement(context), query, null);
  for (const [place, column] of columns.entries()) {
    const { typeOid, typmod, scale, computed } = column;
    if (typeOid !== OID.numeric || typmod >= 0 || scale !== undefined || computed !== undefined) continue;
    const sources =
      query.setOperations === null
        ? targetOf(query, place, scope)
        : legsOf(query.setOperations, place, scope);
    if (sources.some(({ expression, owner }) => readsPlainNumeric(expression, owner))) continue;
    throw unsupported(`a numeric column "${column.name}" whose scale depends on its values`, context);
  }
}

interface Source {
  readonly expression: Expression;
  readonly owner: Scope;
}

function targetOf(query: Query, place: number, owner: Scope): Source[] {
  const target = (query.targetList ?? []).filter(({ resjunk }) => !resjunk)[place];
  return target === undefined ? [] : [{ expression: target.expr, owner }];
}

function legsOf(node: SetOperationStmt | RangeTblRef, place: number, scope: Scope): Source[] {
  if (node.kind !== 'RANGETBLREF') {
    return [...legsOf(node.larg, place, scope), ...legsOf(node.rarg, place, scope)];
  }
  const definition = scope.definition(node.rtindex, place + 1);
  return definition === null ? [] : [{ expression: definition.expression, owner: definition.scope }];
}

/** Whether a table's column without a scale is among what a value is computed from. */
function readsPlainNumeric(expression: Expression, scope: Scope): boolean {
  let found = false;
  visitExpressions(expression, (node) => {
    if (node.kind === 'VAR') found ||= isPlainNumeric(node, scope);
    return !found;
  });
  return found;
}

function isPlainNumeric(node: Var, scope: Scope): boolean {
  const owner = scopeOf(node, scope);
  const definition = owner.definition(node.varno, node.varattno);
  if (definition !== null) return readsPlainNumeric(definition.expression, definition.scope);
  const isStored = owner.entry(node.varno).rtekind === RTE.relation;
  return isStored && node.vartype === OID.numeric && node.vartypmod < 0;
}
