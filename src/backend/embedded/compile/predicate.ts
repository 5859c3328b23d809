import { IrisError } from '../../iris-session.ts';
import type {
  Condition,
  InList,
  InSubquery,
  Like,
  QuantifiedComparison,
  TextPredicate,
} from '../iris-sql/ast.ts';
import { collationOf } from './expression.ts';
import { comparable, compareSql } from './comparison.ts';
import type { CompileContext } from './context.ts';
import { collated, toText } from './conversion.ts';
import { type Expression, expression } from './expression.ts';
import { type Fragment, balanced, call, joined, raw, sqlite } from './fragment.ts';
import type { Scope } from './scope.ts';

/** A condition as an SQLite truth value. */
export function compileCondition(node: Condition, scope: Scope, context: CompileContext): Fragment {
  const scalar = (operand: Parameters<CompileContext['scalar']>[0]) => context.scalar(operand, scope);
  switch (node.kind) {
    case 'and':
    case 'or': {
      const parts = node.operands.map((operand) => context.condition(operand, scope));
      return balanced(parts, node.kind === 'and' ? 'AND' : 'OR');
    }
    case 'not':
      return sqlite`(NOT ${context.condition(node.operand, scope)})`;
    case 'comparison':
      return compareSql(node.operator, scalar(node.left), scalar(node.right), context);
    case 'isNull':
      return sqlite`(${scalar(node.operand).sql} IS ${node.negated ? 'NOT NULL' : 'NULL'})`;
    case 'between': {
      const operand = scalar(node.operand);
      const low = compareSql('>=', operand, scalar(node.low), context);
      const high = compareSql('<=', operand, scalar(node.high), context);
      return sqlite`(${node.negated ? 'NOT ' : ''}(${low} AND ${high}))`;
    }
    case 'inList':
      return inList(node, scope, context);
    case 'inSubquery':
      return inSubquery(node, scope, context);
    case 'quantified':
      return quantified(node, scope, context);
    case 'like':
      return like(node, scope, context);
    case 'textPredicate':
      return textPredicate(node, scope, context);
    case 'isJson': {
      const test = call('iris_is_json', toText(scalar(node.operand), context).sql, raw(`'${node.type}'`));
      return sqlite`(${test} = ${node.negated ? '0' : '1'})`;
    }
    case 'exists':
      return sqlite`EXISTS (${context.query(node.query, scope).sql})`;
  }
}

function inList(node: InList, scope: Scope, context: CompileContext): Fragment {
  const operand = context.scalar(node.operand, scope);
  const sides = node.elements.map((element) =>
    comparable(operand, context.scalar(element, scope), 'equality', context),
  );
  const left = sides[0]?.left ?? operand.sql;
  const not = node.negated ? 'NOT ' : '';
  if (sides.every((side) => side.left.sql === left.sql)) {
    return sqlite`(${left} ${not}IN (${joined(
      sides.map((side) => side.right),
      ', ',
    )}))`;
  }
  const tests = sides.map((side) => sqlite`${side.left} = ${side.right}`);
  return sqlite`(${not}${balanced(tests, 'OR')})`;
}

/** The subquery's column brought to the form in which it can be compared with `operand`. */
function comparableColumn(
  operand: Expression,
  node: InSubquery | QuantifiedComparison,
  purpose: 'equality' | 'order',
  scope: Scope,
  context: CompileContext,
): { readonly left: Fragment; readonly query: Fragment } {
  const query = context.query(node.query, scope);
  const column = query.columns[0];
  if (column === undefined || query.columns.length > 1) {
    throw new IrisError(-10, 'A subquery must have exactly one SELECT list item');
  }
  const { type, nullable, collationRank } = column;
  const sides = comparable(
    operand,
    expression(type, raw('o1'), { nullable, collationRank }),
    purpose,
    context,
  );
  const same = sides.right.sql === 'o1';
  return {
    left: sides.left,
    query: same ? query.sql : sqlite`SELECT ${sides.right} AS o1 FROM (${query.sql})`,
  };
}

function inSubquery(node: InSubquery, scope: Scope, context: CompileContext): Fragment {
  const operand = context.scalar(node.operand, scope);
  const { left, query } = comparableColumn(operand, node, 'equality', scope, context);
  return sqlite`(${left} ${node.negated ? 'NOT ' : ''}IN (${query}))`;
}

/** SQLite has no ANY and ALL: the tests are counted, with three-valued logic. */
function quantified(node: QuantifiedComparison, scope: Scope, context: CompileContext): Fragment {
  const operand = context.scalar(node.left, scope);
  const equality = node.operator === '=' || node.operator === '<>';
  if (node.operator === '[' || node.operator === ']') {
    throw new IrisError(-1, `the operator ${node.operator} takes no ANY or ALL`);
  }
  const { left, query } = comparableColumn(operand, node, equality ? 'equality' : 'order', scope, context);
  if (node.operator === '=' && node.quantifier === 'ANY') return sqlite`(${left} IN (${query}))`;
  if (node.operator === '<>' && node.quantifier === 'ALL') return sqlite`(${left} NOT IN (${query}))`;
  const test = sqlite`(${left} ${node.operator} o1)`;
  const [decided, otherwise] = node.quantifier === 'ANY' ? ['1', '0'] : ['0', '1'];
  const wanted = node.quantifier === 'ANY' ? test : sqlite`(NOT ${test})`;
  return sqlite`(SELECT CASE WHEN coalesce(max(${wanted}), 0) = 1 THEN ${decided} WHEN count(*) > count(${test}) THEN NULL ELSE ${otherwise} END FROM (${query}))`;
}

/** LIKE by the operand's collation; no escape character unless one is given (iris-sql.md section 4). */
function like(node: Like, scope: Scope, context: CompileContext): Fragment {
  const operand = context.scalar(node.operand, scope);
  if (operand.type.kind === 'stream') {
    throw new IrisError(-313, 'Stream field is not allowed in a condition other than IS NULL');
  }
  const collation = collationOf(operand.type);
  const text = collated(toText(operand, context).sql, collation);
  const pattern = collated(toText(context.scalar(node.pattern, scope), context).sql, collation);
  const not = node.negated ? 'NOT ' : '';
  if (node.escape === null) return sqlite`(${text} ${not}LIKE ${pattern})`;
  const escape = context.scalar(node.escape, scope);
  if (escape.constant?.kind === 'text' && escape.constant.value.length !== 1) {
    throw new IrisError(-63, 'Data exception - invalid escape character');
  }
  return sqlite`(${text} ${not}LIKE ${pattern} ESCAPE ${toText(escape, context).sql})`;
}

const TEXT_FUNCTIONS = {
  '%STARTSWITH': 'iris_starts_with',
  '%MATCHES': 'iris_matches',
  '%PATTERN': 'iris_pattern',
  '%INLIST': 'iris_in_list',
} as const;

function textPredicate(node: TextPredicate, scope: Scope, context: CompileContext): Fragment {
  const operand = context.scalar(node.operand, scope);
  const argument = context.scalar(node.argument, scope);
  const collation = collationOf(operand.type);
  const collates = node.operator === '%STARTSWITH';
  const text = toText(operand, context).sql;
  const other = toText(argument, context).sql;
  const test = call(
    TEXT_FUNCTIONS[node.operator],
    collates ? collated(text, collation) : text,
    collates ? collated(other, collation) : other,
  );
  return sqlite`(${test} = ${node.negated ? '0' : '1'})`;
}
