import type { Delete, Explain, Query, Update } from '../ast.ts';
import { sqlError } from '../errors.ts';
import type { Cursor } from './cursor.ts';
import { deleteFrom } from './delete.ts';
import { query } from './query.ts';
import { update } from './update.ts';

/** EXPLAIN [ALT | ALL] [STAT | STATS] SELECT | UPDATE | DELETE: INSERT is -474, all else -51 (RSQL_explain). */
export function explain(cursor: Cursor): Explain {
  const { at } = cursor.token;
  cursor.expect('EXPLAIN');
  let statistics = false;
  while (cursor.isAny('ALT', 'ALL', 'STAT', 'STATS')) {
    if (cursor.next().key.startsWith('STAT')) statistics = true;
  }
  const text = cursor.source.slice(cursor.token.at).trim();
  return { kind: 'explain', at, statistics, statement: explained(cursor), text };
}

function explained(cursor: Cursor): Query | Update | Delete {
  switch (cursor.token.key) {
    case 'SELECT':
      return query(cursor, 'statement');
    case 'UPDATE':
      return update(cursor, []);
    case 'DELETE':
      return deleteFrom(cursor, []);
    case 'INSERT':
      throw sqlError(474);
    default:
      throw sqlError(51);
  }
}
