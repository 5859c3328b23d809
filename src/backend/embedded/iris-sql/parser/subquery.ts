import type { Query } from '../ast.ts';
import { sqlError } from '../errors.ts';
import type { Cursor } from './cursor.ts';

/** Whether `( SELECT` comes next. */
export function startsQuery(cursor: Cursor): boolean {
  return cursor.is('(') && (cursor.peek(1).key === 'SELECT' || cursor.peek(1).key === 'WITH');
}

/** Whether a word comes next that continues a query after one of its legs. */
export function continuesQuery(cursor: Cursor): boolean {
  return cursor.isAny('UNION', 'EXCEPT', 'INTERSECT', 'ORDER', 'LIMIT', 'OFFSET', 'FETCH');
}

/** A subquery used as a value has one select item (-10); how many a star stands for is the binder's to see. */
export function requireOneItem(query: Query): Query {
  let leg: Query['body'] = query.body;
  while (leg.kind === 'setOperation') leg = leg.first.kind === 'query' ? leg.first.body : leg.first;
  if (leg.items.length !== 1) throw sqlError(10);
  return query;
}
