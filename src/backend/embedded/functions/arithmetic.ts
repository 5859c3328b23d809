import { IrisError } from '../../iris-session.ts';
import { decodeDecimal, encodeDecimal } from '../values/decimal-key.ts';
import { type Decimal, add, divide, modulo, multiply, negate, quotient } from '../values/decimal.ts';
import type { SqliteValue } from '../values/sql-type.ts';
import { type UserFunction, strict } from './user-function.ts';

/** What compile/arithmetic.ts calls where SQLite's own operators would overflow, round or forgive. */

function onKeys(name: string, run: (a: Decimal, b: Decimal) => Decimal): UserFunction {
  return strict(name, (a, b) => encodeDecimal(run(decodeDecimal(a as string), decodeDecimal(b as string))));
}

function onIntegers(name: string, run: (a: bigint, b: bigint) => bigint): UserFunction {
  return strict(name, (a, b) => within64(run(BigInt(a as number | bigint), BigInt(b as number | bigint))));
}

function onDoubles(name: string, run: (a: number, b: number) => SqliteValue): UserFunction {
  return strict(name, (a, b) => {
    if (Number(b) === 0) throw new IrisError(-400, '<DIVIDE>');
    return run(Number(a), Number(b));
  });
}

function within64(value: bigint): bigint {
  if (BigInt.asIntN(64, value) !== value) throw new IrisError(-400, '<MAXNUMBER>');
  return value;
}

/** $DOUBLE gives INF on request only (IEEEError). */
function withinDoubles(value: number, a: number, b: number): number {
  if (!Number.isFinite(value) && Number.isFinite(a) && Number.isFinite(b))
    throw new IrisError(-400, '<MAXNUMBER>');
  return value;
}

export const ARITHMETIC_USER_FUNCTIONS: readonly UserFunction[] = [
  onKeys('iris_add', add),
  onKeys('iris_subtract', (a, b) => add(a, negate(b))),
  onKeys('iris_multiply', multiply),
  onKeys('iris_divide', divide),
  onKeys('iris_modulo', modulo),
  strict('iris_quotient', (a, b) =>
    within64(quotient(decodeDecimal(a as string), decodeDecimal(b as string))),
  ),
  strict('iris_negate', (a) => encodeDecimal(negate(decodeDecimal(a as string)))),
  onIntegers('iris_add_integer', (a, b) => a + b),
  onIntegers('iris_subtract_integer', (a, b) => a - b),
  onIntegers('iris_multiply_integer', (a, b) => a * b),
  onIntegers('iris_modulo_integer', (a, b) => {
    if (b === 0n) throw new IrisError(-400, '<DIVIDE>');
    return ((a % b) + b) % b;
  }),
  strict('iris_multiply_double', (a, b) => withinDoubles(Number(a) * Number(b), Number(a), Number(b))),
  onDoubles('iris_divide_double', (a, b) => withinDoubles(a / b, a, b)),
  onDoubles('iris_quotient_double', (a, b) => within64(BigInt(Math.trunc(a / b)))),
  onDoubles('iris_modulo_double', (a, b) => ((a % b) + b) % b),
];
