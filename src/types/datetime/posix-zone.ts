import {
  SECONDS_PER_DAY,
  UNIX_EPOCH_JULIAN,
  civilDate,
  dayOfWeek,
  daysInMonth,
  isLeapYear,
  julianDay,
} from './calendar.ts';
import { fixedZone, type Zone } from './zone.ts';

/** When daylight-saving time begins or ends in a year (manual B.5). */
type Rule =
  | {
      readonly kind: 'month';
      readonly month: number;
      readonly week: number;
      readonly day: number;
      readonly time: number;
    }
  /** Day 1 to 365; February 29th is never counted. */
  | { readonly kind: 'julian'; readonly day: number; readonly time: number }
  /** Day 0 to 365. */
  | { readonly kind: 'dayOfYear'; readonly day: number; readonly time: number };

/** TZDEFRULESTRING: the rule of zones that name a daylight-saving time but no dates. */
const DEFAULT_RULES = ',M3.2.0,M11.1.0';
const MAX_HOURS = 24 * 7 - 1;

const NAME = /^(?:<([^>]*)>|([^-+,<>0-9]+))/;
const OFFSET = /^([-+]?)(\d{1,3})(?::(\d{1,2})(?::(\d{1,2}))?)?/;
const RULE =
  /^(?:M(\d{1,2})\.(\d)\.(\d)|J(\d{1,3})|(\d{1,3}))(?:\/([-+]?\d{1,3}(?::\d{1,2}(?::\d{1,2})?)?))?/;

/** Reads a specification from left to right; every method gives undefined where the text does not fit. */
class SpecReader {
  rest: string;

  constructor(text: string) {
    this.rest = text;
  }

  match(pattern: RegExp): RegExpExecArray | undefined {
    const match = pattern.exec(this.rest);
    if (!match) return undefined;
    this.rest = this.rest.slice(match[0].length);
    return match;
  }

  name(): string | undefined {
    const match = this.match(NAME);
    return match && (match[1] ?? match[2]);
  }

  seconds(): number | undefined {
    const match = this.match(OFFSET);
    if (!match) return undefined;
    const [, sign, hours = '0', minutes = '0', seconds = '0'] = match;
    if (Number(hours) > MAX_HOURS || Number(minutes) > 59 || Number(seconds) > 59) return undefined;
    const magnitude = Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds);
    return sign === '-' ? -magnitude : magnitude;
  }

  rule(): Rule | undefined {
    if (!this.rest.startsWith(',')) return undefined;
    this.rest = this.rest.slice(1);
    const match = this.match(RULE);
    if (!match) return undefined;
    const [, month, week, weekday, julian, day, clock] = match;
    const time = clock === undefined ? 7200 : new SpecReader(clock).seconds();
    if (time === undefined) return undefined;
    if (month !== undefined) {
      const fits = Number(month) >= 1 && Number(month) <= 12 && Number(week) >= 1 && Number(week) <= 5;
      if (!fits || Number(weekday) > 6) return undefined;
      return { kind: 'month', month: Number(month), week: Number(week), day: Number(weekday), time };
    }
    if (julian !== undefined) return { kind: 'julian', day: Number(julian), time };
    return { kind: 'dayOfYear', day: Number(day), time };
  }
}

/** Seconds since 1970 of the rule's local time in a year, offset left out. */
function ruleTime(rule: Rule, year: number): number {
  const newYear = julianDay(year, 1, 1);
  let day: number;
  if (rule.kind === 'dayOfYear') day = newYear + rule.day;
  else if (rule.kind === 'julian')
    day = newYear + rule.day - 1 + (isLeapYear(year) && rule.day >= 60 ? 1 : 0);
  else {
    const first = julianDay(year, rule.month, 1);
    let offset = (rule.day - dayOfWeek(first) + 7) % 7;
    for (let week = 1; week < rule.week && offset + 7 < daysInMonth(year, rule.month); week += 1) offset += 7;
    day = first + offset;
  }
  return (day - UNIX_EPOCH_JULIAN) * SECONDS_PER_DAY + rule.time;
}

interface Daylight {
  readonly abbreviation: string;
  readonly offset: number;
  readonly start: Rule;
  readonly end: Rule;
}

/** A zone that changes by its own rules every year. */
class PosixZone implements Zone {
  readonly name: string;
  readonly #abbreviation: string;
  readonly #offset: number;
  readonly #daylight: Daylight;

  constructor(name: string, abbreviation: string, offset: number, daylight: Daylight) {
    this.name = name;
    this.#abbreviation = abbreviation;
    this.#offset = offset;
    this.#daylight = daylight;
  }

  offsetAt(utc: number): number {
    return this.#isDaylight(utc) ? this.#daylight.offset : this.#offset;
  }

  abbreviationAt(utc: number): string {
    return this.#isDaylight(utc) ? this.#daylight.abbreviation : this.#abbreviation;
  }

  #isDaylight(utc: number): boolean {
    const day = Math.floor((utc + this.#offset) / SECONDS_PER_DAY) + UNIX_EPOCH_JULIAN;
    const { year } = civilDate(day);
    const start = ruleTime(this.#daylight.start, year) - this.#offset;
    const end = ruleTime(this.#daylight.end, year) - this.#daylight.offset;
    return start < end ? utc >= start && utc < end : utc >= start || utc < end;
  }
}

/**
 * A zone in POSIX notation, e.g. `UTC+3`, `<+03>-03`, `EST5EDT,M3.2.0,M11.1.0`: positive is west (manual B.5). undefined
 * when the text is none.
 */
export function parsePosixZone(text: string): Zone | undefined {
  const reader = new SpecReader(text);
  const standard = reader.name() ?? '';
  const west = reader.seconds();
  if (west === undefined) return undefined;
  const offset = -west;
  if (reader.rest === '') return fixedZone(text, offset, standard);
  const abbreviation = reader.name();
  if (abbreviation === undefined) return undefined;
  let daylightOffset = offset + 3600;
  if (reader.rest !== '' && !reader.rest.startsWith(',')) {
    const daylightWest = reader.seconds();
    if (daylightWest === undefined) return undefined;
    daylightOffset = -daylightWest;
  }
  if (reader.rest === '') reader.rest = DEFAULT_RULES;
  const start = reader.rule();
  const end = reader.rule();
  if (start === undefined || end === undefined || reader.rest !== '') return undefined;
  return new PosixZone(text, standard, offset, { abbreviation, offset: daylightOffset, start, end });
}
