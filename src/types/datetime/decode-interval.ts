import { decodeClock, type Clock } from './clock.ts';
import { splitFields, type Field } from './fields.ts';
import { decodeIsoInterval } from './decode-iso-interval.ts';
import { IntervalParts, type IntervalUnit } from './interval-parts.ts';
import { defaultUnit, isMinuteToSecond, type Interval } from './interval-value.ts';
import { DateTimeProblem } from './problem.ts';

const UNIT_WORDS: readonly (readonly [IntervalUnit, string])[] = [
  ['microsecond', 'us usec usecs useconds microsecon'],
  ['millisecond', 'ms msec msecs mseconds millisecon'],
  ['second', 's sec secs second seconds'],
  ['minute', 'm min mins minute minutes'],
  ['hour', 'h hr hrs hour hours'],
  ['day', 'd day days'],
  ['week', 'w week weeks'],
  ['month', 'mon mons month months'],
  ['year', 'y yr yrs year years'],
  ['decade', 'dec decs decade decades'],
  ['century', 'c cent century centuries'],
  ['millennium', 'mil mils millennia millennium'],
];

/** Units by the first ten letters of their names. */
const UNITS: ReadonlyMap<string, IntervalUnit> = new Map(
  UNIT_WORDS.flatMap(([unit, words]) => words.split(' ').map((word): [string, IntervalUnit] => [word, unit])),
);

const MAX_INT64 = 2n ** 63n - 1n;

/** Bits of units found, so that one is not given twice; seconds with a fraction use up the smaller units too. */
const UNIT_BIT: Readonly<Record<IntervalUnit, number>> = {
  microsecond: 1,
  millisecond: 2,
  second: 4,
  minute: 8,
  hour: 16,
  day: 32,
  week: 64,
  month: 128,
  year: 256,
  decade: 512,
  century: 1024,
  millennium: 2048,
};
const SECOND_BITS = UNIT_BIT.second | UNIT_BIT.millisecond | UNIT_BIT.microsecond;
const CLOCK_BITS = UNIT_BIT.hour | UNIT_BIT.minute | SECOND_BITS;

function clockInterval({ hour, minute, second, microsecond }: Clock): bigint {
  return ((BigInt(hour) * 60n + BigInt(minute)) * 60n + BigInt(second)) * 1000000n + BigInt(microsecond);
}

/** Reads the fields from the last to the first, so that units are known before their numbers (DecodeInterval). */
class IntervalDecoder {
  readonly #fields: readonly Field[];
  readonly #typmod: number;
  /** sql_standard: a sign in front holds for all fields when no other has one. */
  readonly #allNegative: boolean;
  readonly #parts = new IntervalParts();
  #found = 0;
  #unit: IntervalUnit | 'none' | undefined;

  constructor(fields: readonly Field[], typmod: number, sqlStandard: boolean) {
    this.#fields = fields;
    this.#typmod = typmod;
    this.#allNegative =
      sqlStandard &&
      fields[0]?.text.startsWith('-') === true &&
      !fields.slice(1).some(({ text }) => text.startsWith('-') || text.startsWith('+'));
  }

  decode(): Interval {
    let ago = false;
    for (const field of this.#fields.toReversed()) {
      if (field.kind === 'word' || field.kind === 'special') ago = this.#word(field.text) || ago;
      else this.#add(this.#value(field));
    }
    if (this.#found === 0) throw new DateTimeProblem('format');
    if (ago) this.#parts.negate();
    return this.#parts.toInterval();
  }

  #add(bits: number): void {
    if ((this.#found & bits) !== 0) throw new DateTimeProblem('format');
    this.#found |= bits;
  }

  /** True for AGO. */
  #word(text: string): boolean {
    const word = text.slice(0, 10);
    if (word === 'ago') {
      this.#unit = 'none';
      return true;
    }
    const unit = UNITS.get(word);
    if (unit === undefined) throw new DateTimeProblem('format');
    this.#unit = unit;
    return false;
  }

  #value({ kind, text }: Field): number {
    if (kind === 'time') return this.#clock(text, false);
    if (kind === 'zone' && text.includes(':')) {
      try {
        return this.#clock(text.slice(1), text.startsWith('-'));
      } catch (error) {
        if (!(error instanceof DateTimeProblem)) throw error;
      }
    }
    return this.#number(text);
  }

  #clock(text: string, negative: boolean): number {
    const clock = decodeClock(text, {
      maximumHour: Number.MAX_SAFE_INTEGER,
      minuteToSecond: isMinuteToSecond(this.#typmod),
    });
    const microseconds = clockInterval(clock);
    this.#parts.addMicroseconds(negative || this.#allNegative ? -microseconds : microseconds);
    this.#unit = 'day';
    return CLOCK_BITS;
  }

  #number(text: string): number {
    this.#unit ??= defaultUnit(this.#typmod);
    const match = /^([-+]?)(\d*)(?:-(-?\d*)|(\.\d*))?$/.exec(text);
    if (!match) throw new DateTimeProblem('format');
    const [, sign, digits = '', months, point] = match;
    let whole = BigInt(digits === '' ? '0' : digits);
    if (whole > (sign === '-' ? MAX_INT64 + 1n : MAX_INT64)) throw new DateTimeProblem('overflow');
    let fraction = 0;
    if (months !== undefined) {
      // SQL's years-months
      const extra = Number(months);
      if (Number.isNaN(extra)) throw new DateTimeProblem('format');
      if (extra < 0 || extra >= 12) throw new DateTimeProblem('overflow');
      whole = whole * 12n + BigInt(extra);
      this.#unit = 'month';
    } else if (point !== undefined) {
      fraction = Number(`0${point}`);
    }
    const negative = sign === '-' || this.#allNegative;
    const unit = this.#unit;
    if (unit === 'none') throw new DateTimeProblem('format');
    this.#parts.add(unit, negative ? -whole : whole, negative ? -fraction : fraction);
    if (unit === 'hour') this.#unit = 'day';
    return unit === 'second' && fraction !== 0 ? SECOND_BITS : UNIT_BIT[unit];
  }
}

/**
 * Interval text in PostgreSQL's, SQL's or ISO 8601's form (manual 8.5.4); the typmod's fields give numbers without unit
 * their meaning. Throws DateTimeProblem.
 */
export function decodeInterval(text: string, typmod: number, sqlStandard: boolean): Interval {
  try {
    return new IntervalDecoder(splitFields(text), typmod, sqlStandard).decode();
  } catch (error) {
    if (!(error instanceof DateTimeProblem)) throw error;
    if (error.kind === 'format') return decodeIsoInterval(text);
    throw new DateTimeProblem(error.kind === 'overflow' ? 'interval' : error.kind);
  }
}
