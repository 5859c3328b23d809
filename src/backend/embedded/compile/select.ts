import { IrisError } from '../../iris-session.ts';
import { type OrderItem, type Scalar, type Select, type SelectItem, nameKey } from '../iris-sql/ast.ts';
import { groupValue, sortKey } from './comparison.ts';
import type { CompileContext, CompiledQuery, QueryColumn } from './context.ts';
import { type Expression, expression } from './expression.ts';
import { compileFrom } from './from.ts';
import { type Fragment, joined, raw, sqlite } from './fragment.ts';
import { itemLabel } from './label.ts';
import { countLimit } from './row-count.ts';
import type { Scope, Source } from './scope.ts';
import { tick } from './tick.ts';

interface Item {
  readonly name: string;
  readonly alias: string | null;
  readonly node: Scalar | null;
  readonly value: Expression;
}

/**
 * One SELECT with the ORDER BY and LIMIT that belong to it.
 *
 * @param scope what is visible round it
 * @param limit ` LIMIT ...` of 2025.1, null for none
 */
export function compileSelect(
  node: Select,
  orderBy: readonly OrderItem[],
  limit: Fragment | null,
  scope: Scope,
  context: CompileContext,
): CompiledQuery {
  const from = compileFrom(node.from, scope, context);
  // HAVING without GROUP BY filters rows, and its aggregates are those of all rows (iris-sql.md 1.3).
  const havingRows = node.having !== null && node.groupBy.length === 0;
  const rows: Scope = {
    outer: scope.sources.length > 0 || scope.outer !== null ? scope : null,
    sources: from.sources,
    commonTables: scope.commonTables,
    aggregates: 'forbidden',
    windows: false,
    folded: new Map(),
  };
  const where = whereClause(node, rows, from.sources, context);
  const groups = node.groupBy.map((key) => context.scalar(key, rows));
  const output: Scope = {
    ...rows,
    aggregates: havingRows ? 'window' : 'allowed',
    windows: true,
    folded: foldedColumns(node, groups, rows, context),
  };
  const items = node.items.flatMap((item, i) => compileItem(item, i + 1, output, context));
  const having = node.having === null ? null : context.condition(node.having, { ...output, windows: false });
  const order = orderKeys(orderBy, items, output, context);
  const top = topClause(node, items);
  const columns = items.map(
    ({ name, value }): QueryColumn => ({
      name,
      type: value.type,
      nullable: value.nullable,
      collationRank: value.collationRank,
    }),
  );
  const list = items.map(({ value }, i) => sqlite`${value.sql} AS o${String(i + 1)}`);
  const fromSql = node.from.length === 0 ? raw('') : sqlite` FROM ${from.print()}`;
  const tail = sqlite`${order}${limit ?? top}`;
  if (havingRows && having !== null) {
    const inner = sqlite`SELECT ${joined(list, ', ')}, ${having} AS kept${sortColumns(orderBy, items, output, context)}${fromSql}${where}`;
    const names = columns.map((_, i) => `o${i + 1}`).join(', ');
    const outerOrder = orderBySortColumns(orderBy);
    return { sql: sqlite`SELECT ${names} FROM (${inner}) WHERE kept${outerOrder}${limit ?? top}`, columns };
  }
  const distinct = node.distinct !== null && node.distinct.keys.length === 0 && !onlyAggregates(items);
  const grouping = groupClause(node, groups, output, context);
  const havingSql = having === null ? raw('') : sqlite` HAVING ${having}`;
  const sql = sqlite`SELECT ${distinct ? 'DISTINCT ' : ''}${joined(list, ', ')}${fromSql}${where}${grouping}${havingSql}${tail}`;
  return { sql, columns };
}

function whereClause(
  node: Select,
  rows: Scope,
  sources: readonly Source[],
  context: CompileContext,
): Fragment {
  const tests = [...tick(sources), ...(node.where === null ? [] : [context.condition(node.where, rows)])];
  return tests.length === 0 ? raw('') : sqlite` WHERE ${joined(tests, ' AND ')}`;
}

/** Columns that GROUP BY and DISTINCT give back as their collated value: upper case for SQLUPPER (iris-sql.md 1.3). */
function foldedColumns(
  node: Select,
  groups: readonly Expression[],
  rows: Scope,
  context: CompileContext,
): ReadonlyMap<string, Expression> {
  const distinct =
    node.distinct === null || node.distinct.keys.length > 0
      ? []
      : node.items.flatMap((item) =>
          item.kind === 'star'
            ? starColumns(item, rows).map((column) => column.value)
            : item.expression.kind === 'column'
              ? [context.scalar(item.expression, rows)]
              : [],
        );
  const folded = new Map<string, Expression>();
  for (const value of [...groups, ...distinct]) {
    if (value.collationRank !== 1 || value.type.kind !== 'text') continue;
    const grouped = groupValue(value);
    if (grouped !== value) folded.set(value.sql.sql, grouped);
  }
  return folded;
}

/** Literals and subqueries group all rows into one: a constant key does. DISTINCT BY picks one row for each key. */
function groupClause(
  node: Select,
  groups: readonly Expression[],
  output: Scope,
  context: CompileContext,
): Fragment {
  const by = node.distinct?.keys ?? [];
  const keys = [
    ...groups.map((group) => (group.constant === null ? groupValue(group).sql : raw("'' || ''"))),
    ...by.map((key) => groupValue(context.scalar(key, { ...output, aggregates: 'forbidden' })).sql),
  ];
  return keys.length === 0 ? raw('') : sqlite` GROUP BY ${joined(keys, ', ')}`;
}

function compileItem(item: SelectItem, position: number, scope: Scope, context: CompileContext): Item[] {
  if (item.kind === 'star') {
    return starColumns(item, scope).map((column) => ({
      name: column.name,
      alias: null,
      node: null,
      value: scope.folded.get(column.value.sql.sql) ?? column.value,
    }));
  }
  const value = context.scalar(item.expression, scope);
  const name = item.alias ?? itemLabel(item.expression, position, scope);
  return [{ name, alias: item.alias, node: item.expression, value }];
}

function starColumns(item: SelectItem & { readonly kind: 'star' }, scope: Scope): Source['columns'] {
  if (item.table === null) {
    if (scope.sources.length === 0) throw new IrisError(-26, 'Missing FROM clause');
    return scope.sources.flatMap((source) => source.columns);
  }
  const key = nameKey(item.table);
  const schema = item.schema === null ? null : nameKey(item.schema);
  const source = scope.sources.find(
    (candidate) => candidate.key === key && (schema === null || candidate.schemaKey === schema),
  );
  if (!source) {
    throw new IrisError(
      -23,
      `Label '${item.table}' is not listed among the applicable tables in the FROM clause`,
    );
  }
  return source.columns;
}

function onlyAggregates(items: readonly Item[]): boolean {
  return items.every((item) => item.node?.kind === 'aggregate');
}

/** TOP of aggregates alone is checked but limits nothing; TOP ALL keeps ORDER BY alive in subqueries. */
function topClause(node: Select, items: readonly Item[]): Fragment {
  if (node.top === null || (onlyAggregates(items) && node.groupBy.length === 0)) return raw('');
  return node.top.kind === 'all' ? raw(' LIMIT -1') : sqlite` LIMIT ${countLimit(node.top.count)}`;
}

function orderKeys(
  orderBy: readonly OrderItem[],
  items: readonly Item[],
  scope: Scope,
  context: CompileContext,
): Fragment {
  const keys = orderBy.flatMap((item) => {
    const value = orderValue(item, items, scope, context);
    if (value === null) return [];
    const key = sortKey(value, context);
    // What is selected already is not computed again: SQLite knows it by its result name.
    const selected = key === value.sql ? items.findIndex((candidate) => candidate.value === value) : -1;
    return [sqlite`${selected < 0 ? key : `o${selected + 1}`}${item.descending ? ' DESC' : ''}`];
  });
  return keys.length === 0 ? raw('') : sqlite` ORDER BY ${joined(keys, ', ')}`;
}

/** @throws IrisError -5 ordinal out of range, -73 aggregate that is not selected */
function orderValue(
  item: OrderItem,
  items: readonly Item[],
  scope: Scope,
  context: CompileContext,
): Expression | null {
  const { key } = item;
  if (key.kind === 'ignored') return null;
  if (key.kind === 'ordinal') {
    const selected = items[key.position - 1];
    if (!selected) throw new IrisError(-5, 'Column number specified in ORDER does not match SELECT list');
    return selected.value.constant === null ? selected.value : null;
  }
  const node = key.expression;
  if (node.kind === 'column' && node.table === null) {
    // An alias goes before a column of the same name.
    const aliased = items.find(
      (candidate) => candidate.alias !== null && nameKey(candidate.alias) === nameKey(node.name),
    );
    if (aliased) return aliased.value;
  }
  const value = context.scalar(node, scope);
  if (node.kind === 'aggregate' && !items.some((candidate) => candidate.value.sql.sql === value.sql.sql)) {
    throw new IrisError(-73, 'Aggregate functions not supported in ORDER BY clause unless selected');
  }
  return value.constant === null ? value : null;
}

function sortColumns(
  orderBy: readonly OrderItem[],
  items: readonly Item[],
  scope: Scope,
  context: CompileContext,
): Fragment {
  const keys = orderBy.map((item, i) => {
    const value = orderValue(item, items, scope, context) ?? expression({ kind: 'null' }, raw('NULL'));
    return sqlite`, ${sortKey(value, context)} AS s${String(i + 1)}`;
  });
  return joined(keys, '');
}

function orderBySortColumns(orderBy: readonly OrderItem[]): Fragment {
  if (orderBy.length === 0) return raw('');
  return raw(
    ` ORDER BY ${orderBy.map((item, i) => `s${i + 1}${item.descending ? ' DESC' : ''}`).join(', ')}`,
  );
}
