import { IrisError } from '../../iris-session.ts';
import type { ComparisonOperator } from '../iris-sql/ast.ts';
import { type Collation, collate, exactKey, sortsNumbersAsText } from '../values/collation.ts';
import { comparableNumber } from '../values/comparable-number.ts';
import { canonical } from '../values/decimal.ts';
import { INPUT, asText } from '../values/readers.ts';
import {
  DECIMAL,
  DOUBLE,
  SAFE_DIGITS,
  type SqlType,
  TEXT,
  TIMESTAMP,
  fixedPoint,
  isExact,
  isNumber,
  isTemporal,
} from '../values/sql-type.ts';
import { type CompileContext, WideParameter } from './context.ts';
import { collated, convert, toText } from './conversion.ts';
import { type Constant, type Expression, adapt, adaptTo, collationOf } from './expression.ts';
import { type Fragment, call, sqlite } from './fragment.ts';

/** Whether values are tested for being the same, or for their order. */
type Purpose = 'equality' | 'order';

/** The two sides in forms that SQLite compares as IRIS would. */
export interface Comparable {
  readonly left: Fragment;
  readonly right: Fragment;
}

export function compareSql(
  operator: ComparisonOperator,
  left: Expression,
  right: Expression,
  context: CompileContext,
): Fragment {
  if (operator === '[') {
    return sqlite`(instr(${toText(left, context).sql}, ${toText(right, context).sql}) > 0)`;
  }
  if (operator === ']') {
    const [a, b] = [toText(left, context).sql, toText(right, context).sql];
    return sqlite`(${call('iris_exact', a)} > ${call('iris_exact', b)})`;
  }
  const sides = comparable(
    left,
    right,
    operator === '=' || operator === '<>' ? 'equality' : 'order',
    context,
  );
  return sqlite`(${sides.left} ${operator} ${sides.right})`;
}

/** Brings two values to one form. @throws IrisError -313 for streams */
export function comparable(
  left: Expression,
  right: Expression,
  purpose: Purpose,
  context: CompileContext,
): Comparable {
  refuseStream(left);
  refuseStream(right);
  if (right.constant !== null && right.constant.kind !== 'number' && left.constant === null) {
    return againstConstant(left, right.constant, purpose, context);
  }
  if (left.constant !== null && left.constant.kind !== 'number' && right.constant === null) {
    const swapped = againstConstant(right, left.constant, purpose, context);
    return { left: swapped.right, right: swapped.left };
  }
  if (right.constant?.kind === 'number' && left.constant?.kind !== 'number') {
    if (left.constant === null) return againstConstant(left, right.constant, purpose, context);
    return { left: decimalConstant(left.constant), right: decimalConstant(right.constant) };
  }
  if (left.constant?.kind === 'number' && right.constant?.kind !== 'number') {
    const swapped = comparable(right, left, purpose, context);
    return { left: swapped.right, right: swapped.left };
  }
  if (left.constant?.kind === 'number' && right.constant?.kind === 'number') {
    return { left: decimalConstant(left.constant), right: decimalConstant(right.constant) };
  }
  return typed(left, right, purpose, context);
}

/** Both sides have a type of their own, or are both strings without one. */
function typed(left: Expression, right: Expression, purpose: Purpose, context: CompileContext): Comparable {
  const [a, b] = [left.type, right.type];
  if (a.kind === 'null' || b.kind === 'null') return { left: left.sql, right: right.sql };
  if (isNumber(a) && isNumber(b)) return numbers(left, right, context);
  if (isText(a) || isText(b)) {
    if (isTemporal(a) || isTemporal(b)) {
      const target = isTemporal(a) ? a : b;
      return { left: convert(left, target, context).sql, right: convert(right, target, context).sql };
    }
    const collation = meeting(left, right);
    return {
      left: keyed(toText(left, context).sql, collation, purpose),
      right: keyed(toText(right, context).sql, collation, purpose),
    };
  }
  if (isTemporal(a) && isTemporal(b) && a.kind !== b.kind) {
    return { left: convert(left, TIMESTAMP, context).sql, right: convert(right, TIMESTAMP, context).sql };
  }
  // Logical dates are day numbers.
  return { left: left.sql, right: right.sql };
}

function numbers(left: Expression, right: Expression, context: CompileContext): Comparable {
  if (left.type.kind === 'double' || right.type.kind === 'double') {
    return { left: convert(left, DOUBLE, context).sql, right: convert(right, DOUBLE, context).sql };
  }
  const [a, b] = [fixedPoint(left.type), fixedPoint(right.type)];
  if (a && b) {
    const scale = Math.max(a.scale, b.scale);
    if (a.scale === b.scale) return { left: left.sql, right: right.sql };
    if (Math.max(a.digits + scale - a.scale, b.digits + scale - b.scale) <= SAFE_DIGITS) {
      const target: SqlType = { kind: 'numeric', precision: SAFE_DIGITS, scale };
      return { left: convert(left, target, context).sql, right: convert(right, target, context).sql };
    }
  }
  return { left: convert(left, DECIMAL, context).sql, right: convert(right, DECIMAL, context).sql };
}

/** The constant takes the other side's form, so that indexes on the column serve. */
function againstConstant(
  value: Expression,
  constant: Constant,
  purpose: Purpose,
  context: CompileContext,
): Comparable {
  const { type } = value;
  if (type.kind === 'null') return { left: value.sql, right: adaptTo(constant, TEXT) };
  if (isNumber(type)) {
    const wide =
      constant.kind === 'parameter'
        ? context.wide.has(constant.index)
        : isExact(type) && tooWide(constant, type);
    if (wide) return { left: convert(value, DECIMAL, context).sql, right: decimalConstant(constant) };
    return { left: value.sql, right: numberConstant(constant, type) };
  }
  if (isText(type)) {
    const collation = collationOf(type);
    return {
      left: keyed(value.sql, collation, purpose),
      right: adapt(constant, (input) => keyOf(asText(input, INPUT, 'logical'), collation, purpose)),
    };
  }
  return { left: value.sql, right: adaptTo(constant, unlimited(type)) };
}

/** The type without a precision that would change what it is compared with. */
function unlimited(type: SqlType): SqlType {
  if (type.kind === 'time' || type.kind === 'timestamp') return { ...type, precision: 6 };
  return type;
}

function numberConstant(constant: Constant, type: SqlType): Fragment {
  return adapt(constant, (input) => {
    const result = comparableNumber(input, type);
    if (result !== undefined) return result;
    if (constant.kind === 'parameter') throw new WideParameter(constant.index);
    throw new IrisError(-400, '<MAXNUMBER>');
  });
}

function decimalConstant(constant: Constant): Fragment {
  return adapt(constant, (input) => comparableNumber(input, DECIMAL) ?? null);
}

function tooWide(constant: Constant, type: SqlType): boolean {
  if (constant.kind === 'parameter') return false;
  const input = constant.kind === 'text' ? constant.value : canonical(constant.value);
  return comparableNumber(input, type) === undefined;
}

/** Whose collation decides when two strings meet: explicit, then columns, then the left one (iris-sql.md 6.6). */
function meeting(left: Expression, right: Expression): Collation {
  return collationOf(right.collationRank > left.collationRank ? right.type : left.type);
}

function keyed(text: Fragment, collation: Collation, purpose: Purpose): Fragment {
  const value = collated(text, collation);
  return purpose === 'order' && !sortsNumbersAsText(collation.name) ? call('iris_exact', value) : value;
}

function keyOf(text: string, collation: Collation, purpose: Purpose): string {
  const value = collate(text, collation.name, collation.length);
  return purpose === 'order' && !sortsNumbersAsText(collation.name) ? exactKey(value) : value;
}

/** What ORDER BY sorts by. @throws IrisError -37 for streams */
export function sortKey(value: Expression, context: CompileContext): Fragment {
  if (value.type.kind === 'stream') {
    throw new IrisError(-37, 'SQL Scalar/Aggregate/Unary function not supported for Stream fields');
  }
  if (value.type.kind !== 'text') return value.sql;
  return keyed(toText(value, context).sql, value.type.collation, 'order');
}

/** The value that GROUP BY, DISTINCT and COUNT(DISTINCT) tell apart, itself a value of the type (iris-sql.md 1.3). */
export function groupValue(value: Expression): Expression {
  if (value.type.kind === 'stream') {
    throw new IrisError(-70, 'Multi-Line field only valid for %STARTSWITH, Contains, and NULL comparison');
  }
  if (value.type.kind !== 'text') return value;
  const sql = collated(value.sql, value.type.collation);
  return sql === value.sql ? value : { ...value, sql, constant: null };
}

function isText(type: SqlType): boolean {
  return type.kind === 'text' || type.kind === 'guid';
}

function refuseStream(value: Expression): void {
  if (value.type.kind === 'stream') {
    throw new IrisError(-313, 'Stream field is not allowed in a condition other than IS NULL');
  }
}
