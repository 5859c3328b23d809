import { IrisError } from '../../iris-session.ts';
import type { IrisValue } from '../../../types/iris-value.ts';
import type { ComparisonOperator } from '../iris-sql/ast.ts';
import { type Collation, collate, exactKey, sortsNumbersAsText } from '../values/collation.ts';
import { convertValue } from '../values/convert.ts';
import { encodeDecimal } from '../values/decimal-key.ts';
import { type Decimal, fitsScale, fromNumber, parseDecimal, scaled, scaledFloor } from '../values/decimal.ts';
import { INPUT, asText } from '../values/readers.ts';
import {
  DECIMAL,
  DOUBLE,
  SAFE_DIGITS,
  type SqlType,
  type SqliteValue,
  TEXT,
  TIMESTAMP,
  fixedPoint,
  isExact,
  isNumber,
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
  const input = constant.kind === 'text' ? constant.value : convertValueText(constant.value);
  return comparableNumber(input, type) === undefined;
}

function convertValueText(value: Decimal): string {
  return asText(encodeDecimal(value), DECIMAL, 'odbc');
}

const HALF_IS_EXACT = 2n ** 51n;

/**
 * A number as a column of `type` is compared with it. Text that is no number stays text: SQLite sorts it behind all
 * numbers, as IRIS's "sorts after" does (iris-sql.md 6.7). A fraction finer than the column's scale becomes the half
 * between its neighbours, which compares the same. Undefined when no 64-bit value does.
 */
export function comparableNumber(input: NonNullable<IrisValue>, type: SqlType): SqliteValue | undefined {
  if (type.kind === 'double') {
    const number = inputNumber(input);
    return number === null ? String(input) : convertValue(input, INPUT, DOUBLE);
  }
  if (typeof input === 'number' && !Number.isFinite(input))
    return type.kind === 'decimal' ? undefined : input;
  const number = inputNumber(input);
  if (type.kind === 'decimal') {
    // Keys begin with '-', '0' or '1': '2' sorts text behind them.
    return number === null ? `2${asText(input, INPUT, 'logical')}` : encodeDecimal(number);
  }
  if (number === null) return asText(input, INPUT, 'logical');
  const { scale } = fixedPoint(type) ?? { scale: 0 };
  if (fitsScale(number, scale)) {
    const integer = scaled(number, scale);
    if (BigInt.asIntN(64, integer) === integer) return integer;
    return integer > 0n ? Infinity : -Infinity;
  }
  const floor = scaledFloor(number, scale);
  const size = floor < 0n ? -floor : floor;
  return size < HALF_IS_EXACT ? Number(floor) + 0.5 : undefined;
}

function inputNumber(input: NonNullable<IrisValue>): Decimal | null {
  if (typeof input === 'number') return Number.isFinite(input) ? fromNumber(input) : null;
  return parseDecimal(asText(input, INPUT, 'logical').trim());
}

/** Whose collation decides when two strings meet: explicit, then columns, then the left one (iris-sql.md 6.6). */
export function meeting(left: Expression, right: Expression): Collation {
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

function isTemporal(type: SqlType): boolean {
  return type.kind === 'date' || type.kind === 'time' || type.kind === 'timestamp';
}

function refuseStream(value: Expression): void {
  if (value.type.kind === 'stream') {
    throw new IrisError(-313, 'Stream field is not allowed in a condition other than IS NULL');
  }
}

/** The type that several values take together: CASE branches, COALESCE, set operations (iris-sql.md 1.6). */
export function commonType(types: readonly SqlType[]): SqlType {
  const known = types.filter((type) => type.kind !== 'null');
  const first = known[0];
  if (first === undefined) return TEXT;
  return known.slice(1).reduce(pairType, first);
}

function pairType(a: SqlType, b: SqlType): SqlType {
  if (a.kind === 'text' && b.kind === 'text') {
    const same = a.collation.name === b.collation.name && a.collation.length === b.collation.length;
    const length = a.length === null || b.length === null ? null : Math.max(a.length, b.length);
    return { kind: 'text', length, collation: same ? a.collation : TEXT.collation };
  }
  if (isNumber(a) && isNumber(b)) return numberPair(a, b);
  if (a.kind === b.kind) {
    if (a.kind === 'timestamp' && b.kind === 'timestamp') return a.precision >= b.precision ? a : b;
    if (a.kind === 'time' && b.kind === 'time') return a.precision >= b.precision ? a : b;
    return a;
  }
  if (isTemporal(a) && isTemporal(b)) return TIMESTAMP;
  if (a.kind === 'stream' || b.kind === 'stream') return a.kind === 'stream' ? a : b;
  return TEXT;
}

function numberPair(a: SqlType, b: SqlType): SqlType {
  if (a.kind === 'double' || b.kind === 'double') return DOUBLE;
  if (a.kind === 'bit' && b.kind === 'bit') return a;
  const [x, y] = [fixedPoint(a), fixedPoint(b)];
  if (!x || !y) return DECIMAL;
  if (a.kind === 'integer' && b.kind === 'integer') return a.digits >= b.digits ? a : b;
  if (x.scale === 0 && y.scale === 0) return a.kind === 'bit' ? b : a;
  const scale = Math.max(x.scale, y.scale);
  const digits = Math.max(x.digits - x.scale, y.digits - y.scale) + scale;
  return digits <= SAFE_DIGITS ? { kind: 'numeric', precision: digits, scale } : DECIMAL;
}
