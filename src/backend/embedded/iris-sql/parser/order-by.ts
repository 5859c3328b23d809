import type { OrderItem, Query } from '../ast.ts';
import { sqlError } from '../errors.ts';
import type { Cursor, QueryPosition } from './cursor.ts';
import { isDigits } from './literals.ts';

/** [ORDER BY item [ASC|DESC], ...]; NULLS FIRST and LAST do not exist (iris-sql.md 1.2). */
export function orderByClause(cursor: Cursor, position: QueryPosition, body: Query['body']): OrderItem[] {
  if (!cursor.is('ORDER', 'BY')) return [];
  checkAllowed(cursor, position, body);
  cursor.expect('ORDER', 'BY');
  return cursor.within('orderBy', () => cursor.list(() => orderItem(cursor, body.kind === 'setOperation')));
}

/** Below the statement ORDER BY needs a TOP (measured on IRIS: `) expected, IDENTIFIER (ORDER) found`). */
function checkAllowed(cursor: Cursor, position: QueryPosition, body: Query['body']): void {
  if (position === 'statement' || (body.kind === 'select' && body.top !== null)) return;
  if (position === 'view') throw sqlError(143);
  cursor.failExpected(')');
}

function orderItem(cursor: Cursor, afterUnion: boolean): OrderItem {
  const { at } = cursor.token;
  const key = orderKey(cursor, afterUnion);
  const descending = cursor.accept('DESC');
  if (!descending) cursor.accept('ASC');
  return { at, key, descending };
}

function orderKey(cursor: Cursor, afterUnion: boolean): OrderItem['key'] {
  const { at, kind, text } = cursor.token;
  if (kind === 'number' && isDigits(text) && endsItem(cursor, 1)) {
    cursor.next();
    return { kind: 'ordinal', at, position: Number(text) };
  }
  const ignored = isIgnored(cursor);
  const expression = cursor.grammar.scalar(cursor);
  if (ignored || expression.kind === 'parameter' || expression.kind === 'subquery')
    return { kind: 'ignored', at };
  // After UNION only ordinals and plain column names of the first SELECT (1.2, 1.6).
  if (afterUnion && (expression.kind !== 'column' || expression.table !== null)) throw sqlError(6);
  return { kind: 'expression', at, expression };
}

/** A signed or parenthesised number. */
function isIgnored(cursor: Cursor): boolean {
  let ahead = 0;
  while (['(', '+', '-'].includes(cursor.peek(ahead).key)) ahead += 1;
  if (ahead === 0 || cursor.peek(ahead).kind !== 'number') return false;
  do ahead += 1;
  while (cursor.peek(ahead).key === ')' && !endsItem(cursor, ahead));
  while (cursor.peek(ahead).key === ')') ahead += 1;
  return endsItem(cursor, ahead);
}

/** Whether nothing that continues an expression stands `ahead`. */
function endsItem(cursor: Cursor, ahead: number): boolean {
  const { kind, key } = cursor.peek(ahead);
  return kind === 'end' || kind === 'word' || key === ',' || key === ')';
}
