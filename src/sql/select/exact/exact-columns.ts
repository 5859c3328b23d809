import { OID } from '../../../types/oids.ts';
import type { NumericExpression } from '../../../types/numeric-expression.ts';
import type { TranslationContext } from '../../context.ts';
import { scaleOf } from '../../expression/numeric-scale.ts';
import { QueryScope } from '../../expression/query-scope.ts';
import type { OutputColumn } from '../../plan.ts';
import type { Query } from '../../tree/nodes.ts';
import { createStatement } from '../statement.ts';
import { build } from './build.ts';
import { OperandColumns } from './operand-columns.ts';

/** A query and its columns, some of them computed from operands that the query gives. */
export interface ExactQuery {
  readonly query: Query;
  readonly columns: readonly OutputColumn[];
}

/**
 * Lets the lane compute what IRIS cannot give with PostgreSQL's digits: quotients and averages, and values whose scale
 * differs from row to row. Only at the top of a statement, where the select list can grow: not under DISTINCT or in a set
 * operation. `columns` have their scales already.
 */
export function exactColumns(
  query: Query,
  columns: readonly OutputColumn[],
  context: TranslationContext,
): ExactQuery {
  if (query.setOperations !== null || query.distinctClause !== null || query.hasTargetSRFs) {
    return { query, columns };
  }
  const targets = (query.targetList ?? []).filter((target) => !target.resjunk);
  const scope = new QueryScope(createStatement(context), query, null);
  const operands = new OperandColumns(query);
  const computed = columns.map((column, place) => {
    const target = targets[place];
    if (target === undefined || column.typeOid !== OID.numeric) return column;
    const exact = operands.attempt(place, () => {
      const built = build(target.expr, { scope, columns: operands, anyScale: false, conditional: false });
      const isKnown = column.typmod >= 0 || scaleOf(target.expr, scope) !== undefined;
      return built !== undefined && (!isKnown || divides(built)) ? built : undefined;
    });
    if (exact === undefined) return column;
    const { scale: _, ...rest } = column;
    return { ...rest, computed: exact };
  });
  return { query: operands.query(), columns: computed };
}

function divides(expression: NumericExpression): boolean {
  switch (expression.kind) {
    case 'column':
    case 'constant':
    case 'parameter':
      return false;
    case 'infix':
      return expression.name === '/' || divides(expression.left) || divides(expression.right);
    case 'prefix':
    case 'places':
    case 'typmod':
      return divides(expression.value);
    case 'first':
    case 'choice':
    case 'extreme':
      return expression.values.some(divides);
  }
}
