import { OID } from '../../types/oids.ts';
import type { TranslationContext } from '../context.ts';
import { common, scaleOf } from '../expression/numeric-scale.ts';
import { QueryScope } from '../expression/query-scope.ts';
import type { Scope } from '../expression/scope.ts';
import type { OutputColumn } from '../plan.ts';
import type { Query, SetOperationStmt } from '../tree/nodes.ts';
import { createStatement } from './statement.ts';

/** Columns with the scale of numeric results that carry no typmod, where PostgreSQL's is known beforehand. */
export function withScales(
  query: Query,
  columns: readonly OutputColumn[],
  context: TranslationContext,
): OutputColumn[] {
  const targets = (query.targetList ?? []).filter((target) => !target.resjunk);
  const scope = new QueryScope(createStatement(context), query, null);
  return columns.map((column, i) => {
    if (column.typeOid !== OID.numeric || column.typmod >= 0) return column;
    const target = targets[i];
    const scale =
      query.setOperations === null
        ? target === undefined
          ? undefined
          : scaleOf(target.expr, scope)
        : setOperationScale(query.setOperations, i, scope);
    return scale === undefined ? column : { ...column, scale };
  });
}

/** All legs must show the same scale. */
function setOperationScale(
  node: SetOperationStmt | { readonly kind: 'RANGETBLREF'; readonly rtindex: number },
  column: number,
  scope: Scope,
): number | undefined {
  if (node.kind === 'RANGETBLREF') {
    const definition = scope.definition(node.rtindex, column + 1);
    return definition === null ? undefined : scaleOf(definition.expression, definition.scope);
  }
  return common([setOperationScale(node.larg, column, scope), setOperationScale(node.rarg, column, scope)]);
}
