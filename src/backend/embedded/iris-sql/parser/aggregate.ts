import type { Aggregate, Scalar, WindowFunction } from '../ast.ts';
import { sqlError } from '../errors.ts';
import { AGGREGATES, WINDOW_FUNCTIONS } from '../function-names.ts';
import { allowsAggregates } from './clause.ts';
import { columnReference } from './column-reference.ts';
import type { Cursor } from './cursor.ts';
import { overClause } from './window.ts';

/**
 * name(...) with or without OVER (...). FILTER and WITHIN GROUP do not exist. What the arguments may hold depends on
 * OVER, so it is looked for first.
 */
export function aggregateOrWindow(cursor: Cursor): Aggregate | WindowFunction {
  const { at, key: name } = cursor.token;
  if (WINDOW_FUNCTIONS.has(name) && cursor.behindParentheses(1).key === 'OVER') {
    cursor.next();
    return overClause(cursor, at, name);
  }
  if (!AGGREGATES.has(name)) {
    throw sqlError(367, `${name} needs an OVER clause`);
  }
  if (name === 'APPROX_COUNT_DISTINCT' && !cursor.supports('approximateCount')) throw sqlError(359, name);
  if (!allowsAggregates(cursor.clause)) throw sqlError(19, name);
  cursor.next();
  return cursor.within('aggregateArgument', () => aggregate(cursor, at, name));
}

function aggregate(cursor: Cursor, at: number, name: string): Aggregate {
  cursor.expect('(');
  if (name === 'COUNT' && cursor.accept('*', ')')) {
    return { kind: 'aggregate', at, name, distinct: false, argument: null, forEach: [] };
  }
  const distinct = cursor.accept('DISTINCT');
  if (!distinct) cursor.accept('ALL');
  const argument: Scalar = cursor.grammar.scalar(cursor);
  const forEach = cursor.accept('%FOREACH') ? cursor.parenthesisedList(() => columnReference(cursor)) : [];
  cursor.expect(')');
  return { kind: 'aggregate', at, name, distinct, argument, forEach };
}
