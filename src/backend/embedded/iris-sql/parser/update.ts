import type { Assignment, CommonTable, Update } from '../ast.ts';
import type { Cursor } from './cursor.ts';
import { fromClause } from './from.ts';
import { assignmentList, checkDistinct, checkWidth, valueRow } from './insert.ts';
import { columnList, optionalAlias, qualifiedName } from './names.ts';
import { restrictions } from './restrictions.ts';

/** UPDATE t [[AS] a] SET c = v, ... | (c, ...) VALUES (v, ...) [FROM ...] [WHERE ...] (section 2). */
export function update(cursor: Cursor, commonTables: readonly CommonTable[]): Update {
  const { at } = cursor.token;
  cursor.expect('UPDATE');
  const keywords = restrictions(cursor);
  const table = qualifiedName(cursor);
  const alias = optionalAlias(cursor);
  const assignments = cursor.is('(') ? valuesForm(cursor) : setForm(cursor);
  const from = cursor.accept('FROM') ? fromClause(cursor, 'statement') : [];
  const where = cursor.accept('WHERE')
    ? cursor.within('where', () => cursor.grammar.condition(cursor))
    : null;
  return {
    kind: 'update',
    at,
    with: commonTables,
    restrictions: keywords,
    table,
    alias,
    assignments,
    from,
    where,
  };
}

function setForm(cursor: Cursor): Assignment[] {
  cursor.expect('SET');
  return assignmentList(cursor, 'value');
}

function valuesForm(cursor: Cursor): Assignment[] {
  const { at } = cursor.token;
  const columns = columnList(cursor);
  checkDistinct(columns);
  cursor.expect('VALUES');
  const row = valueRow(cursor);
  checkWidth(columns, row);
  return row.map((value, i) => ({ at, column: columns[i] ?? '', value }));
}
