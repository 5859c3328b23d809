import { INTERVAL_FIELD, intervalModifiers } from '../typmod.ts';
import { roundMicroseconds } from './text-number.ts';

/** A value of PostgreSQL's interval: three parts that are not worked into each other. */
export interface Interval {
  readonly months: number;
  readonly days: number;
  readonly microseconds: bigint;
}

export const MICROSECONDS_PER_SECOND = 1000000n;
export const MICROSECONDS_PER_MINUTE = 60n * MICROSECONDS_PER_SECOND;
export const MICROSECONDS_PER_HOUR = 60n * MICROSECONDS_PER_MINUTE;
const MICROSECONDS_PER_DAY = 24n * MICROSECONDS_PER_HOUR;
const DAYS_PER_MONTH = 30n;

/** Length by which PostgreSQL compares intervals: months of 30 days, days of 24 hours (interval_cmp_value). */
export function intervalLength({ months, days, microseconds }: Interval): bigint {
  return (BigInt(months) * DAYS_PER_MONTH + BigInt(days)) * MICROSECONDS_PER_DAY + microseconds;
}

const { year, month, day, hour, minute, second } = INTERVAL_FIELD;

/** Drops what a column `interval <fields>(p)` does not keep (AdjustIntervalForTypmod). */
export function applyIntervalTypmod(value: Interval, typmod: number): Interval {
  if (typmod < 0) return value;
  const { fields, precision } = intervalModifiers(typmod);
  let { months, days, microseconds } = value;
  switch (fields) {
    case year:
      months = Math.trunc(months / 12) * 12;
      days = 0;
      microseconds = 0n;
      break;
    case month:
    case year | month:
      days = 0;
      microseconds = 0n;
      break;
    case day:
      microseconds = 0n;
      break;
    case hour:
    case day | hour:
      microseconds = (microseconds / MICROSECONDS_PER_HOUR) * MICROSECONDS_PER_HOUR;
      break;
    case minute:
    case hour | minute:
    case day | hour | minute:
      microseconds = (microseconds / MICROSECONDS_PER_MINUTE) * MICROSECONDS_PER_MINUTE;
      break;
    default:
      break;
  }
  if (precision !== undefined) microseconds = roundMicroseconds(microseconds, precision);
  return { months: months === 0 ? 0 : months, days, microseconds };
}

/** The unit of a number that names none, by the column's fields: seconds unless it keeps no seconds. */
export function defaultUnit(typmod: number): 'year' | 'month' | 'day' | 'hour' | 'minute' | 'second' {
  const { fields } = intervalModifiers(typmod);
  switch (fields) {
    case year:
      return 'year';
    case month:
    case year | month:
      return 'month';
    case day:
      return 'day';
    case hour:
    case day | hour:
      return 'hour';
    case minute:
    case hour | minute:
    case day | hour | minute:
      return 'minute';
    default:
      return 'second';
  }
}

/** Whether the column is MINUTE TO SECOND, where `12:34` is minutes and seconds. */
export function isMinuteToSecond(typmod: number): boolean {
  return intervalModifiers(typmod).fields === (minute | second);
}
