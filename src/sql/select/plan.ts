import type { TranslationContext } from '../context.ts';
import { unsupported } from '../expression/unsupported.ts';
import { fragment } from '../iris/fragment.ts';
import type { IrisStatement, OutputColumn, Plan } from '../plan.ts';
import type { Query } from '../tree/nodes.ts';
import { commonTables } from './common-tables.ts';
import { rowLocks, unwaited } from './lock.ts';
import { exactColumns } from './exact/exact-columns.ts';
import { printQuery } from './query.ts';
import { withScales } from './scale.ts';
import { createStatement } from './statement.ts';
import { refuseUnknownScales } from './unknown-scale.ts';

/** Far beyond what a client's own parameters come to; the embedded engine takes 32,766. */
const MOST_SLOTS = 10_000;

/** The IRIS SELECT of an analysed SELECT, and nothing else of it. Errors as planSelect's. */
export function selectStatement(query: Query, context: TranslationContext): IrisStatement {
  const { names, clause } = commonTables(query, context);
  const statement = createStatement(context, names);
  return fragment`${clause}${printQuery(query, null, statement, 'top')}`;
}

/**
 * Plan of a SELECT or VALUES that names user tables. `columns` is the shadow's RowDescription. GatewayError 0A000 for
 * what IRIS cannot do exactly, ParameterNeeded when the SQL depends on a parameter's value.
 */
export function planSelect(
  query: Query,
  columns: readonly OutputColumn[],
  context: TranslationContext,
): Plan {
  const locks = rowLocks(query, context);
  const nowait = unwaited(query);
  const exact = exactColumns(query, withScales(query, columns, context), context);
  const statement = selectStatement(exact.query, context);
  // Nested GREATEST, LEAST and the like name their arguments several times: what doubles at each level is evaluated.
  if (statement.slots.length > MOST_SLOTS) throw unsupported('an expression of this depth', context);
  refuseUnknownScales(query, exact.columns, context);
  return {
    steps: [...locks, { do: 'emit', statement }],
    tag: 'SELECT',
    counted: true,
    columns: exact.columns,
    writes: locks.length > 0,
    changesSchema: false,
    ...(nowait === null ? {} : { nowait }),
  };
}
