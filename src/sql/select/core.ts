import { condition, filter } from '../expression/condition.ts';
import type { QueryScope } from '../expression/query-scope.ts';
import { comparableValue } from '../expression/near-value.ts';
import { print } from '../expression/printers.ts';
import type { Scope } from '../expression/scope.ts';
import { fragment, identifier, join, raw, type Fragment } from '../iris/fragment.ts';
import { outputName, qualified } from '../iris/names.ts';
import type { Query } from '../tree/nodes.ts';
import { fromClause } from './from.ts';
import { groupedLayer, groupKeys, havingClause } from './group.ts';

/** A query level without set operation, order and limit, ready to be printed with the columns one wants. */
export interface Core {
  /** For the expressions of the select list and ORDER BY. */
  readonly scope: Scope;
  /** Groups or aggregates in the printed SELECT itself. */
  readonly grouped: boolean;
  readonly hasFrom: boolean;
  /** `value AS "cN"` for target entries by resno. */
  items(resnos: readonly number[]): Fragment[];
  /** SELECT [DISTINCT] top items FROM ... ORDER BY order. */
  print(items: readonly Fragment[], top: Fragment, order: readonly Fragment[]): Fragment;
  /** The same without DISTINCT. */
  printPlain(resnos: readonly number[]): Fragment;
}

/** Prepares a query level. With `existence` its columns are not asked for. */
export function coreQuery(query: Query, base: QueryScope, existence: boolean): Core {
  const from = fromClause(query, base);
  const where = query.jointree?.quals ?? null;
  const { row } = base.statement;
  const conditions = [
    ...(where === null ? [] : [filter(where, from.scope)]),
    ...(row === null || base.parent !== null ? [] : [fragment`(${raw(base.alias(1))}.%ID = ${row})`]),
  ];
  const tail = [
    ...(from.fragment === null ? [] : [fragment`FROM ${from.fragment}`]),
    ...(conditions.length === 0 ? [] : [fragment`WHERE ${join(conditions, ' AND ')}`]),
  ];
  let source = join(tail, ' ');
  let { scope } = from;
  let grouped = query.groupClause !== null || query.hasAggs || query.havingQual !== null;
  if (grouped) {
    const keys = groupKeys(query, scope);
    if (keys.length > 0) source = fragment`${source} GROUP BY ${join(keys, ', ')}`;
    if (query.groupClause !== null) source = fragment`${source}${havingClause(query, scope)}`;
    // HAVING without GROUP BY filters rows in IRIS, not the one group (RSQL_having): it moves to an outer WHERE.
    const moved = query.groupClause === null && query.havingQual !== null;
    if (query.hasWindowFuncs && !moved) {
      const layer = groupedLayer(query, source, scope);
      source = layer.from;
      scope = layer.scope;
      grouped = false;
    }
    if (moved) return havingCore(query, source, scope);
  }
  const distinct = raw(query.distinctClause !== null && !query.hasDistinctOn ? 'DISTINCT ' : '');
  const items = (resnos: readonly number[]): Fragment[] => selectItems(query, scope, resnos);
  const bare = existence && !grouped && query.distinctClause === null;
  return {
    scope,
    grouped,
    hasFrom: from.fragment !== null,
    items: bare ? () => [raw('1 AS "c1"')] : items,
    print: (columns, top, order) => selectText(fragment`${distinct}${top}`, columns, source, order),
    printPlain: (resnos) => selectText(raw(''), items(resnos), source, []),
  };
}

function selectItems(query: Query, scope: Scope, resnos: readonly number[]): Fragment[] {
  const items = (query.targetList ?? [])
    .filter((target) => resnos.includes(target.resno))
    .map(
      ({ expr, resno }) =>
        fragment`${comparableValue(expr, scope, print)} AS ${identifier(outputName(resno))}`,
    );
  // PostgreSQL's select list may be empty, IRIS's may not.
  return items.length > 0 ? items : [raw('1 AS "c1"')];
}

function selectText(
  head: Fragment,
  columns: readonly Fragment[],
  source: Fragment,
  order: readonly Fragment[],
): Fragment {
  const select = fragment`SELECT ${head}${join(columns, ', ')}`;
  const parts = [select, ...(source.sql === '' ? [] : [source])];
  if (order.length > 0) parts.push(fragment`ORDER BY ${join(order, ', ')}`);
  return join(parts, ' ');
}

/** Name of the column that says whether HAVING holds. */
const KEPT = 'h1';

/** One group with HAVING: an inner query computes the group and the condition, the outer one keeps it or not. */
function havingCore(query: Query, source: Fragment, scope: Scope): Core {
  const having = query.havingQual;
  if (having === null) throw new Error('no HAVING');
  const alias = scope.statement.nextAlias();
  const kept = fragment`CASE WHEN ${condition(having, scope)} THEN 1 ELSE 0 END AS ${identifier(KEPT)}`;
  const read = (resno: number): Fragment =>
    fragment`${qualified(alias, outputName(resno))} AS ${identifier(outputName(resno))}`;
  const targets = (query.targetList ?? []).map((target) => target.resno);
  const inner = fragment`SELECT ${join([...selectItems(query, scope, targets), kept], ', ')} ${source}`;
  const outer = (head: Fragment, columns: readonly Fragment[]): Fragment =>
    fragment`SELECT ${head}${join(columns.length > 0 ? columns : [raw('1 AS "c1"')], ', ')} FROM (${inner}) ${raw(alias)} WHERE (${qualified(alias, KEPT)} = 1)`;
  return {
    scope,
    grouped: true,
    hasFrom: true,
    items: (resnos) => resnos.map(read),
    // There is one row at most: it needs no order, and a TOP is applied by the layer around it.
    print: (columns, top) => outer(top, columns),
    printPlain: (resnos) => outer(raw(''), resnos.map(read)),
  };
}
