import type { ValueSettings } from '../codec.ts';
import { formatFraction, twoDigits } from './format-datetime.ts';
import {
  MICROSECONDS_PER_HOUR,
  MICROSECONDS_PER_MINUTE,
  MICROSECONDS_PER_SECOND,
  type Interval,
} from './interval-value.ts';

/** An interval's fields; those of one part have its sign. */
interface Fields {
  readonly years: number;
  readonly months: number;
  readonly days: number;
  readonly hours: bigint;
  readonly minutes: number;
  readonly seconds: number;
  readonly microseconds: number;
}

function toFields({ months, days, microseconds }: Interval): Fields {
  return {
    years: Math.trunc(months / 12),
    months: months % 12,
    days,
    hours: microseconds / MICROSECONDS_PER_HOUR,
    minutes: Number((microseconds / MICROSECONDS_PER_MINUTE) % 60n),
    seconds: Number((microseconds / MICROSECONDS_PER_SECOND) % 60n),
    microseconds: Number(microseconds % MICROSECONDS_PER_SECOND),
  };
}

function magnitude(value: bigint): bigint {
  return value < 0n ? -value : value;
}

/** `ss[.f]` without sign. */
function secondsText({ seconds, microseconds }: Fields, padded: boolean): string {
  const whole = Math.abs(seconds);
  return (padded ? twoDigits(whole) : String(whole)) + formatFraction(Math.abs(microseconds));
}

/** `hh:mm:ss[.f]` without sign, hours padded to `width`. */
function clockText(fields: Fields, width: number): string {
  const hours = magnitude(fields.hours).toString().padStart(width, '0');
  return `${hours}:${twoDigits(Math.abs(fields.minutes))}:${secondsText(fields, true)}`;
}

function isTimeNegative({ hours, minutes, seconds, microseconds }: Fields): boolean {
  return hours < 0n || minutes < 0 || seconds < 0 || microseconds < 0;
}

function hasTime({ hours, minutes, seconds, microseconds }: Fields): boolean {
  return hours !== 0n || minutes !== 0 || seconds !== 0 || microseconds !== 0;
}

function formatPostgres(fields: Fields): string {
  const parts: string[] = [];
  // A negative part makes the next one show its plus sign.
  let afterNegative = false;
  for (const [value, unit] of [
    [fields.years, 'year'],
    [fields.months, 'mon'],
    [fields.days, 'day'],
  ] as const) {
    if (value === 0) continue;
    parts.push(`${afterNegative && value > 0 ? '+' : ''}${value} ${unit}${value === 1 ? '' : 's'}`);
    afterNegative = value < 0;
  }
  if (parts.length === 0 || hasTime(fields)) {
    const sign = isTimeNegative(fields) ? '-' : afterNegative ? '+' : '';
    parts.push(sign + clockText(fields, 2));
  }
  return parts.join(' ');
}

function formatVerbose(fields: Fields): string {
  let text = '@';
  let first = true;
  let ago = false;
  for (const [value, unit] of [
    [BigInt(fields.years), 'year'],
    [BigInt(fields.months), 'mon'],
    [BigInt(fields.days), 'day'],
    [fields.hours, 'hour'],
    [BigInt(fields.minutes), 'min'],
  ] as const) {
    if (value === 0n) continue;
    if (first) ago = value < 0n;
    const shown = ago ? -value : value;
    text += ` ${shown} ${unit}${shown === 1n ? '' : 's'}`;
    first = false;
  }
  const { seconds, microseconds } = fields;
  if (seconds !== 0 || microseconds !== 0) {
    const negative = seconds < 0 || (seconds === 0 && microseconds < 0);
    if (negative && first) ago = true;
    const sign = negative === ago ? '' : '-';
    text += ` ${sign}${secondsText(fields, false)} sec${Math.abs(seconds) !== 1 || microseconds !== 0 ? 's' : ''}`;
    first = false;
  }
  if (first) text += ' 0';
  return ago ? `${text} ago` : text;
}

function formatSqlStandard(fields: Fields): string {
  const { years, months, days } = fields;
  const timeNegative = isTimeNegative(fields);
  const hasYearMonth = years !== 0 || months !== 0;
  const hasDayTime = days !== 0 || hasTime(fields);
  const negative = years < 0 || months < 0 || days < 0 || timeNegative;
  const positive = years > 0 || months > 0 || days > 0 || (hasTime(fields) && !timeNegative);
  if (!negative && !positive) return '0';
  const yearMonth = `${Math.abs(years)}-${Math.abs(months)}`;
  const clock = clockText(fields, 1);
  if ((negative && positive) || (hasYearMonth && hasDayTime)) {
    // Not one of SQL's intervals: every part has its sign.
    const yearSign = years < 0 || months < 0 ? '-' : '+';
    return `${yearSign}${yearMonth} ${days < 0 ? '-' : '+'}${Math.abs(days)} ${timeNegative ? '-' : '+'}${clock}`;
  }
  const sign = negative ? '-' : '';
  if (hasYearMonth) return sign + yearMonth;
  return days === 0 ? sign + clock : `${sign}${Math.abs(days)} ${clock}`;
}

function formatIso(fields: Fields): string {
  const { years, months, days, hours, minutes, seconds, microseconds } = fields;
  const part = (value: number | bigint, unit: string): string =>
    Number(value) === 0 ? '' : `${value}${unit}`;
  const date = part(years, 'Y') + part(months, 'M') + part(days, 'D');
  if (!hasTime(fields)) return date === '' ? 'PT0S' : `P${date}`;
  let text = `P${date}T${part(hours, 'H')}${part(minutes, 'M')}`;
  if (seconds !== 0 || microseconds !== 0) {
    text += `${seconds < 0 || microseconds < 0 ? '-' : ''}${secondsText(fields, false)}S`;
  }
  return text;
}

/** interval's output function in the four styles of manual 8.5.5. */
export function formatInterval(value: Interval, style: ValueSettings['intervalStyle']): string {
  const fields = toFields(value);
  switch (style) {
    case 'postgres':
      return formatPostgres(fields);
    case 'postgres_verbose':
      return formatVerbose(fields);
    case 'sql_standard':
      return formatSqlStandard(fields);
    case 'iso_8601':
      return formatIso(fields);
  }
}
