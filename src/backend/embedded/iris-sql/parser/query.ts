import type { CommonTable, Query, SetOperation } from '../ast.ts';
import { nameKey } from '../ast.ts';
import { sqlError } from '../errors.ts';
import type { Cursor, QueryPosition } from './cursor.ts';
import { objectName } from './names.ts';
import { orderByClause } from './order-by.ts';
import { rowLimitClause } from './row-limit.ts';
import { select } from './select.ts';

type Leg = SetOperation['first'];

/**
 * A query expression from SELECT or `(` on; `commonTables` are those of a WITH read before. A WITH elsewhere than in
 * front of the statement is not documented and refused.
 */
export function query(
  cursor: Cursor,
  position: QueryPosition,
  commonTables: readonly CommonTable[] = [],
): Query {
  if (position === 'subquery' && cursor.clause === 'insertValues') throw sqlError(144);
  return cursor.nested(() => {
    const { at } = cursor.token;
    return rest(cursor, position, commonTables, at, leg(cursor, position));
  });
}

/** The rest of a subquery behind its first leg, which was in parentheses. */
export function queryAfter(cursor: Cursor, first: Query): Query {
  // Limits on single legs came later than every version known here (iris-sql.md section 0).
  if (first.limit !== null) cursor.failExpected(')');
  return rest(cursor, 'subquery', [], first.at, first);
}

/** WITH a AS (...), b AS (...): no column lists, no RECURSIVE, no MATERIALIZED (1.4). */
export function withClause(cursor: Cursor): CommonTable[] {
  if (!cursor.supports('commonTables')) cursor.failExpected('SELECT');
  cursor.expect('WITH');
  const tables = cursor.list(() => commonTable(cursor));
  const names = new Set<string>();
  for (const { name } of tables) {
    if (names.has(nameKey(name))) throw sqlError(382, name);
    names.add(nameKey(name));
  }
  return tables;
}

function commonTable(cursor: Cursor): CommonTable {
  const { at } = cursor.token;
  const name = objectName(cursor);
  cursor.expect('AS', '(');
  const table = { at, name, query: query(cursor, 'subquery') };
  cursor.expect(')');
  return table;
}

/** The further legs, ORDER BY and limit. */
function rest(
  cursor: Cursor,
  position: QueryPosition,
  commonTables: readonly CommonTable[],
  at: number,
  first: Leg,
): Query {
  const operands: SetOperation['rest'][number][] = [];
  for (let operator = setOperator(cursor); operator !== null; operator = setOperator(cursor)) {
    operands.push({ operator, operand: leg(cursor, position) });
  }
  const alone = operands.length === 0;
  if (
    alone &&
    first.kind === 'query' &&
    commonTables.length === 0 &&
    !cursor.isAny('ORDER', 'LIMIT', 'OFFSET', 'FETCH')
  ) {
    return first;
  }
  const body =
    alone && first.kind === 'select' ? first : ({ kind: 'setOperation', at, first, rest: operands } as const);
  const orderBy = orderByClause(cursor, position, body);
  const limit = rowLimitClause(cursor, position, orderBy.length > 0);
  return { kind: 'query', at, with: commonTables, body, orderBy, limit };
}

/** UNION [ALL], EXCEPT or INTERSECT; the latter two have no ALL. null when none comes next. */
function setOperator(cursor: Cursor): SetOperation['rest'][number]['operator'] | null {
  if (cursor.accept('UNION')) return cursor.accept('ALL') ? 'UNION ALL' : 'UNION';
  if (!cursor.isAny('EXCEPT', 'INTERSECT') || !cursor.supports('exceptIntersect')) return null;
  return cursor.expectAny('EXCEPT', 'INTERSECT');
}

function leg(cursor: Cursor, position: QueryPosition): Leg {
  if (!cursor.accept('(')) return select(cursor, position);
  const found = query(cursor, 'leg');
  cursor.expect(')');
  return found;
}
