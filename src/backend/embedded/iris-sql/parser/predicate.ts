import type { ComparisonOperator, Condition, Query, Scalar, TextPredicate } from '../ast.ts';
import type { Cursor } from './cursor.ts';
import { requireOneItem, startsQuery } from './subquery.ts';
import { unsignedInteger } from './literals.ts';

const CONDITIONS: ReadonlySet<string> = new Set<Condition['kind']>([
  'comparison',
  'quantified',
  'isNull',
  'isJson',
  'between',
  'inList',
  'inSubquery',
  'like',
  'textPredicate',
  'exists',
  'not',
  'and',
  'or',
]);

const COMPARISONS: ReadonlyMap<string, ComparisonOperator> = new Map([
  ['=', '='],
  ['<>', '<>'],
  ['!=', '<>'],
  ['<', '<'],
  ['<=', '<='],
  ['>', '>'],
  ['>=', '>='],
  ['[', '['],
  [']', ']'],
]);

/** Predicates that may follow NOT. */
const NEGATABLE = ['BETWEEN', 'IN', 'LIKE', '%STARTSWITH', '%MATCHES', '%PATTERN', '%INLIST'] as const;

/** Tells the two families of the tree apart. */
export function isCondition(node: Scalar | Condition): node is Condition {
  return CONDITIONS.has(node.kind);
}

/** Whether a comparison operator or predicate comes next. */
export function comparisonAfter(cursor: Cursor): boolean {
  return COMPARISONS.has(cursor.token.key) || cursor.isAny('IS', ...NEGATABLE);
}

/** The predicate on `left` that comes next; undefined when none does. */
export function predicateAfter(cursor: Cursor, left: Scalar): Condition | undefined {
  const { at } = left;
  const operator = COMPARISONS.get(cursor.token.key);
  if (operator !== undefined) {
    cursor.next();
    return comparison(cursor, operator, left);
  }
  if (cursor.accept('IS')) return isPredicate(cursor, left);
  const negated = cursor.is('NOT') && NEGATABLE.some((word) => cursor.peek(1).key === word);
  if (negated) cursor.next();
  if (cursor.accept('BETWEEN')) {
    const low = cursor.grammar.scalar(cursor);
    cursor.expect('AND');
    return { kind: 'between', at, operand: left, low, high: cursor.grammar.scalar(cursor), negated };
  }
  if (cursor.accept('IN')) return inPredicate(cursor, left, negated);
  if (cursor.accept('LIKE')) {
    const pattern = cursor.grammar.scalar(cursor);
    const escape = cursor.accept('ESCAPE') ? cursor.grammar.scalar(cursor) : null;
    return { kind: 'like', at, operand: left, pattern, escape, negated };
  }
  return textPredicate(cursor, left, negated);
}

function comparison(cursor: Cursor, operator: ComparisonOperator, left: Scalar): Condition {
  const { at } = left;
  if (!cursor.isAny('ANY', 'SOME', 'ALL')) {
    return { kind: 'comparison', at, operator, left, right: cursor.grammar.scalar(cursor) };
  }
  const quantifier = cursor.next().key === 'ALL' ? 'ALL' : 'ANY';
  return { kind: 'quantified', at, operator, quantifier, left, query: oneColumnSubquery(cursor) };
}

/** IS TRUE, IS UNKNOWN and IS DISTINCT FROM do not exist (iris-sql.md section 4). */
function isPredicate(cursor: Cursor, operand: Scalar): Condition {
  const { at } = operand;
  const negated = cursor.accept('NOT');
  if (cursor.accept('NULL')) return { kind: 'isNull', at, operand, negated };
  if (!cursor.accept('JSON')) cursor.failExpected('NULL');
  const type = cursor.isAny('VALUE', 'SCALAR', 'ARRAY', 'OBJECT')
    ? cursor.expectAny('VALUE', 'SCALAR', 'ARRAY', 'OBJECT')
    : 'VALUE';
  return { kind: 'isJson', at, operand, type, negated };
}

function inPredicate(cursor: Cursor, operand: Scalar, negated: boolean): Condition {
  const { at } = operand;
  if (startsQuery(cursor))
    return { kind: 'inSubquery', at, operand, query: oneColumnSubquery(cursor), negated };
  const elements = cursor.parenthesisedList(() => cursor.grammar.scalar(cursor));
  return { kind: 'inList', at, operand, elements, negated };
}

function textPredicate(cursor: Cursor, operand: Scalar, negated: boolean): Condition | undefined {
  if (!cursor.isAny('%STARTSWITH', '%MATCHES', '%PATTERN', '%INLIST')) return undefined;
  const operator: TextPredicate['operator'] = cursor.expectAny(
    '%STARTSWITH',
    '%MATCHES',
    '%PATTERN',
    '%INLIST',
  );
  const argument = cursor.grammar.scalar(cursor);
  if (operator === '%INLIST' && cursor.accept('SIZE')) {
    cursor.expect('(', '(');
    unsignedInteger(cursor);
    cursor.expect(')', ')');
  }
  return { kind: 'textPredicate', at: operand.at, operator, operand, argument, negated };
}

function oneColumnSubquery(cursor: Cursor): Query {
  cursor.expect('(');
  const query = cursor.grammar.query(cursor, 'subquery');
  cursor.expect(')');
  return requireOneItem(query);
}
