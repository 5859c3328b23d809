import type { IrisValue } from '../../../types/iris-value.ts';
import { convertValue } from './convert.ts';
import { encodeDecimal } from './decimal-key.ts';
import { type Decimal, fitsScale, fromNumber, parseDecimal, scaled, scaledFloor } from './decimal.ts';
import { INPUT, asText } from './readers.ts';
import { DOUBLE, type SqlType, type SqliteValue, fixedPoint } from './sql-type.ts';

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
