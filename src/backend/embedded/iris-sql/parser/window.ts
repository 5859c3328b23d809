import type { FrameBound, Scalar, WindowFunction, WindowOrder } from '../ast.ts';
import { sqlError } from '../errors.ts';
import type { WindowRule } from '../function-names.ts';
import { WINDOW_FUNCTIONS } from '../function-names.ts';
import { allowsWindows } from './clause.ts';
import type { Cursor } from './cursor.ts';
import { unsignedInteger } from './literals.ts';

/** ( arguments ) OVER ([PARTITION BY ...] [ORDER BY ...] [ROWS ...]); the cursor is behind the name. */
export function overClause(cursor: Cursor, at: number, name: string): WindowFunction {
  const rule = WINDOW_FUNCTIONS.get(name);
  if (rule === undefined || !allowsWindows(cursor.clause)) throw sqlError(367, name);
  return cursor.within('windowArgument', () => {
    cursor.expect('(');
    const star = name === 'COUNT' && cursor.accept('*');
    const found = star || cursor.is(')') ? [] : cursor.list(() => cursor.grammar.scalar(cursor));
    cursor.expect(')');
    if (!star) checkCount(name, rule, found);
    // A named window (OVER w) does not exist.
    cursor.expect('OVER', '(');
    const partitionBy = cursor.accept('PARTITION', 'BY')
      ? cursor.list(() => cursor.grammar.scalar(cursor))
      : [];
    const orderBy = cursor.accept('ORDER', 'BY') ? cursor.list(() => windowOrder(cursor)) : [];
    const frame = rule.frame && cursor.accept('ROWS') ? rowsFrame(cursor) : null;
    cursor.expect(')');
    return { kind: 'window', at, name, arguments: found, star, partitionBy, orderBy, frame };
  });
}

function checkCount(name: string, rule: WindowRule, found: readonly Scalar[]): void {
  if (found.length < rule.least) throw sqlError(380, name);
  if (found.length > rule.most) throw sqlError(381, name);
}

function windowOrder(cursor: Cursor): WindowOrder {
  const expression = cursor.grammar.scalar(cursor);
  const descending = cursor.accept('DESC');
  if (!descending) cursor.accept('ASC');
  return { expression, descending };
}

/** [BETWEEN] bound [AND bound]; one bound alone ends at the current row. RANGE, GROUPS, EXCLUDE do not exist. */
function rowsFrame(cursor: Cursor): { readonly start: FrameBound; readonly end: FrameBound } {
  if (!cursor.accept('BETWEEN')) return { start: frameBound(cursor), end: { kind: 'currentRow' } };
  const start = frameBound(cursor);
  cursor.expect('AND');
  return { start, end: frameBound(cursor) };
}

function frameBound(cursor: Cursor): FrameBound {
  if (cursor.accept('CURRENT', 'ROW')) return { kind: 'currentRow' };
  if (cursor.accept('UNBOUNDED')) {
    const side = cursor.expectAny('PRECEDING', 'FOLLOWING');
    return { kind: side === 'PRECEDING' ? 'unboundedPreceding' : 'unboundedFollowing' };
  }
  const rows = unsignedInteger(cursor);
  return {
    kind: cursor.expectAny('PRECEDING', 'FOLLOWING') === 'PRECEDING' ? 'preceding' : 'following',
    rows,
  };
}
