import { IrisError } from '../../iris-session.ts';
import {
  type CommonTable,
  type Query,
  type RowLimit,
  type Select,
  type SetOperation,
  nameKey,
} from '../iris-sql/ast.ts';
import { commonType } from './common-type.ts';
import { groupValue, sortKey } from './comparison.ts';
import type { CompileContext, CompiledQuery, QueryColumn } from './context.ts';
import { convert } from './conversion.ts';
import { expression } from './expression.ts';
import { type Fragment, joined, raw, sqlite } from './fragment.ts';
import { countLimit } from './row-count.ts';
import { EMPTY_SCOPE, type CommonTableEntry, type Scope } from './scope.ts';
import { compileSelect } from './select.ts';

/** A whole query expression. Its SQL can stand in parentheses as it is. */
export function compileQuery(node: Query, outer: Scope | null, context: CompileContext): CompiledQuery {
  const base = outer ?? EMPTY_SCOPE;
  const { prefix, commonTables } = withClause(node.with, base.commonTables, context);
  const scope: Scope = { ...base, commonTables };
  const limit = node.limit === null ? null : limitClause(node.limit);
  const body =
    node.body.kind === 'select'
      ? compileSelect(node.body, node.orderBy, limit, scope, context)
      : setQuery(node.body, node, limit, scope, context);
  return prefix === null ? body : { ...body, sql: sqlite`${prefix} ${body.sql}` };
}

/** WITH: each common table sees those before it. */
export function withClause(
  tables: readonly CommonTable[],
  visible: Scope['commonTables'],
  context: CompileContext,
): { readonly prefix: Fragment | null; readonly commonTables: Scope['commonTables'] } {
  if (tables.length === 0) return { prefix: null, commonTables: visible };
  const commonTables = new Map<string, CommonTableEntry>(visible);
  const parts = tables.map((table) => {
    const query = context.query(table.query, { ...EMPTY_SCOPE, commonTables: new Map(commonTables) });
    const sqliteName = `w${context.alias()}`;
    commonTables.set(nameKey(table.name), { sqliteName, columns: query.columns, query: table.query });
    const names = query.columns.map((_, i) => `o${i + 1}`).join(', ');
    return sqlite`${sqliteName}(${names}) AS (${query.sql})`;
  });
  return { prefix: sqlite`WITH ${joined(parts, ', ')}`, commonTables };
}

function limitClause(limit: RowLimit): Fragment {
  const count = limit.count === null ? raw('-1') : countLimit(limit.count);
  return limit.offset === null
    ? sqlite` LIMIT ${count}`
    : sqlite` LIMIT ${count} OFFSET ${countLimit(limit.offset)}`;
}

/** UNION, EXCEPT, INTERSECT: legs brought to common types, evaluated from left to right (iris-sql.md 1.6). */
function setQuery(
  node: SetOperation,
  query: Query,
  limit: Fragment | null,
  scope: Scope,
  context: CompileContext,
): CompiledQuery {
  const legs = [node.first, ...node.rest.map((leg) => leg.operand)].map((leg) =>
    legQuery(leg, scope, context),
  );
  const first = legs[0];
  if (!first) throw new IrisError(-1, 'empty set operation');
  for (const leg of legs) {
    if (leg.columns.length !== first.columns.length) {
      throw new IrisError(-9, 'Incompatible SELECT lists used in UNION');
    }
  }
  const columns = first.columns.map((column, i): QueryColumn => {
    const all = legs.map((leg) => leg.columns[i] ?? column);
    return {
      name: column.name,
      type: commonType(all.map((one) => one.type)),
      nullable: all.some((one) => one.nullable),
      collationRank: column.collationRank,
    };
  });
  // Only UNION ALL keeps duplicates, and with them the letters of strings that are equal by collation.
  const folds = node.rest.some((leg) => leg.operator !== 'UNION ALL');
  const printed = legs.map((leg) => converted(leg, columns, folds, context));
  const compound = compoundOf(
    printed,
    node.rest.map((leg) => leg.operator),
  );
  if (query.orderBy.length === 0 && limit === null) return { sql: compound, columns };
  const order = orderOfSet(query, columns, context);
  return { sql: sqlite`SELECT * FROM (${compound})${order}${limit ?? raw('')}`, columns };
}

/** SQLite takes 500 legs at most: long runs of UNION ALL, as bulk inserts are made of, are nested. */
const MAX_LEGS = 200;

function compoundOf(legs: readonly Fragment[], operators: readonly string[]): Fragment {
  if (legs.length > MAX_LEGS && operators.every((operator) => operator === 'UNION ALL')) {
    const groups: Fragment[] = [];
    const size = Math.max(MAX_LEGS, Math.ceil(legs.length / MAX_LEGS));
    for (let i = 0; i < legs.length; i += size) {
      const group = legs.slice(i, i + size);
      groups.push(sqlite`SELECT * FROM (${compoundOf(group, operators.slice(1, group.length))})`);
    }
    return joined(groups, ' UNION ALL ');
  }
  const parts = operators.map((operator, i) => sqlite` ${operator} ${legs[i + 1] ?? raw('')}`);
  return sqlite`${legs[0] ?? raw('')}${joined(parts, '')}`;
}

function legQuery(leg: Select | Query, scope: Scope, context: CompileContext): CompiledQuery {
  return leg.kind === 'query' ? context.query(leg, scope) : compileSelect(leg, [], null, scope, context);
}

function converted(
  leg: CompiledQuery,
  columns: readonly QueryColumn[],
  folds: boolean,
  context: CompileContext,
): Fragment {
  const items = columns.map((column, i) => {
    const own = leg.columns[i] ?? column;
    const value = convert(
      expression(own.type, raw(`o${i + 1}`), { nullable: own.nullable }),
      column.type,
      context,
    );
    const result = folds ? groupValue(value) : value;
    return sqlite`${result.sql} AS o${String(i + 1)}`;
  });
  return sqlite`SELECT ${joined(items, ', ')} FROM (${leg.sql})`;
}

/** Ordinals and names of the first leg's columns only. @throws IrisError -5, -6 */
function orderOfSet(query: Query, columns: readonly QueryColumn[], context: CompileContext): Fragment {
  const keys = query.orderBy.flatMap((item) => {
    if (item.key.kind === 'ignored') return [];
    const { key } = item;
    const at =
      key.kind === 'ordinal'
        ? key.position - 1
        : columns.findIndex(
            (column) =>
              key.expression.kind === 'column' && nameKey(column.name) === nameKey(key.expression.name),
          );
    const column = columns[at];
    if (!column) {
      if (key.kind === 'ordinal')
        throw new IrisError(-5, 'Column number specified in ORDER does not match SELECT list');
      throw new IrisError(-6, 'ORDER BY column specified after UNION does not exist in the SELECT list');
    }
    const value = expression(column.type, raw(`o${at + 1}`), { nullable: column.nullable });
    return [sqlite`${sortKey(value, context)}${item.descending ? ' DESC' : ''}`];
  });
  return keys.length === 0 ? raw('') : sqlite` ORDER BY ${joined(keys, ', ')}`;
}
