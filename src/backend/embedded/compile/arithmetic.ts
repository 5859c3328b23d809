import { powerOfTen, type Decimal, negate } from '../values/decimal.ts';
import { encodeDecimal } from '../values/decimal-key.ts';
import {
  BIGINT,
  DECIMAL,
  DOUBLE,
  SAFE_DIGITS,
  type SqlType,
  TEXT,
  exactType,
  fixedPoint,
} from '../values/sql-type.ts';
import type { BinaryOperation } from '../iris-sql/ast.ts';
import type { CompileContext } from './context.ts';
import { convert, numberOperand, toDouble, toText } from './conversion.ts';
import { type Expression, expression } from './expression.ts';
import { type Fragment, call, literal, sqlite } from './fragment.ts';

/** A number literal: exact when it fits, `double` when written with an exponent. */
export function numberExpression(value: Decimal, double: boolean): Expression {
  const constant = { kind: 'number', value } as const;
  if (double)
    return expression(DOUBLE, literal(Number(`${value.mantissa}e${value.exponent}`)), {
      constant,
      nullable: false,
    });
  const scale = Math.max(0, -value.exponent);
  const integer = value.exponent > 0 ? value.mantissa * powerOfTen(value.exponent) : value.mantissa;
  const digits = String(integer < 0n ? -integer : integer).length;
  if (digits > SAFE_DIGITS || scale > SAFE_DIGITS) {
    if (scale === 0 && BigInt.asIntN(64, integer) === integer) {
      return expression(BIGINT, literal(integer), { constant, nullable: false });
    }
    return expression(DECIMAL, literal(encodeDecimal(value)), { constant, nullable: false });
  }
  return expression(literalType(digits, scale), literal(integer), { constant, nullable: false });
}

function literalType(digits: number, scale: number): SqlType {
  if (scale > 0) return { kind: 'numeric', precision: Math.max(digits, scale), scale };
  if (digits < 10) return { kind: 'integer', name: 'INTEGER', digits };
  return { kind: 'integer', name: 'BIGINT', digits };
}

/** `-x` */
export function negated(operand: Expression, context: CompileContext): Expression {
  if (operand.constant?.kind === 'number') {
    return numberExpression(negate(operand.constant.value), operand.type.kind === 'double');
  }
  const value = numberOperand(operand, context);
  const { nullable } = value;
  if (value.type.kind === 'decimal') return expression(DECIMAL, call('iris_negate', value.sql), { nullable });
  return expression(value.type.kind === 'bit' ? exactType(1, 0) : value.type, sqlite`(- ${value.sql})`, {
    nullable,
  });
}

export function binary(
  node: BinaryOperation,
  left: Expression,
  right: Expression,
  context: CompileContext,
): Expression {
  if (node.operator === '||') {
    const [a, b] = [toText(left, context), toText(right, context)];
    return expression(TEXT, sqlite`(${a.sql} || ${b.sql})`, { nullable: a.nullable || b.nullable });
  }
  const [a, b] = [numberOperand(left, context), numberOperand(right, context)];
  const nullable = a.nullable || b.nullable;
  if (a.type.kind === 'double' || b.type.kind === 'double') return onDoubles(node.operator, a, b, context);
  switch (node.operator) {
    case '+':
    case '-':
      return addition(node.operator, a, b, context);
    case '*':
      return multiplication(a, b, context);
    case '/':
      return expression(DECIMAL, onDecimals('iris_divide', a, b, context), { nullable });
    case '\\':
      return expression(BIGINT, onDecimals('iris_quotient', a, b, context), { nullable });
    case '#': {
      const whole = fixedPoint(a.type)?.scale === 0 && fixedPoint(b.type)?.scale === 0;
      if (whole) return expression(BIGINT, call('iris_modulo_integer', a.sql, b.sql), { nullable });
      return expression(DECIMAL, onDecimals('iris_modulo', a, b, context), { nullable });
    }
  }
}

type ArithmeticOperator = Exclude<BinaryOperation['operator'], '||'>;

function onDoubles(
  operator: ArithmeticOperator,
  left: Expression,
  right: Expression,
  context: CompileContext,
): Expression {
  const [a, b] = [toDouble(left, context), toDouble(right, context)];
  const nullable = a.nullable || b.nullable;
  switch (operator) {
    case '+':
    case '-':
      return expression(DOUBLE, sqlite`(${a.sql} ${operator} ${b.sql})`, { nullable });
    case '*':
      return expression(DOUBLE, call('iris_multiply_double', a.sql, b.sql), { nullable });
    case '/':
      return expression(DOUBLE, call('iris_divide_double', a.sql, b.sql), { nullable });
    case '\\':
      return expression(BIGINT, call('iris_quotient_double', a.sql, b.sql), { nullable });
    case '#':
      return expression(DOUBLE, call('iris_modulo_double', a.sql, b.sql), { nullable });
  }
}

function addition(operator: '+' | '-', a: Expression, b: Expression, context: CompileContext): Expression {
  const nullable = a.nullable || b.nullable;
  const name = operator === '+' ? 'iris_add' : 'iris_subtract';
  const [x, y] = [fixedPoint(a.type), fixedPoint(b.type)];
  if (!x || !y) return expression(DECIMAL, onDecimals(name, a, b, context), { nullable });
  const scale = Math.max(x.scale, y.scale);
  const digits = Math.max(x.digits - x.scale, y.digits - y.scale) + scale + 1;
  if (digits <= SAFE_DIGITS) {
    const type: SqlType = { kind: 'numeric', precision: SAFE_DIGITS, scale };
    const [l, r] = [convert(a, type, context).sql, convert(b, type, context).sql];
    return expression(exactType(digits, scale), sqlite`(${l} ${operator} ${r})`, { nullable });
  }
  if (scale === 0) {
    return expression(BIGINT, call(`${name}_integer`, a.sql, b.sql), { nullable });
  }
  return expression(DECIMAL, onDecimals(name, a, b, context), { nullable });
}

function multiplication(a: Expression, b: Expression, context: CompileContext): Expression {
  const nullable = a.nullable || b.nullable;
  const [x, y] = [fixedPoint(a.type), fixedPoint(b.type)];
  if (x && y) {
    const scale = x.scale + y.scale;
    const digits = x.digits + y.digits;
    if (digits <= SAFE_DIGITS) {
      return expression(exactType(digits, scale), sqlite`(${a.sql} * ${b.sql})`, { nullable });
    }
    if (scale === 0) return expression(BIGINT, call('iris_multiply_integer', a.sql, b.sql), { nullable });
  }
  return expression(DECIMAL, onDecimals('iris_multiply', a, b, context), { nullable });
}

function onDecimals(name: string, a: Expression, b: Expression, context: CompileContext): Fragment {
  return call(name, convert(a, DECIMAL, context).sql, convert(b, DECIMAL, context).sql);
}
