import type { RowLimit } from '../ast.ts';
import type { Cursor, QueryPosition } from './cursor.ts';
import { rowCount } from './literals.ts';

/**
 * LIMIT count|ALL [OFFSET start [ROW|ROWS]], or [OFFSET start [ROW|ROWS]] [FETCH [FIRST|NEXT] count [ROW|ROWS] [ONLY]]
 * (iris-sql.md 1.1). Before 2025.1 the words are left where they are, for the caller to find input after the end.
 * Below the statement there is none after ORDER BY, and none on a leg of a set operation.
 */
export function rowLimitClause(cursor: Cursor, position: QueryPosition, ordered: boolean): RowLimit | null {
  if (!cursor.supports('limit') || !cursor.isAny('LIMIT', 'OFFSET', 'FETCH')) return null;
  if (position !== 'statement' && (ordered || position === 'leg')) cursor.failExpected(')');
  const { at } = cursor.token;
  if (cursor.accept('LIMIT')) {
    cursor.limitRows('LIMIT');
    const count = cursor.accept('ALL') ? null : rowCount(cursor);
    return { at, count, offset: offset(cursor) };
  }
  const start = offset(cursor);
  // An OFFSET alone is of no style of its own, but TOP is.
  if (!cursor.accept('FETCH')) {
    cursor.limitRows('LIMIT');
    return { at, count: null, offset: start };
  }
  cursor.limitRows('FETCH');
  if (!cursor.accept('FIRST')) cursor.accept('NEXT');
  const count = rowCount(cursor);
  rowWord(cursor);
  cursor.accept('ONLY');
  return { at, count, offset: start };
}

function offset(cursor: Cursor): RowLimit['offset'] {
  if (!cursor.accept('OFFSET')) return null;
  const start = rowCount(cursor);
  rowWord(cursor);
  return start;
}

function rowWord(cursor: Cursor): void {
  if (!cursor.accept('ROW')) cursor.accept('ROWS');
}
