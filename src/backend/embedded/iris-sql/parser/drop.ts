import type { DropIndex, DropSchema, DropTable, DropView } from '../ast.ts';
import type { Cursor } from './cursor.ts';
import { identifier, objectName, qualifiedName } from './names.ts';

/** DROP TABLE|VIEW|INDEX|SCHEMA [IF EXISTS] ...: one object per statement (iris-sql.md 3.3, 3.4). */
export function drop(cursor: Cursor): DropTable | DropView | DropIndex | DropSchema {
  const { at } = cursor.token;
  cursor.expect('DROP');
  const type = cursor.expectAny('TABLE', 'VIEW', 'INDEX', 'SCHEMA');
  const ifExists = cursor.accept('IF', 'EXISTS');
  switch (type) {
    case 'TABLE': {
      const table = qualifiedName(cursor);
      const cascade = dropBehaviour(cursor);
      if (!cursor.accept('%DELDATA')) cursor.accept('%NODELDATA');
      return { kind: 'dropTable', at, ifExists, table, cascade };
    }
    case 'VIEW':
      return { kind: 'dropView', at, ifExists, view: qualifiedName(cursor), cascade: dropBehaviour(cursor) };
    case 'SCHEMA':
      return { kind: 'dropSchema', at, ifExists, name: objectName(cursor), cascade: dropBehaviour(cursor) };
    case 'INDEX': {
      const name = identifier(cursor);
      if (!cursor.accept('ON')) return { kind: 'dropIndex', at, ifExists, name, table: null };
      cursor.accept('TABLE');
      return { kind: 'dropIndex', at, ifExists, name, table: qualifiedName(cursor) };
    }
  }
}

/** Whether CASCADE is said; RESTRICT is the default. */
function dropBehaviour(cursor: Cursor): boolean {
  if (cursor.accept('CASCADE')) return true;
  cursor.accept('RESTRICT');
  return false;
}
