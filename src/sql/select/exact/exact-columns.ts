import { OID } from '../../../types/oids.ts';
import type { TranslationContext } from '../../context.ts';
import { holdsDistance } from '../../expression/distance.ts';
import { scaleOf } from '../../expression/numeric-scale.ts';
import { QueryScope } from '../../expression/query-scope.ts';
import type { OutputColumn } from '../../plan.ts';
import type { Query } from '../../tree/nodes.ts';
import { createStatement } from '../statement.ts';
import { goesBeyond } from './beyond.ts';
import { build } from './build.ts';
import { buildDistance } from './distance.ts';
import { divides } from './divides.ts';
import { canGrow, OperandColumns } from './operand-columns.ts';
import { topSource } from './operand-source.ts';
import { withSeparateKeys } from './ordered-distances.ts';

/** A query and its columns, some of them computed from operands that the query gives. */
export interface ExactQuery {
  readonly query: Query;
  readonly columns: readonly OutputColumn[];
}

/**
 * Lets the lane compute what IRIS cannot give with PostgreSQL's digits: quotients and averages, values whose scale
 * differs from row to row, and vector distances. Only where select lists can grow: not under DISTINCT, in a set operation or through a group. `columns` have their scales already.
 */
export function exactColumns(
  query: Query,
  columns: readonly OutputColumn[],
  context: TranslationContext,
): ExactQuery {
  if (!canGrow(query)) return { query, columns };
  const scope = new QueryScope(createStatement(context), query, null);
  const separate = query.groupClause === null ? withSeparateKeys(query, scope) : query;
  const targets = (separate.targetList ?? []).filter((target) => !target.resjunk);
  const operands = new OperandColumns(separate);
  const computed = columns.map((column, place) => {
    const target = targets[place];
    if (target === undefined) return column;
    if (column.typeOid === OID.float8 && holdsDistance(target.expr, scope)) {
      const distance = operands.attempt(place, () => buildDistance(target.expr, scope, topSource(operands)));
      if (distance === undefined) return column;
      operands.vacate(place);
      return { ...column, distance };
    }
    if (column.typeOid !== OID.numeric) return column;
    const exact = operands.attempt(place, () => {
      const built = build(target.expr, {
        scope,
        columns: topSource(operands),
        anyScale: false,
        conditional: false,
      });
      const isKnown = column.typmod >= 0 || scaleOf(target.expr, scope) !== undefined;
      const isLane = !isKnown || goesBeyond(target.expr, scope);
      return built !== undefined && (isLane || divides(built)) ? built : undefined;
    });
    if (exact === undefined) return column;
    const { scale: _, ...rest } = column;
    return { ...rest, computed: exact };
  });
  return { query: operands.query(), columns: computed };
}
