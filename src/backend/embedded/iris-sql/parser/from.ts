import type { FromItem, Join, JsonTable } from '../ast.ts';
import { columnType } from './data-type.ts';
import type { Cursor, QueryPosition } from './cursor.ts';
import { MAX_DEPTH } from './cursor.ts';
import { stringLiteral } from './literals.ts';
import { columnList, objectName, optionalAlias, qualifiedName } from './names.ts';
import { startsQuery } from './subquery.ts';
import { sqlError } from '../errors.ts';

/** The items of FROM, behind the word. */
export function fromClause(cursor: Cursor, position: QueryPosition): FromItem[] {
  return cursor.list(() => joined(cursor, position));
}

/** item { join item }: joins group to the left, parentheses round joins are not in the synopsis (iris-sql.md 1.7). */
function joined(cursor: Cursor, position: QueryPosition): FromItem {
  let left = fromItem(cursor);
  for (let joins = 0; ; joins += 1) {
    if (joins > MAX_DEPTH) throw sqlError(400, '<FRAMESTACK>');
    const { at } = cursor.token;
    // USING and NATURAL only in the first join, and not in a subquery.
    const mayMatchNames = joins === 0 && position === 'statement';
    const natural = cursor.is('NATURAL');
    if (natural && !mayMatchNames) cursor.failExpected('JOIN');
    if (natural) cursor.next();
    const type = joinType(cursor);
    if (type === null) {
      if (natural) cursor.failExpected('JOIN');
      return left;
    }
    if (natural && (type === 'FULL' || type === 'CROSS')) cursor.failExpected('ON');
    const right = fromItem(cursor);
    const constraint = joinConstraint(cursor, type, natural, mayMatchNames);
    left = { kind: 'join', at, type, left, right, constraint };
  }
}

/** The words of a join up to JOIN; null when none comes next. */
function joinType(cursor: Cursor): Join['type'] | null {
  if (cursor.accept('JOIN') || cursor.accept('INNER', 'JOIN')) return 'INNER';
  if (cursor.accept('CROSS', 'JOIN')) return 'CROSS';
  if (!cursor.isAny('LEFT', 'RIGHT', 'FULL')) return null;
  const side = cursor.expectAny('LEFT', 'RIGHT', 'FULL');
  cursor.accept('OUTER');
  cursor.expect('JOIN');
  return side;
}

function joinConstraint(
  cursor: Cursor,
  type: Join['type'],
  natural: boolean,
  mayMatchNames: boolean,
): Join['constraint'] {
  if (natural) return { kind: 'natural' };
  if (type === 'CROSS') return null;
  if (mayMatchNames && type !== 'FULL' && cursor.accept('USING')) {
    return { kind: 'using', columns: columnList(cursor) };
  }
  cursor.expect('ON');
  return { kind: 'on', condition: cursor.within('on', () => cursor.grammar.condition(cursor)) };
}

function fromItem(cursor: Cursor): FromItem {
  const { at } = cursor.token;
  const lateral = cursor.accept('LATERAL');
  if (startsQuery(cursor) || cursor.is('(', '(')) return derivedTable(cursor, at, lateral);
  if (cursor.is('JSON_TABLE', '(') && cursor.supports('jsonTable')) return jsonTable(cursor);
  const name = qualifiedName(cursor);
  if (!cursor.is('(')) {
    if (lateral) cursor.failExpected('(');
    return { kind: 'table', at, table: name, alias: optionalAlias(cursor) };
  }
  cursor.next();
  const found = cursor.is(')') ? [] : cursor.list(() => cursor.grammar.scalar(cursor));
  cursor.expect(')');
  return { kind: 'tableFunction', at, function: name, arguments: found, alias: optionalAlias(cursor) };
}

/** (query) [[AS] alias]; a list of column names behind the alias is not documented. */
function derivedTable(cursor: Cursor, at: number, lateral: boolean): FromItem {
  cursor.expect('(');
  const query = cursor.grammar.query(cursor, 'subquery');
  cursor.expect(')');
  return { kind: 'derived', at, lateral, query, alias: optionalAlias(cursor) };
}

/** JSON_TABLE(document, 'path' COLUMNS (...)) [[AS] alias] */
function jsonTable(cursor: Cursor): JsonTable {
  const { at } = cursor.next();
  cursor.expect('(');
  const document = cursor.grammar.scalar(cursor);
  cursor.expect(',');
  const path = stringLiteral(cursor).value;
  cursor.expect('COLUMNS');
  const columns = cursor.parenthesisedList(() => jsonColumn(cursor));
  cursor.expect(')');
  return { kind: 'jsonTable', at, document, path, columns, alias: optionalAlias(cursor) };
}

function jsonColumn(cursor: Cursor): JsonTable['columns'][number] {
  const name = objectName(cursor);
  if (cursor.accept('FOR', 'ORDINALITY')) return { kind: 'ordinality', name };
  const type = columnType(cursor);
  cursor.expect('PATH');
  return { kind: 'value', name, type, path: stringLiteral(cursor).value };
}
