import type { CommonTable, Delete, Truncate } from '../ast.ts';
import type { Cursor } from './cursor.ts';
import { fromClause } from './from.ts';
import { optionalAlias, qualifiedName } from './names.ts';
import { restrictions } from './restrictions.ts';

/** DELETE [FROM] t [[AS] a] [FROM ...] [WHERE ...]; USING does not exist (section 2). */
export function deleteFrom(cursor: Cursor, commonTables: readonly CommonTable[]): Delete {
  const { at } = cursor.token;
  cursor.expect('DELETE');
  const keywords = restrictions(cursor);
  cursor.accept('FROM');
  const table = qualifiedName(cursor);
  const alias = optionalAlias(cursor);
  const from = cursor.accept('FROM') ? fromClause(cursor, 'statement') : [];
  const where = cursor.accept('WHERE')
    ? cursor.within('where', () => cursor.grammar.condition(cursor))
    : null;
  return { kind: 'delete', at, with: commonTables, restrictions: keywords, table, alias, from, where };
}

/** TRUNCATE TABLE t: one table, no options. */
export function truncate(cursor: Cursor): Truncate {
  const { at } = cursor.token;
  cursor.expect('TRUNCATE', 'TABLE');
  const keywords = restrictions(cursor);
  return { kind: 'truncate', at, restrictions: keywords, table: qualifiedName(cursor) };
}
