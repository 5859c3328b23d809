import { IrisError } from '../../iris-session.ts';
import { unified } from '../functions/conditionals.ts';
import { currentDate, currentTime, currentTimestamp } from '../functions/dates.ts';
import { jsonArray, jsonObject } from '../functions/json.ts';
import { functionByName } from '../functions/registry.ts';
import { specialVariable } from '../functions/system.ts';
import { toVector, toVectorOfLength } from '../functions/vectors.ts';
import type {
  CollationCall,
  Convert,
  CurrentValue,
  DateTimeLiteral,
  Scalar,
  SearchedCase,
  SimpleCase,
  ToVector,
  Trim,
} from '../iris-sql/ast.ts';
import { dateOf, timeOf, timestampOf } from '../values/calendar-input.ts';
import { type CollationName, sortsNumbersAsText } from '../values/collation.ts';
import { parseDecimal, scaledDown } from '../values/decimal.ts';
import { DATE, TEXT, TIMESTAMP } from '../values/sql-type.ts';
import { aggregate } from './aggregate.ts';
import { arrow } from './arrow.ts';
import { binary, negated, numberExpression } from './arithmetic.ts';
import { compareSql } from './comparison.ts';
import type { CompileContext } from './context.ts';
import { collated, convert, numberOperand, toText } from './conversion.ts';
import { castTarget } from './data-type.ts';
import {
  type Expression,
  NULL_EXPRESSION,
  expression,
  parameterExpression,
  textExpression,
} from './expression.ts';
import { type Fragment, call, joined, literal, sqlite } from './fragment.ts';
import { type Scope, resolveColumn } from './scope.ts';
import { windowFunction } from './window.ts';

/** A value of IRIS SQL as SQLite SQL with its type. */
export function compileScalar(node: Scalar, scope: Scope, context: CompileContext): Expression {
  switch (node.kind) {
    case 'string':
      return textExpression(node.value);
    case 'number':
      return numberLiteral(node.text);
    case 'null':
      return NULL_EXPRESSION;
    case 'dateTime':
      return dateTimeLiteral(node);
    case 'parameter':
      return parameterExpression(node.index);
    case 'column':
      return resolveColumn(node, scope);
    case 'arrow':
      return arrow(node, scope, context);
    case 'unary': {
      const operand = context.scalar(node.operand, scope);
      return node.operator === '-' ? negated(operand, context) : numberOperand(operand, context);
    }
    case 'binary':
      return binary(node, context.scalar(node.left, scope), context.scalar(node.right, scope), context);
    case 'function': {
      const definition = functionByName(node.schema, node.name, node.arguments.length, context.dialect);
      return definition.compile(
        node.arguments.map((argument) => notStream(context.scalar(argument, scope), node.name)),
        context,
      );
    }
    case 'current':
      return currentValue(node, context);
    case 'specialVariable':
      return specialVariable(node.name, context);
    case 'aggregate':
      return aggregate(node, scope, context);
    case 'window':
      return windowFunction(node, scope, context);
    case 'simpleCase':
      return simpleCase(node, scope, context);
    case 'searchedCase':
      return searchedCase(node, scope, context);
    case 'cast':
      return convert(context.scalar(node.operand, scope), castTarget(node.type), context);
    case 'convert':
      return conversion(node, scope, context);
    case 'trim':
      return trim(node, scope, context);
    case 'collation':
      return collationCall(node, scope, context);
    case 'toVector':
      return vector(node, scope, context);
    case 'jsonObject':
      return jsonObject(node, scope, context);
    case 'jsonArray':
      return jsonArray(node, scope, context);
    case 'subquery':
      return subquery(node.query, scope, context);
  }
}

function numberLiteral(text: string): Expression {
  const value = parseDecimal(text);
  if (value === null) throw new IrisError(-1, `invalid number '${text}'`);
  return numberExpression(value, /e/i.test(text));
}

function dateTimeLiteral(node: DateTimeLiteral): Expression {
  switch (node.type) {
    case 'date':
      return expression(DATE, literal(BigInt(dateOf(node.text))), { nullable: false });
    case 'time':
      return expression({ kind: 'time', precision: 6 }, literal(BigInt(timeOf(node.text))), {
        nullable: false,
      });
    case 'timestamp':
      return expression(TIMESTAMP, literal(timestampOf(node.text)), { nullable: false });
  }
}

function currentValue(node: CurrentValue, context: CompileContext): Expression {
  const precision = Math.min(node.precision ?? 0, 6);
  switch (node.name) {
    case 'CURRENT_DATE':
      return currentDate();
    case 'CURRENT_TIME':
      return currentTime(precision);
    case 'CURRENT_TIMESTAMP':
    case 'SYSDATE':
      return currentTimestamp(precision, false);
    case 'USER':
    case 'CURRENT_USER':
    case 'SESSION_USER':
    case 'SYSTEM_USER':
      return textExpression(context.identity.username);
  }
}

/** Streams reach only a few functions (iris-sql.md 3.1, TEXT row). @throws IrisError -37 */
function notStream(value: Expression, name: string): Expression {
  if (value.type.kind !== 'stream') return value;
  if (name === 'SUBSTRING' || name === 'CHAR_LENGTH' || name === 'CHARACTER_LENGTH') {
    return { ...value, type: TEXT };
  }
  throw new IrisError(-37, `SQL Scalar/Aggregate/Unary function ${name} not supported for Stream fields`);
}

function simpleCase(node: SimpleCase, scope: Scope, context: CompileContext): Expression {
  const operand = context.scalar(node.operand, scope);
  const tests = node.branches.map(({ when }) =>
    compareSql('=', operand, context.scalar(when, scope), context),
  );
  return cases(tests, node, scope, context);
}

function searchedCase(node: SearchedCase, scope: Scope, context: CompileContext): Expression {
  const tests = node.branches.map(({ when }) => context.condition(when, scope));
  return cases(tests, node, scope, context);
}

function cases(
  tests: readonly Fragment[],
  node: SimpleCase | SearchedCase,
  scope: Scope,
  context: CompileContext,
): Expression {
  const results = node.branches.map(({ result }) => context.scalar(result, scope));
  const otherwise = node.otherwise === null ? NULL_EXPRESSION : context.scalar(node.otherwise, scope);
  const values = unified([...results, otherwise], context);
  const branches = tests.map((test, i) => sqlite`WHEN ${test} THEN ${values[i]?.sql ?? literal(null)}`);
  const last = values.at(-1) ?? NULL_EXPRESSION;
  return expression(
    (values[0] ?? NULL_EXPRESSION).type,
    sqlite`CASE ${joined(branches, ' ')} ELSE ${last.sql} END`,
    { nullable: node.otherwise === null || values.some((value) => value.nullable) },
  );
}

/** CONVERT(type, x[, style]); of the styles only those that mean ODBC format (20, 21, 120, 121, 23, 24, 108). */
function conversion(node: Convert, scope: Scope, context: CompileContext): Expression {
  const operand = context.scalar(node.operand, scope);
  if (node.style !== null) {
    const style = context.scalar(node.style, scope).constant;
    const number = style?.kind === 'number' ? Number(scaledDown(style.value, 0)) : Number.NaN;
    if (![20, 21, 23, 24, 108, 120, 121].includes(number)) {
      throw new IrisError(-141, 'Unsupported CONVERT style');
    }
  }
  return convert(operand, castTarget(node.type), context);
}

const TRIM_FUNCTIONS = { BOTH: 'trim', LEADING: 'ltrim', TRAILING: 'rtrim' } as const;

function trim(node: Trim, scope: Scope, context: CompileContext): Expression {
  const text = toText(notStream(context.scalar(node.operand, scope), 'TRIM'), context).sql;
  const name = TRIM_FUNCTIONS[node.side];
  if (node.characters === null) return expression(TEXT, call(name, text));
  return expression(TEXT, call(name, text, toText(context.scalar(node.characters, scope), context).sql));
}

function collationCall(node: CollationCall, scope: Scope, context: CompileContext): Expression {
  const name = node.name.slice(1) as CollationName;
  const operand = context.scalar(node.operand, scope);
  if (node.name === '%PLUS' || node.name === '%MINUS') {
    const number = numberOperand(operand, context);
    return node.name === '%PLUS' ? number : negated(number, context);
  }
  if (node.name === '%EXACT') {
    if (operand.constant === null && operand.type.kind !== 'text') return operand;
    return expression({ ...TEXT, collation: { name, length: null } }, toText(operand, context).sql, {
      nullable: operand.nullable,
      collationRank: 2,
    });
  }
  const collation = { name, length: node.length };
  const value = collated(toText(operand, context).sql, collation);
  // The SQL collations put a blank before the value, so that numbers sort as text (iris-sql.md 6.6).
  const result = sortsNumbersAsText(name) ? sqlite`(' ' || ${value})` : value;
  return expression(TEXT, result, { nullable: operand.nullable, collationRank: 2 });
}

function vector(node: ToVector, scope: Scope, context: CompileContext): Expression {
  const data = context.scalar(node.data, scope);
  if (node.length === null) return toVector(data, node.elementType, null, context);
  const length = context.scalar(node.length, scope);
  if (length.constant?.kind === 'number') {
    return toVector(data, node.elementType, Number(scaledDown(length.constant.value, 0)), context);
  }
  return toVectorOfLength(data, node.elementType ?? 'DOUBLE', length, context);
}

/** A subquery as a value: its first row, NULL without one. */
function subquery(
  node: Parameters<CompileContext['query']>[0],
  scope: Scope,
  context: CompileContext,
): Expression {
  const query = context.query(node, scope);
  const column = query.columns[0];
  if (column === undefined || query.columns.length !== 1) {
    throw new IrisError(-10, 'The SELECT list of the subquery must have exactly one item');
  }
  return expression(column.type, sqlite`(${query.sql})`, { collationRank: column.collationRank });
}
