import type { CommonTable, Insert, InsertSource, Scalar } from '../ast.ts';
import { nameKey } from '../ast.ts';
import { sqlError } from '../errors.ts';
import type { Cursor } from './cursor.ts';
import { columnList, objectName, qualifiedName } from './names.ts';
import { query } from './query.ts';
import { restrictions } from './restrictions.ts';

/** INSERT [OR UPDATE] [INTO] t [(c, ...)] VALUES (...) | SET c = v, ... | DEFAULT VALUES | query (section 2). */
export function insert(cursor: Cursor, commonTables: readonly CommonTable[]): Insert {
  const { at } = cursor.token;
  cursor.expect('INSERT');
  const orUpdate = cursor.accept('OR');
  if (orUpdate) cursor.expect('UPDATE');
  const keywords = restrictions(cursor);
  cursor.accept('INTO');
  const table = qualifiedName(cursor);
  const parts = { kind: 'insert', at, orUpdate, restrictions: keywords, table } as const;
  if (cursor.accept('SET')) {
    if (commonTables.length > 0) throw sqlError(383);
    const assignments = assignmentList(cursor, 'insertValues');
    const row = assignments.map((assignment) => assignment.value);
    return {
      ...parts,
      columns: assignments.map((assignment) => assignment.column),
      source: { kind: 'values', row },
    };
  }
  const columns = cursor.is('(') ? columnList(cursor) : null;
  if (columns !== null) checkDistinct(columns);
  const source = insertSource(cursor, commonTables);
  if (source.kind === 'values' && columns !== null) checkWidth(columns, source.row);
  return { ...parts, columns, source };
}

/** One row only: a comma behind it is input after the end. */
function insertSource(cursor: Cursor, commonTables: readonly CommonTable[]): InsertSource {
  if (cursor.is('SELECT') || cursor.is('(', 'SELECT')) {
    return { kind: 'query', query: query(cursor, 'statement', commonTables) };
  }
  if (commonTables.length > 0) throw sqlError(383);
  if (cursor.accept('DEFAULT', 'VALUES')) return { kind: 'defaultValues' };
  cursor.expect('VALUES');
  return { kind: 'values', row: valueRow(cursor) };
}

/** ( value, ... ) of VALUES: no DEFAULT, no subquery (-144). */
export function valueRow(cursor: Cursor): Scalar[] {
  return cursor.within('insertValues', () => cursor.parenthesisedList(() => cursor.grammar.scalar(cursor)));
}

/** c = v, ... of SET: no column twice (-377), no row assignment. */
export function assignmentList(
  cursor: Cursor,
  clause: 'insertValues' | 'value',
): { readonly at: number; readonly column: string; readonly value: Scalar }[] {
  const assignments = cursor.within(clause, () =>
    cursor.list(() => {
      const { at } = cursor.token;
      const column = objectName(cursor);
      cursor.expect('=');
      return { at, column, value: cursor.grammar.scalar(cursor) };
    }),
  );
  checkDistinct(assignments.map((assignment) => assignment.column));
  return assignments;
}

export function checkDistinct(columns: readonly string[]): void {
  const seen = new Set<string>();
  for (const column of columns) {
    if (seen.has(nameKey(column))) throw sqlError(377, column);
    seen.add(nameKey(column));
  }
}

export function checkWidth(columns: readonly string[], row: readonly Scalar[]): void {
  if (row.length < columns.length) throw sqlError(62);
  if (row.length > columns.length) throw sqlError(116);
}
