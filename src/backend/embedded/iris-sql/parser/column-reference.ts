import type { Arrow, ColumnReference } from '../ast.ts';
import type { Cursor } from './cursor.ts';
import { atIdentifier, objectName } from './names.ts';

/** Reserved words that name columns every table or derived table has. */
const PSEUDO_COLUMNS = ['%ID', '%VID'];

/** c, t.c, s.t.c */
export function columnReference(cursor: Cursor): ColumnReference {
  const { at } = cursor.token;
  if (!atIdentifier(cursor) && !cursor.isAny(...PSEUDO_COLUMNS)) cursor.failTerm();
  const parts = [columnName(cursor)];
  while (parts.length < 3 && cursor.accept('.')) parts.push(columnName(cursor));
  const [name = '', table = null, schema = null] = parts.toReversed();
  return { kind: 'column', at, schema, table, name };
}

/** A column, or a way from it along references: a->b->c */
export function columnOrArrow(cursor: Cursor): ColumnReference | Arrow {
  const reference = columnReference(cursor);
  const path: string[] = [];
  while (cursor.accept('->')) path.push(columnName(cursor));
  return path.length === 0 ? reference : { kind: 'arrow', at: reference.at, reference, path };
}

function columnName(cursor: Cursor): string {
  return cursor.isAny(...PSEUDO_COLUMNS) ? cursor.next().key : objectName(cursor);
}
