import { IrisError } from '../../iris-session.ts';
import {
  EPOCH_DAY,
  MICROS_PER_DAY,
  civilFromDays,
  daysFromCivil,
  daysInMonth,
  joinTimestamp,
  splitTimestamp,
} from '../values/calendar.ts';

/** Date parts of DATEPART, DATEADD, DATEDIFF, DATENAME, DATE_TRUNC (RSQL_datepart). */
export type DatePart =
  | 'year'
  | 'quarter'
  | 'month'
  | 'week'
  | 'weekday'
  | 'day'
  | 'dayofyear'
  | 'hour'
  | 'minute'
  | 'second'
  | 'millisecond'
  | 'microsecond'
  | 'nanosecond';

const NAMES: ReadonlyMap<string, DatePart> = new Map<string, DatePart>([
  ...names('year', ['YEAR', 'YYYY', 'YY', 'SQL_TSI_YEAR']),
  ...names('quarter', ['QUARTER', 'QQ', 'Q', 'SQL_TSI_QUARTER']),
  ...names('month', ['MONTH', 'MM', 'M', 'SQL_TSI_MONTH']),
  ...names('week', ['WEEK', 'WK', 'WW', 'SQL_TSI_WEEK']),
  ...names('weekday', ['WEEKDAY', 'DW']),
  ...names('day', ['DAY', 'DD', 'D', 'SQL_TSI_DAY']),
  ...names('dayofyear', ['DAYOFYEAR', 'DY', 'Y']),
  ...names('hour', ['HOUR', 'HH', 'H', 'SQL_TSI_HOUR']),
  ...names('minute', ['MINUTE', 'MI', 'N', 'SQL_TSI_MINUTE']),
  ...names('second', ['SECOND', 'SS', 'S', 'SQL_TSI_SECOND']),
  ...names('millisecond', ['MILLISECOND', 'MS', 'SQL_TSI_FRAC_SECOND']),
  ...names('microsecond', ['MICROSECOND', 'MCS']),
  ...names('nanosecond', ['NANOSECOND', 'NS']),
]);

function names(part: DatePart, spellings: readonly string[]): [string, DatePart][] {
  return spellings.map((spelling) => [spelling, part]);
}

/** @throws IrisError -8 */
export function datePart(text: string): DatePart {
  const part = NAMES.get(text.toUpperCase());
  if (part === undefined) {
    throw new IrisError(
      -8,
      `Invalid DATEPART code for DATEPART(), DATENAME(), DATEADD(), or DATEDIFF(): ${text}`,
    );
  }
  return part;
}

/** Microseconds of the parts that have a fixed length. */
const MICROS: Readonly<Partial<Record<DatePart, bigint>>> = {
  week: 7n * MICROS_PER_DAY,
  weekday: MICROS_PER_DAY,
  day: MICROS_PER_DAY,
  dayofyear: MICROS_PER_DAY,
  hour: 3_600_000_000n,
  minute: 60_000_000n,
  second: 1_000_000n,
  millisecond: 1000n,
  microsecond: 1n,
};

const MONTHS: Readonly<Partial<Record<DatePart, number>>> = { year: 12, quarter: 3, month: 1 };

/** The part as a number; weeks begin on Sunday, Sunday is weekday 1 (iris-sql.md section 4, extract row). */
export function partOf(part: DatePart, micros: bigint): number {
  const { day, time } = splitTimestamp(micros);
  const days = day - EPOCH_DAY;
  const civil = civilFromDays(days);
  const firstOfYear = daysFromCivil(civil.year, 1, 1);
  switch (part) {
    case 'year':
      return civil.year;
    case 'quarter':
      return Math.ceil(civil.month / 3);
    case 'month':
      return civil.month;
    case 'day':
      return civil.day;
    case 'dayofyear':
      return days - firstOfYear + 1;
    case 'weekday':
      return weekday(days) + 1;
    case 'week':
      return Math.floor((days - firstOfYear + weekday(firstOfYear)) / 7) + 1;
    case 'hour':
      return Math.floor(time / 3_600_000_000);
    case 'minute':
      return Math.floor(time / 60_000_000) % 60;
    case 'second':
      return Math.floor(time / 1_000_000) % 60;
    case 'millisecond':
      return Math.floor((time % 1_000_000) / 1000);
    case 'microsecond':
      return time % 1_000_000;
    case 'nanosecond':
      return (time % 1_000_000) * 1000;
  }
}

/** 0 = Sunday; 1970-01-01 was a Thursday. */
function weekday(days: number): number {
  return (((days + 4) % 7) + 7) % 7;
}

/** Adds `count` parts; a day that the month lacks becomes its last one. */
export function addParts(part: DatePart, count: bigint, micros: bigint): bigint {
  if (part === 'nanosecond') return micros + count / 1000n;
  const months = MONTHS[part];
  if (months === undefined) return inRange(micros + count * (MICROS[part] ?? 1n));
  const { day, time } = splitTimestamp(micros);
  const civil = civilFromDays(day - EPOCH_DAY);
  const total = civil.year * 12 + civil.month - 1 + Number(count) * months;
  const year = Math.floor(total / 12);
  const month = total - year * 12 + 1;
  if (year < 1 || year > 9999) throw outOfRange();
  const shifted = daysFromCivil(year, month, Math.min(civil.day, daysInMonth(year, month)));
  return joinTimestamp(shifted + EPOCH_DAY, time);
}

const FIRST_MICROS = joinTimestamp(daysFromCivil(1, 1, 1) + EPOCH_DAY, 0);
const LAST_MICROS = joinTimestamp(daysFromCivil(10_000, 1, 1) + EPOCH_DAY, 0);

function inRange(micros: bigint): bigint {
  if (micros < FIRST_MICROS || micros >= LAST_MICROS) throw outOfRange();
  return micros;
}

function outOfRange(): IrisError {
  return new IrisError(-400, '<ILLEGAL VALUE> date out of range');
}

/** How many boundaries of the part lie between the two; negative when `end` is before `start`. */
export function countBoundaries(part: DatePart, start: bigint, end: bigint): bigint {
  const months = MONTHS[part];
  if (months !== undefined) return BigInt(monthIndex(end, months) - monthIndex(start, months));
  if (part === 'nanosecond') return (end - start) * 1000n;
  const unit = MICROS[part] ?? 1n;
  // Weeks begin on Sunday: 1970-01-04 was one.
  const origin = part === 'week' ? -3n * MICROS_PER_DAY : 0n;
  return floorDivide(end - origin, unit) - floorDivide(start - origin, unit);
}

function monthIndex(micros: bigint, months: number): number {
  const civil = civilFromDays(splitTimestamp(micros).day - EPOCH_DAY);
  return Math.floor((civil.year * 12 + civil.month - 1) / months);
}

/** The start of the part that contains the moment; weeks begin on Monday, as in ISO (guess: RSQL has no word on it). */
export function truncateTo(part: DatePart, micros: bigint): bigint {
  const months = MONTHS[part];
  if (months !== undefined) {
    const index = monthIndex(micros, months) * months;
    const year = Math.floor(index / 12);
    return joinTimestamp(daysFromCivil(year, (index % 12) + 1, 1) + EPOCH_DAY, 0);
  }
  if (part === 'nanosecond') return micros;
  const unit = MICROS[part] ?? 1n;
  // 1970-01-05 was a Monday.
  const origin = part === 'week' ? 4n * MICROS_PER_DAY : 0n;
  return floorDivide(micros - origin, unit) * unit + origin;
}

function floorDivide(a: bigint, b: bigint): bigint {
  const quotient = a / b;
  return a % b < 0n ? quotient - 1n : quotient;
}
