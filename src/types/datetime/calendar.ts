/** The proleptic Gregorian calendar by Julian day numbers, as PostgreSQL counts (manual B.7). Years: 0 is 1 BC. */

export const UNIX_EPOCH_JULIAN = 2440588;
export const POSTGRES_EPOCH_JULIAN = 2451545;
/** Seconds between 1970-01-01 and 2000-01-01. */
export const POSTGRES_EPOCH_SECONDS = (POSTGRES_EPOCH_JULIAN - UNIX_EPOCH_JULIAN) * 86400;
export const SECONDS_PER_DAY = 86400;
export const MICROSECONDS_PER_DAY = 86400000000;

export interface CivilDate {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

/** Julian day of a date; the fields may be out of their usual range. */
export function julianDay(year: number, month: number, day: number): number {
  const shifted = month > 2;
  const m = shifted ? month + 1 : month + 13;
  const y = shifted ? year + 4800 : year + 4799;
  const century = Math.trunc(y / 100);
  return (
    y * 365 -
    32167 +
    Math.trunc(y / 4) -
    century +
    Math.trunc(century / 4) +
    Math.trunc((7834 * m) / 256) +
    day
  );
}

/** The date of a Julian day from -4713-11-24 on. */
export function civilDate(julian: number): CivilDate {
  const days = julian + 32044;
  const era = Math.floor(days / 146097);
  const dayOfEra = days - era * 146097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36524) - Math.floor(dayOfEra / 146096)) /
      365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const marchMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9;
  return {
    // Eras of 400 years begin on March 1st; era 0 in year -4800.
    year: yearOfEra + era * 400 - 4800 + (month <= 2 ? 1 : 0),
    month,
    day: dayOfYear - Math.floor((153 * marchMonth + 2) / 5) + 1,
  };
}

export function isLeapYear(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

const MONTH_LENGTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** Days of a month, 1 to 12. */
export function daysInMonth(year: number, month: number): number {
  return month === 2 && isLeapYear(year) ? 29 : (MONTH_LENGTHS[month - 1] ?? 0);
}

/** 0 for Sunday */
export function dayOfWeek(julian: number): number {
  return (((julian + 1) % 7) + 7) % 7;
}

/** Dates that PostgreSQL's julian arithmetic accepts (IS_VALID_JULIAN). */
export function isValidJulian(year: number, month: number): boolean {
  return (
    (year > -4713 || (year === -4713 && month >= 11)) && (year < 5874898 || (year === 5874898 && month < 6))
  );
}
