import type { Scalar, Select, SelectItem, Top } from '../ast.ts';
import { sqlError } from '../errors.ts';
import type { Cursor, QueryPosition } from './cursor.ts';
import { fromClause } from './from.ts';
import { rowCount } from './literals.ts';
import { atIdentifier, objectName, optionalAlias } from './names.ts';

/** SELECT [DISTINCT [BY (...)] | ALL] [TOP ...] items [FROM ...] [WHERE ...] [GROUP BY ...] [HAVING ...] */
export function select(cursor: Cursor, position: QueryPosition): Select {
  const { at } = cursor.token;
  cursor.expect('SELECT');
  const distinct = distinctClause(cursor);
  const top = topClause(cursor);
  const items = cursor.within('selectList', () => cursor.list(() => selectItem(cursor)));
  if (cursor.is('INTO')) throw sqlError(422);
  const from = cursor.accept('FROM') ? fromClause(cursor, position) : [];
  if (from.length === 0 && items.some((item) => item.kind === 'star')) throw sqlError(26);
  const where = cursor.accept('WHERE')
    ? cursor.within('where', () => cursor.grammar.condition(cursor))
    : null;
  const groupBy = cursor.accept('GROUP', 'BY') ? cursor.within('groupBy', () => groupItems(cursor)) : [];
  const having = cursor.accept('HAVING')
    ? cursor.within('having', () => cursor.grammar.condition(cursor))
    : null;
  return { kind: 'select', at, distinct, top, items, from, where, groupBy, having };
}

/** DISTINCT ON does not exist: ON begins no term. */
function distinctClause(cursor: Cursor): Select['distinct'] {
  if (!cursor.accept('DISTINCT')) {
    cursor.accept('ALL');
    return null;
  }
  if (!cursor.accept('BY')) return { keys: [] };
  return {
    keys: cursor.within('groupBy', () => cursor.parenthesisedList(() => cursor.grammar.scalar(cursor))),
  };
}

/** TOP n, TOP (n), TOP ((n)), TOP ?, TOP ALL */
function topClause(cursor: Cursor): Top | null {
  const { at } = cursor.token;
  if (!cursor.accept('TOP')) return null;
  cursor.limitRows('TOP');
  if (cursor.accept('ALL')) return { kind: 'all', at };
  let open = 0;
  while (open < 2 && cursor.accept('(')) open += 1;
  const count = rowCount(cursor);
  for (; open > 0; open -= 1) cursor.expect(')');
  return { kind: 'count', at, count };
}

function selectItem(cursor: Cursor): SelectItem {
  const { at } = cursor.token;
  if (cursor.accept('*')) return { kind: 'star', at, schema: null, table: null };
  if (atIdentifier(cursor) && cursor.peek(1).key === '.') {
    if (cursor.peek(2).key === '*') return qualifiedStar(cursor, at, 1);
    if (cursor.peek(3).key === '.' && cursor.peek(4).key === '*') return qualifiedStar(cursor, at, 2);
  }
  return { kind: 'item', at, expression: cursor.grammar.scalar(cursor), alias: optionalAlias(cursor) };
}

/** t.* or s.t.*: `parts` names, each with a point behind it. */
function qualifiedStar(cursor: Cursor, at: number, parts: 1 | 2): SelectItem {
  const first = objectName(cursor);
  cursor.expect('.');
  const second = parts === 2 ? objectName(cursor) : null;
  if (second !== null) cursor.expect('.');
  cursor.expect('*');
  return second === null
    ? { kind: 'star', at, schema: null, table: first }
    : { kind: 'star', at, schema: first, table: second };
}

/** Values; there are neither ordinals nor ROLLUP, CUBE and GROUPING SETS (iris-sql.md 1.3). */
function groupItems(cursor: Cursor): Scalar[] {
  return cursor.list(() => cursor.grammar.scalar(cursor));
}
