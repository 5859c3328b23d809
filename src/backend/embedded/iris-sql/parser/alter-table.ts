import type { AlterAction, AlterTable } from '../ast.ts';
import { collation, columnDefinition } from './column-definition.ts';
import type { Cursor } from './cursor.ts';
import { columnType } from './data-type.ts';
import { defaultValue } from './default-value.ts';
import { identifier, objectName, qualifiedName } from './names.ts';
import { startsConstraint, tableConstraint } from './table-constraint.ts';

/** ALTER TABLE t action: one kind of operation per statement, so a comma before another is an error (3.4). */
export function alterTable(cursor: Cursor): AlterTable {
  const { at } = cursor.token;
  cursor.expect('ALTER', 'TABLE');
  const table = qualifiedName(cursor);
  return { kind: 'alterTable', at, table, action: alterAction(cursor) };
}

function alterAction(cursor: Cursor): AlterAction {
  switch (cursor.expectAny('ADD', 'ALTER', 'MODIFY', 'DROP', 'RENAME')) {
    case 'ADD':
      return add(cursor);
    case 'ALTER':
      cursor.accept('COLUMN');
      return alterColumn(cursor);
    case 'MODIFY':
      return alterColumn(cursor);
    case 'DROP':
      return drop(cursor);
    case 'RENAME':
      return { kind: 'renameTable', name: objectName(cursor) };
  }
}

/** ADD constraint, ADD [COLUMN] c type ..., ADD [COLUMN] (c type ..., ...) */
function add(cursor: Cursor): AlterAction {
  if (startsConstraint(cursor)) return { kind: 'addConstraint', constraint: tableConstraint(cursor) };
  cursor.accept('COLUMN');
  const columns = cursor.is('(')
    ? cursor.parenthesisedList(() => columnDefinition(cursor))
    : cursor.list(() => columnDefinition(cursor));
  return { kind: 'addColumns', columns };
}

/** c type | SET DEFAULT x | DROP DEFAULT | NULL | NOT NULL | RENAME n | COLLATE k */
function alterColumn(cursor: Cursor): AlterAction {
  const column = objectName(cursor);
  if (cursor.accept('SET')) {
    cursor.expect('DEFAULT');
    const parenthesised = cursor.accept('(');
    const value = defaultValue(cursor);
    if (parenthesised) cursor.expect(')');
    return { kind: 'setDefault', column, default: value };
  }
  if (cursor.accept('DROP')) {
    cursor.expect('DEFAULT');
    return { kind: 'dropDefault', column };
  }
  if (cursor.accept('NULL')) return { kind: 'setNullable', column, nullable: true };
  if (cursor.accept('NOT')) {
    cursor.expect('NULL');
    return { kind: 'setNullable', column, nullable: false };
  }
  if (cursor.accept('RENAME')) return { kind: 'renameColumn', column, name: objectName(cursor) };
  if (cursor.accept('COLLATE')) return { kind: 'setCollation', column, collation: collation(cursor) };
  return { kind: 'setType', column, type: columnType(cursor) };
}

function drop(cursor: Cursor): AlterAction {
  switch (cursor.expectAny('COLUMN', 'CONSTRAINT', 'PRIMARY', 'FOREIGN')) {
    case 'CONSTRAINT':
      return { kind: 'dropConstraint', name: identifier(cursor) };
    case 'PRIMARY':
      cursor.expect('KEY');
      return { kind: 'dropPrimaryKey' };
    case 'FOREIGN':
      cursor.expect('KEY');
      return { kind: 'dropForeignKey', name: identifier(cursor) };
    case 'COLUMN': {
      const columns = cursor.list(() => objectName(cursor));
      const cascade = cursor.accept('CASCADE');
      if (!cascade) cursor.accept('RESTRICT');
      if (!cursor.accept('%DELDATA')) cursor.accept('%NODELDATA');
      return { kind: 'dropColumns', columns, cascade };
    }
  }
}
