import type { DateOrder } from './date-style.ts';
import { civilDate, daysInMonth, julianDay } from './calendar.ts';
import type { Clock } from './clock.ts';
import { KEYWORDS } from './keywords.ts';
import { DateTimeProblem } from './problem.ts';
import { fractionMicroseconds, leadingInteger } from './text-number.ts';

/** Parts of a date and time, as bits: which were found so far. */
export const PART = {
  year: 1,
  month: 2,
  day: 4,
  hour: 8,
  minute: 16,
  second: 32,
  fraction: 64,
  zone: 128,
  daylight: 256,
  dayOfYear: 512,
  weekday: 1024,
  era: 2048,
  meridian: 4096,
  special: 8192,
} as const;

export const DATE_PARTS = PART.year | PART.month | PART.day;
export const TIME_PARTS = PART.hour | PART.minute | PART.second | PART.fraction;

/** Only letters and digits of a date field count; everything else separates (DecodeDate). */
const DATE_PIECE = /[A-Za-z]+|[0-9]+/g;

/**
 * What was read of one date/time text. The methods read numbers whose meaning depends on what came before; each returns
 * the bits of the parts it set.
 */
export class DateState implements Clock {
  year = 0;
  month = 0;
  day = 0;
  hour = 0;
  minute = 0;
  second = 0;
  microsecond = 0;
  found = 0;
  textMonth = false;
  bc = false;
  pm: boolean | undefined;
  #dayOfYear = 0;
  #twoDigitYear = false;
  #julian = false;
  readonly #order: DateOrder;

  constructor(order: DateOrder) {
    this.#order = order;
  }

  /** Notes parts as found; a part may be given once. */
  add(parts: number): void {
    if ((parts & this.found) !== 0) throw new DateTimeProblem('format');
    this.found |= parts;
  }

  has(parts: number): boolean {
    return (this.found & parts) === parts;
  }

  setJulianDay(julian: number): number {
    ({ year: this.year, month: this.month, day: this.day } = civilDate(julian));
    this.#julian = true;
    return DATE_PARTS;
  }

  setClock({ hour, minute, second, microsecond }: Clock): number {
    this.hour = hour;
    this.minute = minute;
    this.second = second;
    this.microsecond = microsecond;
    return TIME_PARTS;
  }

  setMonth(month: number): number {
    let parts: number = PART.month;
    const numeric = this.has(PART.month) && !this.textMonth && !this.has(PART.day);
    if (numeric && this.month >= 1 && this.month <= 31) {
      // The number taken for the month was the day: `01 Feb 2024`.
      this.day = this.month;
      parts = PART.day;
    }
    this.textMonth = true;
    this.month = month;
    return parts;
  }

  /** A date with delimiters in it: `2024-01-31`, `31.1.2024`, `31-Jan-24`, `2024.031`. */
  dateField(text: string): number {
    const pieces = text.match(DATE_PIECE) ?? [];
    // One separator at the end is let through, as PostgreSQL does.
    if (/[^A-Za-z0-9]{2}$/.test(text)) throw new DateTimeProblem('format');
    let found = this.found;
    const take = (parts: number): void => {
      if ((found & parts) !== 0) throw new DateTimeProblem('format');
      found |= parts;
    };
    let monthName = false;
    const numbers = pieces.filter((piece) => {
      if (/^[0-9]/.test(piece)) return true;
      const keyword = KEYWORDS.get(piece.toLowerCase().slice(0, 10));
      if (keyword?.kind === 'ignored') return true;
      if (keyword?.kind !== 'month') throw new DateTimeProblem('format');
      this.month = keyword.month;
      monthName = true;
      take(PART.month);
      return false;
    });
    for (const piece of numbers) take(this.numberInDate(piece, found, monthName));
    if ((found & ~(PART.dayOfYear | PART.zone)) !== DATE_PARTS) throw new DateTimeProblem('format');
    return found & ~this.found;
  }

  /** A number without delimiters that is part of a date or, when the date is complete, a time (DecodeNumber). */
  numberInDate(text: string, found: number, monthName: boolean): number {
    const { value, end } = leadingInteger(text);
    if (end === 0) throw new DateTimeProblem('format');
    if (text[end] === '.') {
      if (end > 2) return this.runTogether(text, found | DATE_PARTS);
      this.microsecond = fractionMicroseconds(text.slice(end));
    } else if (end !== text.length) {
      throw new DateTimeProblem('format');
    }
    const length = text.length;
    if (length === 3 && (found & DATE_PARTS) === PART.year && value >= 1 && value <= 366) {
      this.#dayOfYear = value;
      return PART.dayOfYear | PART.month | PART.day;
    }
    switch (found & DATE_PARTS) {
      case 0:
        if (length >= 3 || this.#order === 'ymd') return this.#setYear(value, length);
        return this.#order === 'dmy' ? this.#setDay(value) : this.#setMonthNumber(value);
      case PART.year:
      case PART.day:
        return this.#setMonthNumber(value);
      case PART.month:
        if (monthName && (length >= 3 || this.#order === 'ymd')) return this.#setYear(value, length);
        return this.#setDay(value);
      case PART.year | PART.month:
        if (monthName && length >= 3 && this.#twoDigitYear) {
          // The first number was the day after all: `12-Jan-2024` in YMD order.
          this.day = this.year;
          this.year = value;
          this.#twoDigitYear = false;
          return PART.day;
        }
        return this.#setDay(value);
      case PART.month | PART.day:
        return this.#setYear(value, length);
      case DATE_PARTS:
        return this.runTogether(text, found);
      default:
        throw new DateTimeProblem('format');
    }
  }

  #setYear(value: number, length: number): number {
    this.year = value;
    this.#twoDigitYear = length <= 2;
    return PART.year;
  }

  #setMonthNumber(value: number): number {
    this.month = value;
    return PART.month;
  }

  #setDay(value: number): number {
    this.day = value;
    return PART.day;
  }

  /** `20240131`, `240131`, `235959`, `235959.5`, `2359`: a date if there is none yet, else a time (DecodeNumberField). */
  runTogether(text: string, found: number): number {
    let digits = text;
    const point = text.indexOf('.');
    if (point >= 0) {
      this.microsecond = fractionMicroseconds(text.slice(point));
      digits = text.slice(0, point);
    } else if ((found & DATE_PARTS) !== DATE_PARTS && digits.length >= 6) {
      this.day = Number(digits.slice(-2));
      this.month = Number(digits.slice(-4, -2));
      this.year = leadingInteger(digits.slice(0, -4)).value;
      this.#twoDigitYear = digits.length === 6;
      return DATE_PARTS;
    }
    if ((found & TIME_PARTS) === TIME_PARTS || (digits.length !== 6 && digits.length !== 4)) {
      throw new DateTimeProblem('format');
    }
    this.hour = Number(digits.slice(0, 2));
    this.minute = Number(digits.slice(2, 4));
    this.second = digits.length === 6 ? Number(digits.slice(4)) : 0;
    return TIME_PARTS;
  }

  /** Century, era and day of year are worked in, then month and day are checked (ValidateDate). */
  validateDate(): void {
    if (this.has(PART.year) && !this.#julian) this.#settleYear();
    if (this.has(PART.dayOfYear)) {
      ({
        year: this.year,
        month: this.month,
        day: this.day,
      } = civilDate(julianDay(this.year, 1, 1) + this.#dayOfYear - 1));
    }
    if (this.has(PART.month) && (this.month < 1 || this.month > 12)) throw new DateTimeProblem('monthDay');
    if (this.has(PART.day) && (this.day < 1 || this.day > 31)) throw new DateTimeProblem('monthDay');
    if (this.has(DATE_PARTS) && this.day > daysInMonth(this.year, this.month)) {
      throw new DateTimeProblem('overflow');
    }
  }

  #settleYear(): void {
    if (this.bc) {
      if (this.year <= 0) throw new DateTimeProblem('overflow');
      this.year = 1 - this.year;
    } else if (this.#twoDigitYear) {
      if (this.year < 70) this.year += 2000;
      else if (this.year < 100) this.year += 1900;
    } else if (this.year <= 0) {
      throw new DateTimeProblem('overflow');
    }
  }

  /** Works AM and PM in. */
  settleHour(): void {
    if (this.pm === undefined) return;
    if (this.hour > 12) throw new DateTimeProblem('overflow');
    if (this.pm) this.hour = this.hour === 12 ? 12 : this.hour + 12;
    else if (this.hour === 12) this.hour = 0;
  }
}
