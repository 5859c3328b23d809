import { IntervalParts, type IntervalUnit } from './interval-parts.ts';
import type { Interval } from './interval-value.ts';
import { DateTimeProblem } from './problem.ts';

const NUMBER = /-?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?/y;
/** Beyond this a double is no exact number of units (ParseISO8601Number). */
const LIMIT = 1e15;

const DATE_UNITS: ReadonlyMap<string, IntervalUnit> = new Map([
  ['Y', 'year'],
  ['M', 'month'],
  ['W', 'week'],
  ['D', 'day'],
]);
const TIME_UNITS: ReadonlyMap<string, IntervalUnit> = new Map([
  ['H', 'hour'],
  ['M', 'minute'],
  ['S', 'second'],
]);

interface Quantity {
  readonly whole: bigint;
  readonly fraction: number;
  /** Digits before the point. */
  readonly width: number;
}

/** Reads `P1Y2M3DT4H5M6S` and the alternative forms `P00010203T040506`, `P0001-02-03T04:05:06`. */
class IsoIntervalReader {
  readonly #text: string;
  readonly #parts = new IntervalParts();
  #at = 1;

  constructor(text: string) {
    this.#text = text;
  }

  read(): Interval {
    if (this.#text.length < 2 || !this.#text.startsWith('P')) throw new DateTimeProblem('format');
    let inDate = true;
    let first = true;
    while (this.#at < this.#text.length) {
      if (this.#text[this.#at] === 'T') {
        this.#at += 1;
        inDate = false;
        first = true;
        continue;
      }
      const quantity = this.#quantity();
      const designator = this.#text.charAt(this.#at);
      this.#at += 1;
      const unit = (inDate ? DATE_UNITS : TIME_UNITS).get(designator);
      if (unit !== undefined) {
        this.#add(unit, quantity);
        first = false;
      } else if (inDate) {
        if (this.#alternativeDate(quantity, designator, first)) break;
        inDate = false;
        first = true;
      } else {
        this.#alternativeTime(quantity, designator, first);
        break;
      }
    }
    return this.#parts.toInterval();
  }

  #quantity(): Quantity {
    NUMBER.lastIndex = this.#at;
    const match = NUMBER.exec(this.#text);
    if (!match) throw new DateTimeProblem('format');
    this.#at += match[0].length;
    const value = Number(match[0]);
    if (Math.abs(value) > LIMIT) throw new DateTimeProblem('overflow');
    const whole = Math.trunc(value);
    const digits = /\d*/.exec(match[0].replace('-', ''));
    return { whole: BigInt(whole), fraction: value - whole, width: digits?.[0].length ?? 0 };
  }

  #add(unit: IntervalUnit, { whole, fraction }: Quantity): void {
    this.#parts.add(unit, whole, fraction);
  }

  /** The numbers of a run-together `YYYYMMDD` or `HHMMSS`; the fraction belongs to the last. */
  #addTogether(
    units: readonly [IntervalUnit, IntervalUnit, IntervalUnit],
    { whole, fraction }: Quantity,
  ): void {
    this.#parts.add(units[0], whole / 10000n, 0);
    this.#parts.add(units[1], (whole / 100n) % 100n, 0);
    this.#parts.add(units[2], whole % 100n, fraction);
  }

  /** True at the text's end; false when a time follows. */
  #alternativeDate(year: Quantity, delimiter: string, first: boolean): boolean {
    if (delimiter !== '' && delimiter !== 'T' && delimiter !== '-') throw new DateTimeProblem('format');
    if (delimiter !== '-' && year.width === 8 && first) {
      this.#addTogether(['year', 'month', 'day'], year);
      return delimiter === '';
    }
    if (!first) throw new DateTimeProblem('format');
    this.#add('year', year);
    if (delimiter !== '-') return delimiter === '';
    this.#add('month', this.#quantity());
    const next = this.#text.charAt(this.#at);
    if (next === '' || next === 'T') return this.#endOfDate(next);
    if (next !== '-') throw new DateTimeProblem('format');
    this.#at += 1;
    this.#add('day', this.#quantity());
    return this.#endOfDate(this.#text.charAt(this.#at));
  }

  #endOfDate(next: string): boolean {
    if (next === '') return true;
    if (next !== 'T') throw new DateTimeProblem('format');
    this.#at += 1;
    return false;
  }

  #alternativeTime(hour: Quantity, delimiter: string, first: boolean): void {
    if (delimiter !== '' && delimiter !== ':') throw new DateTimeProblem('format');
    if (delimiter === '' && hour.width === 6 && first) {
      this.#addTogether(['hour', 'minute', 'second'], hour);
      return;
    }
    if (!first) throw new DateTimeProblem('format');
    this.#add('hour', hour);
    for (const unit of ['minute', 'second'] as const) {
      if (unit === 'minute' ? delimiter === '' : this.#at >= this.#text.length) return;
      if (unit === 'second') {
        if (this.#text[this.#at] !== ':') throw new DateTimeProblem('format');
        this.#at += 1;
      }
      this.#add(unit, this.#quantity());
    }
    if (this.#at < this.#text.length) throw new DateTimeProblem('format');
  }
}

/** ISO 8601 durations, with designators or in the alternative format. Throws DateTimeProblem. */
export function decodeIsoInterval(text: string): Interval {
  try {
    return new IsoIntervalReader(text).read();
  } catch (error) {
    if (error instanceof DateTimeProblem && error.kind === 'overflow') throw new DateTimeProblem('interval');
    throw error;
  }
}
