import { GatewayError } from '../../errors/gateway-error.ts';
import { SQLSTATE } from '../../errors/sqlstate.ts';
import { isDigit } from '../characters.ts';
import { unexpectedIrisValue } from '../input-error.ts';
import type { IrisValue } from '../iris-value.ts';
import { POSTGRES_EPOCH_JULIAN, julianDay } from './calendar.ts';
import { formatDate, formatClock } from './format-datetime.ts';

/** IRIS's own calendar ends there: 0001-01-01 and 9999-12-31, as days since 2000-01-01. */
const FIRST_DAY = julianDay(1, 1, 1) - POSTGRES_EPOCH_JULIAN;
const LAST_DAY = julianDay(9999, 12, 31) - POSTGRES_EPOCH_JULIAN;

const ISO = { output: 'iso', order: 'mdy' } as const;

/** 22008, for a value PostgreSQL can hold and IRIS cannot. */
export function outOfIrisRange(type: string, shown: string): GatewayError {
  return new GatewayError(SQLSTATE.datetimeFieldOverflow, `${type} out of range for IRIS: "${shown}"`);
}

/** Whether IRIS's DATE and TIMESTAMP can hold the day, counted from 2000-01-01. */
export function isIrisDay(days: number): boolean {
  return days >= FIRST_DAY && days <= LAST_DAY;
}

/** `YYYY-MM-DD` of a day that IRIS can hold. */
export function irisDate(days: number): string {
  return formatDate(days, ISO);
}

/** `YYYY-MM-DD HH:MM:SS[.f]` */
export function irisTimestamp(days: number, microseconds: number): string {
  return `${formatDate(days, ISO)} ${formatClock(microseconds)}`;
}

function digits(text: string, at: number, length: number): number {
  let value = 0;
  for (let index = at; index < at + length; index += 1) {
    const code = text.charCodeAt(index);
    if (!isDigit(code)) return Number.NaN;
    value = value * 10 + code - 0x30;
  }
  return value;
}

/** Days since 2000-01-01 of the `YYYY-MM-DD` at the start of IRIS's text. */
export function parseIrisDate(value: NonNullable<IrisValue>, type: string): number {
  if (typeof value !== 'string') throw unexpectedIrisValue(type, value);
  const days = julianDay(digits(value, 0, 4), digits(value, 5, 2), digits(value, 8, 2));
  if (Number.isNaN(days)) throw malformed(type, value);
  return days - POSTGRES_EPOCH_JULIAN;
}

/** Microseconds since midnight of IRIS's `HH:MM:SS[.f]`; digits past the sixth are rounded off. */
export function parseIrisTime(value: NonNullable<IrisValue>, type: string): number {
  if (typeof value !== 'string') throw unexpectedIrisValue(type, value);
  const seconds = (digits(value, 0, 2) * 60 + digits(value, 3, 2)) * 60 + digits(value, 6, 2);
  const fraction = value.length > 9 ? Math.round(Number(`0.${value.slice(9)}`) * 1000000) : 0;
  const microseconds = seconds * 1000000 + fraction;
  if (Number.isNaN(microseconds)) throw malformed(type, value);
  return microseconds;
}

/** Days and microseconds of the day of IRIS's timestamp text; a text without a time is midnight. */
export function parseIrisTimestamp(
  value: NonNullable<IrisValue>,
  type: string,
): { days: number; microseconds: number } {
  const days = parseIrisDate(value, type);
  const clock = typeof value === 'string' ? value.slice(11) : '';
  return { days, microseconds: clock === '' ? 0 : parseIrisTime(clock, type) };
}

function malformed(type: string, value: string): GatewayError {
  return new GatewayError(SQLSTATE.internalError, `IRIS returned "${value}" for a column of type ${type}`);
}
