import type { OutputColumn, Plan, Slot, Step } from '../plan.ts';
import type { TranslationContext } from '../context.ts';
import { QueryScope } from '../expression/query-scope.ts';
import { unsupported } from '../expression/unsupported.ts';
import { fragment, parameter, raw, type Fragment } from '../iris/fragment.ts';
import { RTE, type Query } from '../tree/nodes.ts';
import { coreQuery } from './core.ts';
import { exactColumns } from './exact/exact-columns.ts';
import { rowLocks, SKIP } from './lock.ts';
import { orderByExpressions } from './order-by.ts';
import { printQuery } from './query.ts';
import { rowCount } from './row-count.ts';
import { withScales } from './scale.ts';
import { createStatement } from './statement.ts';
import { refuseUnknownScales } from './unknown-scale.ts';

/** %ID of the row of the innermost round. */
const CANDIDATE = parameter({ from: 'row', column: 0 });

export function skipsLocked(query: Query): boolean {
  return query.rowMarks?.some(({ waitPolicy }) => waitPolicy === SKIP) ?? false;
}

/**
 * FOR UPDATE SKIP LOCKED over one table, row by row: the %IDs of the rows that the condition lets through are read first, in
 * the client's order. Each is then locked without waiting, if the condition still holds, and read under its lock, until
 * LIMIT rows are locked. Rows that LIMIT leaves out are not locked, as in PostgreSQL.
 */
export function planSkipLocked(
  query: Query,
  columns: readonly OutputColumn[],
  context: TranslationContext,
): Plan {
  const [mark, second] = query.rowMarks ?? [];
  const [entry, other] = query.rtable ?? [];
  const single = entry?.rtekind === RTE.relation && other === undefined && second === undefined;
  if (mark === undefined || !single || query.cteList !== null) {
    throw unsupported('SKIP LOCKED in a query on more than one table', context);
  }
  if (query.limitOffset !== null) throw unsupported('SKIP LOCKED with OFFSET', context);
  if (query.limitOption === WITH_TIES) throw unsupported('SKIP LOCKED with WITH TIES', context);
  const exact = exactColumns(query, withScales(query, columns, context), context);
  refuseUnknownScales(query, exact.columns, context);
  const row = createStatement(context, new Map(), CANDIDATE);
  const unordered = { ...exact.query, sortClause: null, limitCount: null };
  const steps: Step[] = [
    ...rowLocks(query, context, CANDIDATE),
    { do: 'emit', statement: printQuery(unordered, null, row, 'top') },
  ];
  const source = { kind: 'query', statement: candidates(query, mark.rti, context) } as const;
  return {
    steps: [{ do: 'each', source, steps, skipsLocked: { most: limitOf(query, context) } }],
    tag: 'SELECT',
    counted: true,
    columns: exact.columns,
    writes: true,
    changesSchema: false,
    skipsLocked: true,
  };
}

/** LIMIT_OPTION_WITH_TIES of src/include/nodes/nodes.h */
const WITH_TIES = 1;

function candidates(query: Query, varno: number, context: TranslationContext): Fragment {
  const scope = new QueryScope(createStatement(context), query, null);
  const core = coreQuery(query, scope, false);
  const id = fragment`${raw(scope.alias(varno))}.%ID AS "c1"`;
  return core.print([id], raw(''), orderByExpressions(query, core.scope));
}

/** The slot that LIMIT's value comes from; null for all rows. */
function limitOf(query: Query, context: TranslationContext): Slot | null {
  const scope = new QueryScope(createStatement(context), query, null);
  const count = rowCount(query.limitCount, 'LIMIT', scope);
  if (count === null) return null;
  if (count.plain === null) throw unsupported('SKIP LOCKED with a computed LIMIT', context);
  return count.plain.slots[0] ?? { from: 'constant', value: BigInt(count.plain.sql) };
}
