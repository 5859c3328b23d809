import type { Collation } from '../values/collation.ts';
import { convertValue, type TextForm } from '../values/convert.ts';
import {
  DECIMAL,
  DOUBLE,
  SAFE_DIGITS,
  type SqlType,
  TEXT,
  exactType,
  fixedPoint,
  isNumber,
  sameForm,
} from '../values/sql-type.ts';
import type { CompileContext } from './context.ts';
import { type Expression, adaptTo, expression } from './expression.ts';
import { type Fragment, call, literal, raw, sqlite } from './fragment.ts';

const MICROS_PER_DAY = 86_400_000_000;
const EPOCH_DAY = 47_117;

/** The value as one of type `to`, by CAST's rules, with SQLite's own operators where they give the same. */
export function convert(
  value: Expression,
  to: SqlType,
  context: CompileContext,
  form: TextForm = 'odbc',
): Expression {
  return expression(to, convertedSql(value, to, context, form), {
    nullable: value.nullable,
    collationRank: sameForm(value.type, to) ? value.collationRank : 0,
  });
}

function convertedSql(value: Expression, to: SqlType, context: CompileContext, form: TextForm): Fragment {
  if (value.constant !== null) return adaptTo(value.constant, to, form);
  const from = value.type;
  if (from.kind === 'null') return raw('NULL');
  const native = nativeConversion(value, to, form);
  return native ?? applied(value.sql, from, to, form, context);
}

/** `iris_apply(n, value)`: the conversion in JavaScript. */
function applied(
  sql: Fragment,
  from: SqlType,
  to: SqlType,
  form: TextForm,
  context: CompileContext,
): Fragment {
  const number = context.functions.register(
    `convert ${JSON.stringify(from)} ${JSON.stringify(to)} ${form}`,
    () => (input) => convertValue(input, from, to, form),
  );
  return call('iris_apply', raw(String(number)), sql);
}

function nativeConversion(value: Expression, to: SqlType, form: TextForm): Fragment | null {
  const from = value.type;
  const point = fixedPoint(from);
  const target = fixedPoint(to);
  if (to.kind === 'bit') return from.kind === 'bit' ? value.sql : null;
  if (point && target) {
    if (point.scale === target.scale) return value.sql;
    if (target.scale > point.scale && point.digits + target.scale - point.scale <= SAFE_DIGITS) {
      return sqlite`(${value.sql} * ${String(10 ** (target.scale - point.scale))})`;
    }
    if (target.scale === 0) return sqlite`(${value.sql} / ${String(10 ** point.scale)})`;
    return null;
  }
  if (point && to.kind === 'double') {
    const real = sqlite`CAST(${value.sql} AS REAL)`;
    return point.scale === 0 ? real : sqlite`(${real} / 1e${String(point.scale)})`;
  }
  if (point && point.scale === 0 && to.kind === 'text' && (to.length ?? 20) >= 20) {
    return sqlite`CAST(${value.sql} AS TEXT)`;
  }
  if (from.kind === 'date' && to.kind === 'timestamp') {
    return sqlite`((${value.sql} - ${String(EPOCH_DAY)}) * ${String(MICROS_PER_DAY)})`;
  }
  if (from.kind === 'date' && (to.kind === 'integer' || (to.kind === 'text' && form === 'logical'))) {
    return to.kind === 'integer' ? value.sql : sqlite`CAST(${value.sql} AS TEXT)`;
  }
  if (!sameForm(from, to)) return null;
  return losesNothing(from, to) ? value.sql : null;
}

/** Same form in SQLite, and every value of `from` is one of `to`. */
function losesNothing(from: SqlType, to: SqlType): boolean {
  if (to.kind === 'text') {
    return to.length === null || (from.kind === 'text' && from.length !== null && from.length <= to.length);
  }
  if (to.kind === 'decimal') return to.scale === null || (from.kind === 'decimal' && from.scale === to.scale);
  if (to.kind === 'time' && from.kind === 'time') return from.precision <= to.precision;
  if (to.kind === 'timestamp' && from.kind === 'timestamp') return from.precision <= to.precision;
  if (to.kind === 'vector' && from.kind === 'vector') {
    return from.element === to.element && (to.length === null || to.length === from.length);
  }
  return true;
}

/** A number for arithmetic: fixed-point or double as they are, dates as day numbers, all else decimal. */
export function numberOperand(value: Expression, context: CompileContext): Expression {
  if (value.constant?.kind === 'number') return value;
  if (value.constant === null) {
    if (isNumber(value.type)) return value;
    if (value.type.kind === 'null') return expression(exactType(1, 0), raw('NULL'));
    if (value.type.kind === 'date')
      return expression(exactType(7, 0), value.sql, { nullable: value.nullable });
  }
  return convert(value, DECIMAL, context);
}

export function toDouble(value: Expression, context: CompileContext): Expression {
  return convert(value, DOUBLE, context);
}

/** Text as functions see it: logical values. */
export function toText(value: Expression, context: CompileContext): Expression {
  if (value.type.kind === 'text' && value.constant === null) return value;
  return convert(value, TEXT, context, 'logical');
}

/** Text under its collation: values are equal when these are. */
export function collated(value: Fragment, collation: Collation): Fragment {
  const length = collation.length === null ? raw('NULL') : raw(String(collation.length));
  switch (collation.name) {
    case 'EXACT':
    case 'PLUS':
    case 'MINUS':
    case 'MVR':
    case 'SPACE':
      return value;
    case 'SQLUPPER':
      if (collation.length === null) return call('iris_sqlupper', value);
      return call('iris_collate', value, literal('SQLUPPER'), length);
    default:
      return call('iris_collate', value, literal(collation.name), length);
  }
}
