import { MICROSECONDS_PER_DAY, POSTGRES_EPOCH_JULIAN, isValidJulian, julianDay } from './calendar.ts';
import { clockMicroseconds } from './clock.ts';
import type { DateState } from './date-state.ts';
import { rangeError } from './problem.ts';
import { roundMicroseconds } from './text-number.ts';

/** Microseconds since 2000-01-01; the ends of int64 are the infinities (DT_NOBEGIN, DT_NOEND). */
export type Timestamp = bigint;

export const TIMESTAMP_INFINITY: Timestamp = 9223372036854775807n;
export const TIMESTAMP_MINUS_INFINITY: Timestamp = -9223372036854775808n;

/** MIN_TIMESTAMP: 4714-11-24 BC; END_TIMESTAMP: 294277-01-01. */
const MINIMUM = -211813488000000000n;
const END = 9223371331200000000n;
const DAY = BigInt(MICROSECONDS_PER_DAY);

/** 1970-01-01 */
export const UNIX_EPOCH_TIMESTAMP: Timestamp = -946684800000000n;

/** Days since 2000-01-01 and microseconds of the day. */
interface SplitTimestamp {
  readonly days: number;
  readonly microseconds: number;
}

export function isFiniteTimestamp(value: Timestamp): boolean {
  return value !== TIMESTAMP_INFINITY && value !== TIMESTAMP_MINUS_INFINITY;
}

/** Whether a finite timestamp is within PostgreSQL's range. */
export function isValidTimestamp(value: Timestamp): boolean {
  return value >= MINIMUM && value < END;
}

export function splitTimestamp(value: Timestamp): SplitTimestamp {
  let days = value / DAY;
  let rest = value % DAY;
  if (rest < 0n) {
    rest += DAY;
    days -= 1n;
  }
  return { days: Number(days), microseconds: Number(rest) };
}

export function joinTimestamp(days: number, microseconds: number): Timestamp {
  return BigInt(days) * DAY + BigInt(microseconds);
}

/** The timestamp of a date and time that are `offset` seconds east of UTC; 22008 naming `text` when out of range. */
export function civilTimestamp(civil: DateState, offset: number, text: string): Timestamp {
  if (!isValidJulian(civil.year, civil.month)) throw rangeError('timestamp', text);
  const days = julianDay(civil.year, civil.month, civil.day) - POSTGRES_EPOCH_JULIAN;
  const value = joinTimestamp(days, clockMicroseconds(civil)) - BigInt(offset) * 1000000n;
  if (!isValidTimestamp(value)) throw rangeError('timestamp', text);
  return value;
}

/** Rounds a finite timestamp to its column's digits of a second. */
export function roundTimestamp(value: Timestamp, precision: number): Timestamp {
  return isFiniteTimestamp(value) ? roundMicroseconds(value, precision) : value;
}
