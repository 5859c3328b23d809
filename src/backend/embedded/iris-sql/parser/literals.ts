import type { CountLiteral, Parameter, StringLiteral } from '../ast.ts';
import { sqlError } from '../errors.ts';
import type { Cursor } from './cursor.ts';

const DIGITS = /^[0-9]+$/;

/** Digits without point, exponent or sign; -80 otherwise. */
export function unsignedInteger(cursor: Cursor): number {
  const { kind, text } = cursor.token;
  const value = Number(text);
  if (kind !== 'number' || !Number.isSafeInteger(value) || !isDigits(text)) {
    throw sqlError(80, `${text || 'end of statement'} found`);
  }
  cursor.next();
  return value;
}

export function isDigits(text: string): boolean {
  return DIGITS.test(text);
}

export function stringLiteral(cursor: Cursor): StringLiteral {
  const { kind, at, text } = cursor.token;
  if (kind !== 'string') cursor.failExpected('LITERAL');
  cursor.next();
  return { kind: 'string', at, value: text };
}

/** `?`; the caller has seen it. */
export function parameter(cursor: Cursor): Parameter {
  const index = cursor.parameters;
  return { kind: 'parameter', at: cursor.next().at, index };
}

/** n, -n (then 0), 'n' or `?` of TOP, LIMIT, OFFSET and FETCH; never an expression (iris-sql.md 1.1). */
export function rowCount(cursor: Cursor): CountLiteral | Parameter {
  const { kind, at, text } = cursor.token;
  if (kind === 'parameter') return parameter(cursor);
  if (cursor.accept('-')) {
    unsignedInteger(cursor);
    return { kind: 'count', at, value: 0 };
  }
  if (kind === 'string' && isDigits(text)) {
    cursor.next();
    return { kind: 'count', at, value: Number(text) };
  }
  if (kind !== 'number' || !isDigits(text)) cursor.failExpected('LITERAL or ?');
  return { kind: 'count', at, value: unsignedInteger(cursor) };
}
