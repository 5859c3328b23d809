import { GatewayError } from '../../errors/gateway-error.ts';
import { SQLSTATE } from '../../errors/sqlstate.ts';
import { isDigit } from '../characters.ts';
import type { ValueSettings } from '../codec.ts';
import { abbreviationOffset } from './abbreviations.ts';
import {
  MICROSECONDS_PER_DAY,
  SECONDS_PER_DAY,
  UNIX_EPOCH_JULIAN,
  civilDate,
  julianDay,
} from './calendar.ts';
import { decodeClock } from './clock.ts';
import { parseDateStyle } from './date-style.ts';
import { DATE_PARTS, DateState, PART, TIME_PARTS } from './date-state.ts';
import type { Field } from './fields.ts';
import { findZone, sessionZone } from './find-zone.ts';
import { KEYWORDS, type SpecialValue, type Unit } from './keywords.ts';
import { decodeOffset } from './offset.ts';
import { DateTimeProblem } from './problem.ts';
import { leadingInteger, roundToEven } from './text-number.ts';
import { localOffset, type Zone } from './zone.ts';

/** Special values that stand for no calendar date of their own. */
export type Unbounded = 'epoch' | 'infinity' | '-infinity';

/**
 * Reads the fields of one date/time text one after the other. What differs between timestamps and times of day is left
 * to the two subclasses in decode-timestamp.ts and decode-time.ts.
 */
export abstract class FieldDecoder {
  readonly state: DateState;
  readonly fields: readonly Field[];
  readonly session: Zone;
  readonly now: bigint;
  /** A unit that labels the number or time after it. */
  protected prefix: Unit | undefined;
  protected special: Unbounded | undefined;
  /** Seconds east of Greenwich, once known. */
  protected offset = 0;
  protected namedZone: Zone | undefined;

  constructor(fields: readonly Field[], settings: ValueSettings) {
    this.fields = fields;
    this.state = new DateState(parseDateStyle(settings.dateStyle).order);
    this.session = sessionZone(settings.timeZone);
    this.now = settings.now;
  }

  protected abstract dateField(text: string, index: number): number;
  protected abstract timeField(text: string): number;
  protected abstract plainNumber(text: string, index: number): number;
  protected abstract specialValue(value: SpecialValue): number;
  /** Whether the ISO `T` may stand here. */
  protected abstract allowsIsoTime(): boolean;
  /** Parts taken as found when run-together digits are read. */
  protected abstract assumed(): number;

  /** Reads all fields. */
  protected readAll(): void {
    for (const [index, field] of this.fields.entries()) {
      const parts = this.#field(field, index);
      if (parts !== undefined) this.state.add(parts);
    }
    this.state.validateDate();
    this.state.settleHour();
  }

  #field({ kind, text }: Field, index: number): number | undefined {
    switch (kind) {
      case 'date':
        return this.prefix === 'julian' ? this.#julianWithZone(text) : this.dateField(text, index);
      case 'time':
        if (this.prefix !== undefined && this.prefix !== 'isoTime') throw new DateTimeProblem('format');
        this.prefix = undefined;
        return this.timeField(text);
      case 'zone':
        this.offset = decodeOffset(text);
        return PART.zone;
      case 'number':
        return this.prefix === undefined ? this.plainNumber(text, index) : this.#labelled(text);
      case 'word':
      case 'special':
        return this.#word(text, index);
    }
  }

  protected clock(text: string): number {
    return this.state.setClock(decodeClock(text));
  }

  /** `040506-08`: a run-together time and an offset; or the name of a zone with punctuation in it. */
  protected timeWithZone(text: string): number {
    if (!isDigit(text.charCodeAt(0)) && this.prefix === undefined) return this.zoneName(text);
    if (this.prefix !== undefined && this.prefix !== 'isoTime') throw new DateTimeProblem('format');
    this.prefix = undefined;
    const dash = text.indexOf('-');
    if (this.state.has(TIME_PARTS) || dash < 0) throw new DateTimeProblem('format');
    this.offset = decodeOffset(text.slice(dash));
    return this.state.runTogether(text.slice(0, dash), this.assumed()) | PART.zone;
  }

  protected zoneName(text: string): number {
    this.namedZone = findZone(text);
    if (this.namedZone === undefined) {
      throw new GatewayError(SQLSTATE.invalidParameterValue, `time zone "${text}" not recognized`);
    }
    return PART.zone;
  }

  #julianWithZone(text: string): number {
    const { value, end } = leadingInteger(text);
    const parts = this.state.setJulianDay(value);
    this.offset = decodeOffset(text.slice(end));
    this.prefix = undefined;
    return parts | TIME_PARTS | PART.zone;
  }

  /** A number whose unit the word before it gave. */
  #labelled(text: string): number {
    const unit = this.prefix;
    this.prefix = undefined;
    if (unit === 'isoTime') {
      const parts = this.state.runTogether(text, this.state.found | DATE_PARTS);
      if (parts !== TIME_PARTS) throw new DateTimeProblem('format');
      return parts;
    }
    const { value, end } = leadingInteger(text);
    const fraction = text.slice(end);
    if (fraction !== '' && unit !== 'julian' && unit !== 'second') throw new DateTimeProblem('format');
    const { state } = this;
    switch (unit) {
      case 'year':
        state.year = value;
        return PART.year;
      case 'month':
        if (state.has(PART.month | PART.hour)) {
          state.minute = value;
          return PART.minute;
        }
        state.month = value;
        return PART.month;
      case 'day':
        state.day = value;
        return PART.day;
      case 'hour':
        state.hour = value;
        return PART.hour;
      case 'minute':
        state.minute = value;
        return PART.minute;
      case 'second':
        state.second = value;
        if (fraction === '') return PART.second;
        state.microsecond = roundToEven(Number(fraction) * 1000000);
        return PART.second | PART.fraction;
      case 'julian':
        return state.setJulianDay(value) | (fraction === '' ? 0 : this.#dayFraction(fraction));
      default:
        throw new DateTimeProblem('format');
    }
  }

  #dayFraction(text: string): number {
    const fraction = Number(text);
    if (Number.isNaN(fraction)) throw new DateTimeProblem('format');
    const microseconds = Math.trunc(fraction * MICROSECONDS_PER_DAY);
    const seconds = Math.trunc(microseconds / 1000000);
    return this.state.setClock({
      hour: Math.trunc(seconds / 3600),
      minute: Math.trunc(seconds / 60) % 60,
      second: seconds % 60,
      microsecond: microseconds % 1000000,
    });
  }

  #word(text: string, index: number): number | undefined {
    const { state } = this;
    const abbreviation = abbreviationOffset(text);
    if (abbreviation !== undefined) {
      this.offset = abbreviation;
      return PART.zone;
    }
    const keyword = KEYWORDS.get(text.slice(0, 10));
    switch (keyword?.kind) {
      case 'ignored':
        return undefined;
      case 'special':
        return this.specialValue(keyword.value);
      case 'month':
        return state.setMonth(keyword.month);
      case 'weekday':
        return PART.weekday;
      case 'era':
        state.bc = keyword.bc;
        return PART.era;
      case 'meridian':
        state.pm = keyword.pm;
        return PART.meridian;
      case 'daylight':
        this.offset += 3600;
        return PART.daylight;
      case 'unit':
        if (keyword.unit === 'isoTime') this.#checkIsoTime(index);
        this.prefix = keyword.unit;
        return 0;
      case undefined: {
        this.namedZone = findZone(text);
        if (this.namedZone === undefined) throw new DateTimeProblem('format');
        return PART.zone;
      }
    }
  }

  #checkIsoTime(index: number): void {
    const next = this.fields[index + 1]?.kind;
    const sensible = next === 'number' || next === 'time' || next === 'date';
    if (!sensible || !this.allowsIsoTime()) throw new DateTimeProblem('format');
  }

  /** The transaction's start in the session's zone. */
  protected setNow(withDate: boolean): void {
    const seconds = Number(floorDivide(this.now, 1000000n));
    const offset = this.session.offsetAt(seconds);
    const local = seconds + offset;
    const day = Math.floor(local / SECONDS_PER_DAY);
    const second = local - day * SECONDS_PER_DAY;
    this.state.setClock({
      hour: Math.trunc(second / 3600),
      minute: Math.trunc(second / 60) % 60,
      second: second % 60,
      microsecond: Number(this.now - BigInt(seconds) * 1000000n),
    });
    this.offset = offset;
    if (withDate) this.#setDay(day);
  }

  /** The session's date, `days` later. */
  protected setToday(days: number): void {
    this.#setDay(this.localDay() + days);
  }

  /** Days since 1970-01-01 in the session's zone. */
  protected localDay(): number {
    const seconds = Number(floorDivide(this.now, 1000000n));
    return Math.floor((seconds + this.session.offsetAt(seconds)) / SECONDS_PER_DAY);
  }

  #setDay(day: number): void {
    const { year, month, day: dayOfMonth } = civilDate(day + UNIX_EPOCH_JULIAN);
    this.state.year = year;
    this.state.month = month;
    this.state.day = dayOfMonth;
  }

  /** Offset of `zone` at the local time that was read; `day` since 1970-01-01 stands in for a date that was not. */
  protected offsetIn(zone: Zone, day?: number): number {
    const { year, month, day: dayOfMonth, hour, minute, second } = this.state;
    const date = day ?? julianDay(year, month, dayOfMonth) - UNIX_EPOCH_JULIAN;
    return localOffset(zone, date * SECONDS_PER_DAY + (hour * 60 + minute) * 60 + second);
  }
}

function floorDivide(dividend: bigint, divisor: bigint): bigint {
  const quotient = dividend / divisor;
  return dividend < 0n && quotient * divisor !== dividend ? quotient - 1n : quotient;
}
