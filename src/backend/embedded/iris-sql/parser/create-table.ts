import type { ColumnDefinition, CreateTable, CreateTableAs, TableConstraint, TableOptions } from '../ast.ts';
import { columnDefinition } from './column-definition.ts';
import type { Cursor } from './cursor.ts';
import { stringLiteral } from './literals.ts';
import { identifier, qualifiedName } from './names.ts';
import { query } from './query.ts';
import { startsConstraint, tableConstraint } from './table-constraint.ts';

/** CREATE [GLOBAL TEMPORARY] TABLE [IF NOT EXISTS] t (...) | AS query [WITH ...] (iris-sql.md 3.3). */
export function createTable(cursor: Cursor): CreateTable | CreateTableAs {
  const { at } = cursor.token;
  cursor.expect('CREATE');
  const temporary = cursor.accept('GLOBAL');
  if (temporary) cursor.expect('TEMPORARY');
  cursor.expect('TABLE');
  const ifNotExists = cursor.accept('IF', 'NOT', 'EXISTS');
  const table = qualifiedName(cursor);
  if (cursor.accept('AS')) {
    const source = query(cursor, 'statement');
    const options = tableOptions(cursor);
    return { kind: 'createTableAs', at, temporary, ifNotExists, table, query: source, options };
  }
  const columns: ColumnDefinition[] = [];
  const constraints: TableConstraint[] = [];
  let description: string | null = null;
  cursor.parenthesisedList(() => {
    if (cursor.accept('%DESCRIPTION')) description = stringLiteral(cursor).value;
    else if (startsConstraint(cursor)) constraints.push(tableConstraint(cursor));
    else columns.push(columnDefinition(cursor));
  });
  const options = tableOptions(cursor);
  return {
    kind: 'createTable',
    at,
    temporary,
    ifNotExists,
    table,
    columns,
    constraints,
    description,
    options,
  };
}

/** WITH [%CLASSPARAMETER name [=] value | STORAGETYPE = ROW|COLUMNAR], ... */
function tableOptions(cursor: Cursor): TableOptions {
  const classParameters: { readonly name: string; readonly value: string }[] = [];
  let storageType: TableOptions['storageType'] = null;
  if (!cursor.accept('WITH')) return { classParameters, storageType };
  cursor.list(() => {
    if (cursor.accept('STORAGETYPE')) {
      cursor.expect('=');
      storageType = cursor.expectAny('ROW', 'COLUMNAR');
      return;
    }
    cursor.expect('%CLASSPARAMETER');
    const name = identifier(cursor);
    cursor.accept('=');
    const { kind, text } = cursor.token;
    if (kind !== 'number' && kind !== 'string') cursor.failExpected('LITERAL');
    cursor.next();
    classParameters.push({ name, value: text });
  });
  return { classParameters, storageType };
}
