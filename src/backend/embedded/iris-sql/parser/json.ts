import type { JsonArray, JsonObject } from '../ast.ts';
import type { Cursor } from './cursor.ts';

/** JSON_OBJECT('k':v, ... [ABSENT ON NULL | NULL ON NULL]) */
export function jsonObject(cursor: Cursor): JsonObject {
  const { at } = cursor.next();
  cursor.expect('(');
  const entries = cursor.is(')')
    ? []
    : cursor.list(() => {
        const key = cursor.grammar.scalar(cursor);
        cursor.expect(':');
        return { key, value: cursor.grammar.scalar(cursor) };
      });
  const absentOnNull = absentClause(cursor);
  cursor.expect(')');
  return { kind: 'jsonObject', at, entries, absentOnNull };
}

/** JSON_ARRAY(v, ... [ABSENT ON NULL | NULL ON NULL]) */
export function jsonArray(cursor: Cursor): JsonArray {
  const { at } = cursor.next();
  cursor.expect('(');
  const elements = cursor.is(')') ? [] : cursor.list(() => cursor.grammar.scalar(cursor));
  const absentOnNull = absentClause(cursor);
  cursor.expect(')');
  return { kind: 'jsonArray', at, elements, absentOnNull };
}

function absentClause(cursor: Cursor): boolean {
  if (cursor.accept('ABSENT', 'ON', 'NULL')) return true;
  cursor.accept('NULL', 'ON', 'NULL');
  return false;
}
