import type { QualifiedName } from '../ast.ts';
import { sqlError } from '../errors.ts';
import { isReserved } from '../reserved-words.ts';
import type { Token } from '../tokenise.ts';
import type { Cursor } from './cursor.ts';

/** Unreserved words that begin the next clause and so are no aliases unless AS or quotes say it. */
const CLAUSE_WORDS = new Set(['LIMIT', 'OFFSET']);

/** Punctuation that the names of tables and columns must not hold, delimited or not (iris-sql.md 3.5). */
const FORBIDDEN = ['.', '^', ',', '->'];

function isIdentifier(token: Token): boolean {
  return (
    token.kind === 'delimited' ||
    (token.kind === 'word' && !token.key.startsWith('$') && !isReserved(token.key))
  );
}

/** Whether an identifier comes next. */
export function atIdentifier(cursor: Cursor): boolean {
  return isIdentifier(cursor.token);
}

/** Any identifier: alias, constraint, savepoint, index. */
export function identifier(cursor: Cursor): string {
  if (!atIdentifier(cursor)) cursor.failExpected('IDENTIFIER');
  return cursor.next().text;
}

/** Name of a schema, table or column. */
export function objectName(cursor: Cursor): string {
  const name = identifier(cursor);
  const forbidden = FORBIDDEN.find((text) => name.includes(text));
  if (forbidden !== undefined) throw sqlError(1, `${forbidden} is not allowed in the name "${name}"`);
  return name;
}

/** [schema .] name */
export function qualifiedName(cursor: Cursor): QualifiedName {
  const { at } = cursor.token;
  const first = objectName(cursor);
  if (!cursor.accept('.')) return { schema: null, name: first, at };
  return { schema: first, name: objectName(cursor), at };
}

/** [AS] alias, or null. */
export function optionalAlias(cursor: Cursor): string | null {
  if (cursor.accept('AS')) return identifier(cursor);
  if (!atIdentifier(cursor) || CLAUSE_WORDS.has(cursor.token.key)) return null;
  return cursor.next().text;
}

/** ( column, ... ) */
export function columnList(cursor: Cursor): string[] {
  return cursor.parenthesisedList(() => objectName(cursor));
}
