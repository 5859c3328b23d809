import type { CollationCall, Condition, CurrentValue, Scalar } from '../ast.ts';
import { sqlError } from '../errors.ts';
import { AGGREGATES, SPECIAL_VARIABLES, WINDOW_FUNCTIONS } from '../function-names.ts';
import { aggregateOrWindow } from './aggregate.ts';
import { caseExpression } from './case.ts';
import { columnOrArrow } from './column-reference.ts';
import type { Cursor } from './cursor.ts';
import { functionCall, startsFunctionCall } from './function-call.ts';
import { parameter, stringLiteral, unsignedInteger } from './literals.ts';
import { odbcEscape } from './odbc-escape.ts';
import { SPECIAL_FORMS } from './special-forms.ts';
import { continuesQuery, requireOneItem, startsQuery } from './subquery.ts';

const COLLATIONS: ReadonlySet<string> = new Set<CollationCall['name']>([
  '%ALPHAUP',
  '%EXACT',
  '%MINUS',
  '%MVR',
  '%PLUS',
  '%SPACE',
  '%SQLSTRING',
  '%SQLUPPER',
  '%STRING',
  '%TRUNCATE',
  '%UPPER',
]);

const CURRENT_VALUES: ReadonlySet<string> = new Set<CurrentValue['name']>([
  'CURRENT_DATE',
  'CURRENT_TIME',
  'CURRENT_TIMESTAMP',
  'SYSDATE',
  'USER',
  'CURRENT_USER',
  'SESSION_USER',
  'SYSTEM_USER',
]);

/**
 * One operand. `conditionInParentheses` lets parentheses hold a condition, and EXISTS, which is one by itself, begin
 * here.
 */
export function term(cursor: Cursor, conditionInParentheses: boolean): Scalar | Condition {
  const { kind, at, key, text } = cursor.token;
  if (kind === 'string') return stringLiteral(cursor);
  if (kind === 'parameter') return parameter(cursor);
  if (kind === 'number') {
    cursor.next();
    return { kind: 'number', at, text };
  }
  if (key === '(') return parenthesised(cursor, conditionInParentheses);
  if (key === '{') return odbcEscape(cursor);
  if (key === ':') throw sqlError(28, 'host variables are not available in Dynamic SQL');
  if (conditionInParentheses && cursor.accept('EXISTS')) {
    cursor.expect('(');
    const query = cursor.grammar.query(cursor, 'subquery');
    cursor.expect(')');
    return { kind: 'exists', at, query };
  }
  if (kind === 'delimited') {
    return startsFunctionCall(cursor) ? functionCall(cursor) : columnOrArrow(cursor);
  }
  return kind === 'word' ? wordTerm(cursor) : cursor.failTerm();
}

function wordTerm(cursor: Cursor): Scalar {
  const { at, key } = cursor.token;
  if (cursor.accept('NULL')) return { kind: 'null', at };
  if (key === 'CASE') return caseExpression(cursor);
  if (isCurrentValue(key)) return currentValue(cursor, key);
  if (isCollation(key)) return collationCall(cursor, key);
  if (cursor.peek(1).key === '(') {
    if (AGGREGATES.has(key) || WINDOW_FUNCTIONS.has(key)) return aggregateOrWindow(cursor);
    const form = SPECIAL_FORMS.get(key);
    if (form !== undefined) return form(cursor);
  }
  if (startsFunctionCall(cursor)) return functionCall(cursor);
  if (key.startsWith('$')) return specialVariable(cursor);
  return columnOrArrow(cursor);
}

/** A subquery, a value, or where it is allowed a condition. */
function parenthesised(cursor: Cursor, conditionInParentheses: boolean): Scalar | Condition {
  const { at } = cursor.token;
  if (startsQuery(cursor)) {
    cursor.next();
    return subquery(cursor, at, cursor.grammar.query(cursor, 'subquery'));
  }
  cursor.next();
  const inner = conditionInParentheses ? cursor.grammar.either(cursor) : cursor.grammar.scalar(cursor);
  // ((SELECT ...) UNION ...): what looked like a value was the first leg of a query.
  if (inner.kind === 'subquery' && continuesQuery(cursor)) {
    return subquery(cursor, at, cursor.grammar.queryAfter(cursor, inner.query));
  }
  cursor.expect(')');
  return inner;
}

function subquery(cursor: Cursor, at: number, query: Parameters<typeof requireOneItem>[0]): Scalar {
  cursor.expect(')');
  return { kind: 'subquery', at, query: requireOneItem(query) };
}

function isCurrentValue(key: string): key is CurrentValue['name'] {
  return CURRENT_VALUES.has(key);
}

/** CURRENT_TIMESTAMP(p) and CURRENT_TIME(p); empty parentheses are an error. */
function currentValue(cursor: Cursor, name: CurrentValue['name']): CurrentValue {
  const { at } = cursor.next();
  if ((name !== 'CURRENT_TIMESTAMP' && name !== 'CURRENT_TIME') || !cursor.accept('(')) {
    return { kind: 'current', at, name, precision: null };
  }
  const precision = unsignedInteger(cursor);
  cursor.expect(')');
  return { kind: 'current', at, name, precision };
}

function isCollation(key: string): key is CollationCall['name'] {
  return COLLATIONS.has(key);
}

/** %SQLUPPER(x[, length]) or %SQLUPPER x */
function collationCall(cursor: Cursor, name: CollationCall['name']): CollationCall {
  const { at } = cursor.next();
  if (!cursor.accept('(')) {
    return { kind: 'collation', at, name, operand: columnOrArrow(cursor), length: null };
  }
  const operand = cursor.grammar.scalar(cursor);
  const length = cursor.accept(',') ? unsignedInteger(cursor) : null;
  cursor.expect(')');
  return { kind: 'collation', at, name, operand, length };
}

function specialVariable(cursor: Cursor): Scalar {
  const name = SPECIAL_VARIABLES.get(cursor.token.key);
  if (name === undefined) throw sqlError(359, cursor.token.text);
  return { kind: 'specialVariable', at: cursor.next().at, name };
}
