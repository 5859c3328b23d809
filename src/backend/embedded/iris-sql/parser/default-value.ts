import type { DefaultValue, Scalar } from '../ast.ts';
import type { Cursor } from './cursor.ts';
import { stringLiteral } from './literals.ts';

/** Functions of literals that may be a default (iris-sql.md 3.3). */
const FUNCTIONS: ReadonlySet<string> = new Set([
  'GETDATE',
  'GETUTCDATE',
  'TO_DATE',
  'TO_TIMESTAMP',
  'TO_POSIXTIME',
]);

/** What follows DEFAULT or ON UPDATE: no expressions. */
export function defaultValue(cursor: Cursor): DefaultValue {
  if (cursor.accept('OBJECTSCRIPT')) return { kind: 'objectScript', code: stringLiteral(cursor).value };
  const { token } = cursor;
  // Read as a value first, so that one line knows every literal's form, then looked at.
  const value = cursor.grammar.scalar(cursor);
  if (isAllowed(value)) return { kind: 'value', value };
  return cursor.failExpected(`default value instead of ${token.text || '?'}`);
}

function isAllowed(value: Scalar): boolean {
  if (value.kind === 'unary') return value.operand.kind === 'number';
  if (value.kind === 'function') {
    return value.schema === null && FUNCTIONS.has(value.name) && value.arguments.every(isLiteral);
  }
  return isLiteral(value) || value.kind === 'null' || value.kind === 'dateTime' || value.kind === 'current';
}

function isLiteral(value: Scalar): boolean {
  return value.kind === 'string' || value.kind === 'number';
}
