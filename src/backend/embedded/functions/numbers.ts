import { IrisError } from '../../iris-session.ts';
import { convert, numberOperand, toDouble } from '../compile/conversion.ts';
import type { CompileContext } from '../compile/context.ts';
import { type Expression, expression } from '../compile/expression.ts';
import { call, literal, raw, sqlite } from '../compile/fragment.ts';
import { decodeDecimal, encodeDecimal } from '../values/decimal-key.ts';
import { type Decimal, negate, remainder, round, scaledFloor, truncate } from '../values/decimal.ts';
import { BIGINT, DECIMAL, DOUBLE, INTEGER, type SqlType, fixedPoint } from '../values/sql-type.ts';
import { type FunctionDefinition, scalarFunction } from './definition.ts';
import { strict } from './user-function.ts';

/**
 * A function on doubles; what is not a number is an error, as in ObjectScript (`<ILLEGAL VALUE>`), and what is beyond the
 * largest one too (`<MAXNUMBER>`): $DOUBLE gives INF and NAN on request only (IEEEError).
 */
function real(
  names: readonly string[],
  run: (x: number, y: number) => number,
  takes: 1 | 2 = 1,
): FunctionDefinition {
  const checked = (x: number, y: number): number => {
    const result = run(x, y);
    const infinite = Math.abs(result) === Number.POSITIVE_INFINITY;
    if (infinite && Number.isFinite(x) && Number.isFinite(y)) throw new IrisError(-400, '<MAXNUMBER>');
    if (Number.isNaN(result)) throw new IrisError(-400, `<ILLEGAL VALUE> ${names[0] ?? ''}`);
    return result;
  };
  return takes === 1
    ? scalarFunction({ names, takes: ['double'], gives: 'double', run: (x) => checked(x, 0) })
    : scalarFunction({ names, takes: ['double', 'double'], gives: 'double', run: checked });
}

/** One function on exact numbers and one on doubles, chosen by the argument's type; integers stay as they are. */
function rounding(
  name: string,
  exact: (value: Decimal) => bigint,
  double: (value: number) => number,
): FunctionDefinition {
  const key = name.toLowerCase();
  return {
    names: name === 'CEILING' ? ['CEILING', 'CEIL'] : [name],
    arity: [1, 1],
    compile: (args, context) => {
      const value = numberOperand(first(args), context);
      if (value.type.kind === 'double') return expression(DOUBLE, call(`iris_fn_${key}_double`, value.sql));
      if (fixedPoint(value.type)?.scale === 0) return value;
      return expression(BIGINT, call(`iris_fn_${key}`, convert(value, DECIMAL, context).sql));
    },
    userFunctions: [
      strict(`iris_fn_${key}`, (value) => exact(decodeDecimal(value as string))),
      strict(`iris_fn_${key}_double`, (value) => double(value as number)),
    ],
  };
}

const floor = rounding('FLOOR', (value) => scaledFloor(value, 0), Math.floor);
const ceiling = rounding('CEILING', (value) => -scaledFloor(negate(value), 0), Math.ceil);

/** ROUND(x, places[, flag]): half away from zero; flag <> 0 cuts off (RSQL_round). TRUNCATE(x, places). */
function roundedTo(
  args: readonly Expression[],
  flag: Expression | undefined,
  context: CompileContext,
): Expression {
  const value = numberOperand(first(args), context);
  const places = args[1] === undefined ? literal(0n) : convert(args[1], BIGINT, context).sql;
  const cut = flag === undefined ? literal(0n) : convert(flag, BIGINT, context).sql;
  if (value.type.kind === 'double') {
    return expression(DOUBLE, call('iris_fn_round_double', value.sql, places, cut));
  }
  const point = fixedPoint(value.type);
  if (point?.scale === 0 && /^\d+$/.test(places.sql)) return value;
  return expression(DECIMAL, call('iris_fn_round', convert(value, DECIMAL, context).sql, places, cut));
}

const roundFunction: FunctionDefinition = {
  names: ['ROUND'],
  arity: [1, 3],
  compile: (args, context) => roundedTo(args, args[2], context),
  userFunctions: [
    strict('iris_fn_round', (value, places, cut) => {
      const number = decodeDecimal(value as string);
      const digits = Number(places);
      return encodeDecimal(cut === 0n ? round(number, digits) : truncate(number, digits));
    }),
    strict('iris_fn_round_double', (value, places, cut) => {
      const digits = Number(places);
      const scaled = Number(`${value as number}e${digits}`);
      if (!Number.isFinite(scaled)) return value;
      const whole = cut === 0n ? Math.sign(scaled) * Math.round(Math.abs(scaled)) : Math.trunc(scaled);
      return Number(`${whole}e${-digits}`);
    }),
  ],
};

const truncateFunction: FunctionDefinition = {
  names: ['TRUNCATE', 'TRUNC'],
  arity: [1, 2],
  compile: (args, context) => roundedTo(args, expression(BIGINT, literal(1n), { nullable: false }), context),
  userFunctions: [],
};

const abs: FunctionDefinition = {
  names: ['ABS'],
  arity: [1, 1],
  compile: (args, context) => {
    const value = numberOperand(first(args), context);
    if (value.type.kind === 'decimal') return expression(DECIMAL, call('iris_fn_abs', value.sql));
    return expression(plainType(value.type), call('abs', value.sql), { nullable: value.nullable });
  },
  userFunctions: [
    strict('iris_fn_abs', (value) => {
      const number = decodeDecimal(value as string);
      return number.mantissa < 0n ? encodeDecimal(negate(number)) : value;
    }),
  ],
};

function plainType(type: SqlType): SqlType {
  return type.kind === 'bit' ? INTEGER : type;
}

const sign: FunctionDefinition = {
  names: ['SIGN'],
  arity: [1, 1],
  compile: (args, context) => {
    const value = convert(numberOperand(first(args), context), DOUBLE, context);
    return expression(INTEGER, sqlite`sign(${value.sql})`, { nullable: value.nullable });
  },
  userFunctions: [],
};

/** MOD(a, b): the sign of the dividend, as ANSI precedence has it (RSQL_mod). */
const mod: FunctionDefinition = {
  names: ['MOD'],
  arity: [2, 2],
  compile: (args, context) => {
    const [a, b] = [numberOperand(first(args), context), numberOperand(second(args), context)];
    const nullable = a.nullable || b.nullable;
    if (a.type.kind === 'double' || b.type.kind === 'double') {
      return expression(
        DOUBLE,
        call('iris_fn_mod_double', toDouble(a, context).sql, toDouble(b, context).sql),
        { nullable },
      );
    }
    if (fixedPoint(a.type)?.scale === 0 && fixedPoint(b.type)?.scale === 0) {
      return expression(BIGINT, call('iris_fn_mod_integer', a.sql, b.sql), { nullable });
    }
    const [x, y] = [convert(a, DECIMAL, context), convert(b, DECIMAL, context)];
    return expression(DECIMAL, call('iris_fn_mod', x.sql, y.sql), { nullable });
  },
  userFunctions: [
    strict('iris_fn_mod', (a, b) =>
      encodeDecimal(remainder(decodeDecimal(a as string), decodeDecimal(b as string))),
    ),
    strict('iris_fn_mod_integer', (a, b) => {
      if (b === 0n) throw new IrisError(-400, '<DIVIDE>');
      return BigInt(a as number | bigint) % BigInt(b as number | bigint);
    }),
    strict('iris_fn_mod_double', (a, b) => {
      if (b === 0) throw new IrisError(-400, '<DIVIDE>');
      return (a as number) % (b as number);
    }),
  ],
};

/** POWER of whole numbers stays exact while it fits. */
const power = real(['POWER', 'POW'], (x, y) => x ** y, 2);

const pi: FunctionDefinition = {
  names: ['PI'],
  arity: [0, 0],
  compile: () => expression(DOUBLE, raw(String(Math.PI)), { nullable: false }),
  userFunctions: [],
};

function positive(run: (x: number) => number): (x: number) => number {
  return (x) => (x <= 0 ? Number.NaN : run(x));
}

function first(args: readonly Expression[]): Expression {
  const value = args[0];
  if (!value) throw new IrisError(-380, 'Too few arguments for the SQL function');
  return value;
}

function second(args: readonly Expression[]): Expression {
  const value = args[1];
  if (!value) throw new IrisError(-380, 'Too few arguments for the SQL function');
  return value;
}

export const NUMBER_FUNCTIONS: readonly FunctionDefinition[] = [
  abs,
  sign,
  mod,
  floor,
  ceiling,
  roundFunction,
  truncateFunction,
  power,
  pi,
  real(['SQRT'], Math.sqrt),
  real(['SQUARE'], (x) => x * x),
  real(['EXP'], Math.exp),
  real(['LOG'], positive(Math.log)),
  real(['LOG10'], positive(Math.log10)),
  real(['SIN'], Math.sin),
  real(['COS'], Math.cos),
  real(['TAN'], Math.tan),
  real(['COT'], (x) => 1 / Math.tan(x)),
  real(['ASIN'], Math.asin),
  real(['ACOS'], Math.acos),
  real(['ATAN'], Math.atan),
  real(['ATAN2'], Math.atan2, 2),
  real(['DEGREES'], (x) => (x * 180) / Math.PI),
  real(['RADIANS'], (x) => (x * Math.PI) / 180),
];
