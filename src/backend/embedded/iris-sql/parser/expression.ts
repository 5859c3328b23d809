import type { BinaryOperation, Condition, Scalar } from '../ast.ts';
import { sqlError } from '../errors.ts';
import type { Cursor } from './cursor.ts';
import { MAX_DEPTH } from './cursor.ts';
import { comparisonAfter, isCondition, predicateAfter } from './predicate.ts';
import { term } from './term.ts';

/**
 * Whether parentheses at the very start may hold a condition: `(a = 1) AND ...` and `(a + 1) = 2` begin alike. A
 * value's operands never may, so `SELECT (a = 1)` fails at the `=` as it does in IRIS (measured there: -1).
 */
type Start = 'scalar' | 'either';

/** A value. */
export function scalar(cursor: Cursor): Scalar {
  const found = additive(cursor, 'scalar');
  if (isCondition(found)) throw sqlError(11);
  return found;
}

/** A truth value; a lone value is -14. */
export function condition(cursor: Cursor): Condition {
  return asCondition(cursor, either(cursor));
}

/** OR level: a condition, or a value when no comparison follows it. */
export function either(cursor: Cursor): Scalar | Condition {
  return junction(cursor, 'or', ['OR', '!'], () =>
    junction(cursor, 'and', ['AND', '&'], () => negation(cursor)),
  );
}

function asCondition(cursor: Cursor, found: Scalar | Condition): Condition {
  return isCondition(found) ? found : cursor.failComparison();
}

/** Operands with the same operator between them become one flat node. */
function junction(
  cursor: Cursor,
  kind: 'and' | 'or',
  operators: readonly string[],
  operand: () => Scalar | Condition,
): Scalar | Condition {
  const { at } = cursor.token;
  const first = operand();
  if (!cursor.isAny(...operators)) return first;
  const operands = [asCondition(cursor, first)];
  while (cursor.isAny(...operators)) {
    cursor.next();
    operands.push(asCondition(cursor, operand()));
  }
  return { kind, at, operands };
}

function negation(cursor: Cursor): Scalar | Condition {
  const { at } = cursor.token;
  if (cursor.accept('NOT')) {
    return {
      kind: 'not',
      at,
      operand: asCondition(
        cursor,
        cursor.nested(() => negation(cursor)),
      ),
    };
  }
  const left = additive(cursor, 'either');
  if (isCondition(left)) {
    if (comparisonAfter(cursor)) throw sqlError(11);
    return left;
  }
  return predicateAfter(cursor, left) ?? left;
}

/** `||` binds as `+` and `-` do (RACS_ANSIPrecedence). */
function additive(cursor: Cursor, start: Start): Scalar | Condition {
  return chain(cursor, start, ['+', '-', '||', '_'], multiplicative);
}

function multiplicative(cursor: Cursor, start: Start): Scalar | Condition {
  return chain(cursor, start, ['*', '/', '\\', '#'], unary);
}

/**
 * A left-associative chain. Its tree is as deep as the chain is long, so the height is watched as nesting is:
 * `cursor.height` is the tallest chain read inside the current rule.
 */
function chain(
  cursor: Cursor,
  start: Start,
  operators: readonly string[],
  operand: (cursor: Cursor, start: Start) => Scalar | Condition,
): Scalar | Condition {
  const outer = cursor.height;
  const { at } = cursor.token;
  cursor.height = 0;
  let left = operand(cursor, start);
  let height = cursor.height;
  while (cursor.isAny(...operators)) {
    if (isCondition(left)) throw sqlError(11);
    const { key } = cursor.next();
    cursor.height = 0;
    const right = operand(cursor, 'scalar');
    if (isCondition(right)) throw sqlError(11);
    height = Math.max(height, cursor.height) + 1;
    if (height > MAX_DEPTH) throw sqlError(400, '<FRAMESTACK>');
    left = { kind: 'binary', at, operator: binaryOperator(key), left, right };
  }
  cursor.height = Math.max(outer, height);
  return left;
}

function binaryOperator(key: string): BinaryOperation['operator'] {
  switch (key) {
    case '+':
    case '-':
    case '*':
    case '/':
    case '\\':
    case '#':
      return key;
    default:
      return '||';
  }
}

function unary(cursor: Cursor, start: Start): Scalar | Condition {
  const { at, key } = cursor.token;
  if (key !== '+' && key !== '-') {
    return cursor.nested(() => term(cursor, start === 'either'));
  }
  cursor.next();
  const operand = cursor.nested(() => unary(cursor, 'scalar'));
  if (isCondition(operand)) throw sqlError(11);
  return { kind: 'unary', at, operator: key, operand };
}
