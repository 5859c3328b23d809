import type { CreateView } from '../ast.ts';
import { sqlError } from '../errors.ts';
import type { Cursor } from './cursor.ts';
import { columnList, qualifiedName } from './names.ts';
import { query } from './query.ts';

/** CREATE [OR REPLACE] VIEW v [(c, ...)] AS query [WITH CHECK OPTION | WITH READ ONLY] (3.4). */
export function createView(cursor: Cursor): CreateView {
  const { at } = cursor.token;
  cursor.expect('CREATE');
  const orReplace = cursor.accept('OR');
  if (orReplace) cursor.expect('REPLACE');
  cursor.expect('VIEW');
  const view = qualifiedName(cursor);
  const columns = cursor.is('(') ? columnList(cursor) : null;
  cursor.expect('AS');
  const start = cursor.token.at;
  const body = query(cursor, 'view');
  const text = cursor.source.slice(start, cursor.token.at).trimEnd();
  if (cursor.parameters > 0) throw sqlError(148);
  const { readOnly, checkOption } = viewOptions(cursor);
  return { kind: 'createView', at, orReplace, view, columns, query: body, text, readOnly, checkOption };
}

function viewOptions(cursor: Cursor): { readonly readOnly: boolean; readonly checkOption: boolean } {
  if (!cursor.accept('WITH')) return { readOnly: false, checkOption: false };
  if (cursor.accept('READ', 'ONLY')) return { readOnly: true, checkOption: false };
  if (!cursor.accept('LOCAL')) cursor.accept('CASCADED');
  cursor.expect('CHECK', 'OPTION');
  return { readOnly: false, checkOption: true };
}
