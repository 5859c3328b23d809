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
import { planSkipLocked, skipsLocked } from './skip-locked.ts';
import { createStatement } from './statement.ts';
import { refuseUnknownScales } from './unknown-scale.ts';

/** Arguments that %SQL.Statement takes (iris-sql.md 8.1). A client may still send more values of its own. */
const MOST_ARGUMENTS = 380;

/** How many times the values of a statement of that size may stand in it, on average. */
const MOST_USES = 4;

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
  if (skipsLocked(query)) return planSkipLocked(query, columns, context);
  const locks = rowLocks(query, context);
  const nowait = unwaited(query);
  const exact = exactColumns(query, withScales(query, columns, context), context);
  const statement = selectStatement(exact.query, context);
  // Nested GREATEST, LEAST and the like name their arguments several times: what doubles at each level is evaluated.
  if (isMultiplied(statement)) throw unsupported('an expression of this depth', context);
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

function isMultiplied({ slots }: IrisStatement): boolean {
  if (slots.length <= MOST_ARGUMENTS) return false;
  return slots.length > MOST_USES * new Set(slots.map((slot) => JSON.stringify(slot))).size;
}
