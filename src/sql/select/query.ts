import { QueryScope } from '../expression/query-scope.ts';
import type { ColumnReference, Scope, StatementScope } from '../expression/scope.ts';
import { targetOf } from '../expression/sorting.ts';
import { unsupported } from '../expression/unsupported.ts';
import { fragment, identifier, raw, type Fragment } from '../iris/fragment.ts';
import { outputName, qualified } from '../iris/names.ts';
import { isSince } from '../iris/version.ts';
import { COMMAND, type Query } from '../tree/nodes.ts';
import { visitExpressions, visitNodes } from '../tree/visit.ts';
import { coreQuery, type Core } from './core.ts';
import { distinctOn } from './distinct-on.ts';
import { orderByColumns, orderByExpressions } from './order-by.ts';
import { nativePage, offsetByNumber, orderedRows } from './paging.ts';
import { keepsOrder, topOf, visible, type Place, type RowCounts } from './place.ts';
import { rowCount } from './row-count.ts';
import { setOperation } from './set-operation.ts';
import { refuseShownDistances } from './shown-distances.ts';

/** Prints a SELECT; its columns are `c1` ... by resno. */
export function printQuery(
  query: Query,
  parent: Scope | null,
  statement: StatementScope,
  place: Place,
): Fragment {
  refuseUnsupported(query, statement, place);
  if (place === 'top' || place === 'expression') refuseShownDistances(query, statement, parent);
  const scope = new QueryScope(statement, query, parent);
  const counts: RowCounts = {
    limit: rowCount(query.limitCount, 'LIMIT', scope),
    offset: rowCount(query.limitOffset, 'OFFSET', scope),
    ties: query.limitOption === WITH_TIES && query.limitCount !== null,
  };
  if (query.setOperations !== null) return overSetOperation(query, scope, counts, place);
  const core = coreQuery(query, scope, place === 'existence' && counts.limit === null);
  if (query.hasDistinctOn) return distinctOn(query, core, counts, place);
  const native = mayPage(query, statement, place) ? nativePage(counts) : null;
  if (needsLayer(query, core, native === null ? counts : { ...counts, offset: null })) {
    return layered(query, core, counts, place);
  }
  const order = keepsOrder(counts, place) ? orderByExpressions(query, core.scope) : [];
  const items = core.items(visible(query));
  if (native !== null) return fragment`${core.print(items, raw(''), order)} ${native}`;
  return core.print(items, topOf(counts, order, place), order);
}

/**
 * Whether the rows must be made by an inner query before they are ordered or counted: ORDER BY knows aggregates only from
 * the select list (-73), DISTINCT only its own columns, and OFFSET numbers rows.
 */
function needsLayer(query: Query, core: Core, counts: RowCounts): boolean {
  if (counts.ties || counts.offset !== null || (counts.limit !== null && counts.limit.plain === null))
    return true;
  const ordered = query.sortClause !== null && query.sortClause.length > 0;
  if (ordered && (core.grouped || query.hasWindowFuncs || query.distinctClause !== null)) return true;
  if (core.grouped && query.distinctClause !== null) return true;
  if (ordered && ordersBySubselect(query)) return true;
  // TOP is ignored beside nothing but aggregates and without FROM (RSQL_top).
  return counts.limit !== null && (!core.hasFrom || (core.grouped && query.groupClause === null));
}

/** IRIS passes over an ORDER BY item that is or holds a sub-select without a word (iris-sql.md 1.2). */
function ordersBySubselect(query: Query): boolean {
  let found = false;
  visitExpressions(
    (query.sortClause ?? []).map((clause) => targetOf(clause, query.targetList).expr),
    (node) => {
      found ||= node.kind === 'SUBLINK';
      return !found;
    },
  );
  return found;
}

function layered(query: Query, core: Core, counts: RowCounts, place: Place): Fragment {
  const resnos = (query.targetList ?? []).map((target) => target.resno);
  const distinct = query.distinctClause !== null;
  // DISTINCT's sort keys are among its columns, so no junk column can divide equal rows.
  const columns = distinct ? visible(query) : resnos;
  const inner =
    core.grouped && distinct ? core.printPlain(columns) : core.print(core.items(columns), raw(''), []);
  const outerDistinct = core.grouped && distinct;
  return overRows(query, core.scope, inner, counts, place, outerDistinct);
}

function overSetOperation(query: Query, scope: QueryScope, counts: RowCounts, place: Place): Fragment {
  if (query.setOperations === null) throw new Error('no set operation');
  const rows = setOperation(query.setOperations, scope);
  const ordered = query.sortClause !== null && keepsOrder(counts, place);
  if (!ordered && counts.limit === null && counts.offset === null) return rows;
  return overRows(query, scope.bind({ columns: legColumn }), rows, counts, place, false);
}

/** The sort keys' Vars name the first leg, whose columns may be NOT NULL where the others' are not. */
function legColumn(_varno: number, attno: number): ColumnReference {
  const fragment = identifier(outputName(attno));
  return { fragment, collation: 'EXACT', notNull: false, untyped: false, base: null };
}

/** Order and counts over the rows of an inner query. */
function overRows(
  query: Query,
  scope: Scope,
  rows: Fragment,
  counts: RowCounts,
  place: Place,
  distinct: boolean,
): Fragment {
  const { statement } = scope;
  const alias = statement.nextAlias();
  const read = (resno: number): Fragment => qualified(alias, outputName(resno));
  const source = { from: fragment`(${rows}) ${raw(alias)}`, read, resnos: visible(query) };
  const order = orderByColumns(query, scope, read);
  const computed = counts.limit !== null && counts.limit.plain === null;
  const native = mayPage(query, statement, place);
  if (counts.ties || computed || (counts.offset !== null && !(native && counts.offset.plain !== null))) {
    if (distinct) throw unsupported('DISTINCT with OFFSET over groups', statement.context);
    return offsetByNumber(source, order, counts, place, statement);
  }
  return orderedRows(source, keepsOrder(counts, place) ? order : [], counts, place, distinct);
}

/** Query.limitOption */
const WITH_TIES = 1;

/**
 * LIMIT ... OFFSET came with 2025.1, where OFFSET without LIMIT is buggy. It stands at the top only, and not beside the TOP
 * that a sub-select with an order or a limit needs (-386; iris-sql.md 1.1).
 */
function mayPage(query: Query, statement: StatementScope, place: Place): boolean {
  return place === 'top' && isSince(statement.context.dialect, '2025.2') && !hasInnerOrder(query);
}

function hasInnerOrder(query: Query): boolean {
  let found = false;
  visitNodes(Object.values(query), (node) => {
    if (node.kind === 'QUERY' && ORDERING.some((clause) => node[clause] !== null)) found = true;
    return !found;
  });
  return found;
}

/** What makes a sub-select need a TOP. */
const ORDERING = ['sortClause', 'limitCount', 'limitOffset'] as const;

function refuseUnsupported(query: Query, statement: StatementScope, place: Place): void {
  const { context } = statement;
  if (query.commandType !== COMMAND.select) throw unsupported('a data-modifying statement in WITH', context);
  if (query.hasRecursive) throw unsupported('WITH RECURSIVE', context);
  if (query.hasTargetSRFs) throw unsupported('a set-returning function in the select list', context);
  if (query.groupingSets !== null) throw unsupported('GROUPING SETS, ROLLUP and CUBE', context);
  if (query.rowMarks !== null && place !== 'top') throw unsupported('FOR UPDATE in a sub-select', context);
}
