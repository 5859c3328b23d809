import type { ForeignKeyTarget, ReferentialAction, TableConstraint } from '../ast.ts';
import { sqlError } from '../errors.ts';
import type { Cursor } from './cursor.ts';
import { columnList, identifier, qualifiedName } from './names.ts';

/** Whether a table constraint comes next, not a column. */
export function startsConstraint(cursor: Cursor): boolean {
  return cursor.isAny('CONSTRAINT', 'PRIMARY', 'UNIQUE', 'FOREIGN', 'CHECK');
}

/** [CONSTRAINT name] PRIMARY KEY (...) | UNIQUE (...) | FOREIGN KEY (...) REFERENCES ... */
export function tableConstraint(cursor: Cursor): TableConstraint {
  const { at } = cursor.token;
  const name = cursor.accept('CONSTRAINT') ? identifier(cursor) : null;
  if (cursor.is('CHECK')) throw sqlError(1, 'CHECK constraints are not supported');
  if (cursor.accept('FOREIGN')) {
    cursor.expect('KEY');
    const columns = columnList(cursor);
    return { kind: 'foreignKey', at, name, columns, target: foreignKeyTarget(cursor) };
  }
  const primary = cursor.expectAny('PRIMARY', 'UNIQUE') === 'PRIMARY';
  if (primary) cursor.expect('KEY');
  return { kind: primary ? 'primaryKey' : 'unique', at, name, columns: columnList(cursor) };
}

/** REFERENCES t [(c, ...)] [ON DELETE action] [ON UPDATE action] [NOCHECK]; no MATCH, no DEFERRABLE. */
export function foreignKeyTarget(cursor: Cursor): ForeignKeyTarget {
  cursor.expect('REFERENCES');
  const table = qualifiedName(cursor);
  const columns = cursor.is('(') ? columnList(cursor) : [];
  let onDelete: ReferentialAction = 'NO ACTION';
  let onUpdate: ReferentialAction = 'NO ACTION';
  let noCheck = false;
  for (;;) {
    if (cursor.accept('ON', 'DELETE')) onDelete = referentialAction(cursor);
    // ON UPDATE of a column's own default has a value, not an action, behind it.
    else if (cursor.is('ON', 'UPDATE') && startsAction(cursor.peek(2).key)) {
      cursor.accept('ON', 'UPDATE');
      onUpdate = referentialAction(cursor);
    } else if (cursor.accept('NOCHECK')) noCheck = true;
    else return { table, columns, onDelete, onUpdate, noCheck };
  }
}

function startsAction(key: string): boolean {
  return key === 'NO' || key === 'SET' || key === 'CASCADE';
}

function referentialAction(cursor: Cursor): ReferentialAction {
  if (cursor.accept('NO', 'ACTION')) return 'NO ACTION';
  if (cursor.accept('SET', 'DEFAULT')) return 'SET DEFAULT';
  if (cursor.accept('SET', 'NULL')) return 'SET NULL';
  cursor.expect('CASCADE');
  return 'CASCADE';
}
