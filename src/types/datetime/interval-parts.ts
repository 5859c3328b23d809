import type { Interval } from './interval-value.ts';
import { DateTimeProblem, rangeError } from './problem.ts';
import { roundToEven } from './text-number.ts';

/** Units of interval input (manual 8.5.4). */
export type IntervalUnit =
  | 'microsecond'
  | 'millisecond'
  | 'second'
  | 'minute'
  | 'hour'
  | 'day'
  | 'week'
  | 'month'
  | 'year'
  | 'decade'
  | 'century'
  | 'millennium';

const MICROSECONDS: Partial<Record<IntervalUnit, number>> = {
  microsecond: 1,
  millisecond: 1000,
  second: 1000000,
  minute: 60000000,
  hour: 3600000000,
};

const YEARS: Partial<Record<IntervalUnit, number>> = {
  year: 1,
  decade: 10,
  century: 100,
  millennium: 1000,
};

const MICROSECONDS_PER_DAY = 86400000000;
const MIN_INT64 = -(2n ** 63n);
const MAX_INT64 = 2n ** 63n - 1n;

function int32(value: number): number {
  if (value > 2147483647 || value < -2147483648 || Number.isNaN(value)) throw new DateTimeProblem('overflow');
  return value;
}

function int64(value: bigint): bigint {
  if (value > MAX_INT64 || value < MIN_INT64) throw new DateTimeProblem('overflow');
  return value;
}

/** An interval being summed up from its text; every sum is checked as PostgreSQL's fields are (DTERR_FIELD_OVERFLOW). */
export class IntervalParts {
  #years = 0;
  #months = 0;
  #days = 0;
  #microseconds = 0n;

  /** Adds `whole` + `fraction` units; fractions trickle down to days and microseconds. */
  add(unit: IntervalUnit, whole: bigint, fraction: number): void {
    const microseconds = MICROSECONDS[unit];
    const years = YEARS[unit];
    if (microseconds !== undefined) {
      this.addMicroseconds(whole * BigInt(microseconds));
      this.#addFraction(fraction, microseconds);
    } else if (years !== undefined) {
      this.#years = int32(this.#years + int32(Number(whole)) * years);
      this.#months = int32(this.#months + roundToEven(fraction * years * 12));
    } else if (unit === 'month') {
      this.#months = int32(this.#months + int32(Number(whole)));
      this.#addFractionOfDays(fraction, 30);
    } else if (unit === 'week') {
      this.#days = int32(this.#days + int32(int32(Number(whole)) * 7));
      this.#addFractionOfDays(fraction, 7);
    } else {
      this.#days = int32(this.#days + int32(Number(whole)));
      this.#addFraction(fraction, MICROSECONDS_PER_DAY);
    }
  }

  addMicroseconds(microseconds: bigint): void {
    this.#microseconds = int64(this.#microseconds + int64(microseconds));
  }

  #addFractionOfDays(fraction: number, days: number): void {
    const scaled = fraction * days;
    const whole = Math.trunc(scaled);
    this.#days = int32(this.#days + whole);
    this.#addFraction(scaled - whole, MICROSECONDS_PER_DAY);
  }

  /** Adds a fraction of `scale` microseconds, rounded to the nearest one, a half towards zero. */
  #addFraction(fraction: number, scale: number): void {
    const scaled = fraction * scale;
    let whole = Math.trunc(scaled);
    const rest = scaled - whole;
    if (rest > 0.5) whole += 1;
    else if (rest < -0.5) whole -= 1;
    this.addMicroseconds(BigInt(whole));
  }

  /** What AGO does. */
  negate(): void {
    this.#years = int32(-this.#years);
    this.#months = int32(-this.#months);
    this.#days = int32(-this.#days);
    this.#microseconds = int64(-this.#microseconds);
  }

  /** The interval; 22008 when its months are too many. */
  toInterval(): Interval {
    const months = this.#years * 12 + this.#months;
    if (months > 2147483647 || months < -2147483648) throw rangeError('interval');
    // + 0 makes zero of minus zero.
    return { months: months + 0, days: this.#days + 0, microseconds: this.#microseconds };
  }
}
