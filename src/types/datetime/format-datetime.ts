import { POSTGRES_EPOCH_JULIAN, civilDate, dayOfWeek, type CivilDate } from './calendar.ts';
import type { DateStyle } from './date-style.ts';

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const WEEKDAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];

export function twoDigits(value: number): string {
  return value < 10 ? `0${value}` : String(value);
}

function yearDigits(year: number): string {
  return String(year > 0 ? year : 1 - year).padStart(4, '0');
}

/** `.25` of a number of microseconds below a second: no trailing zeros, nothing at all for zero. */
export function formatFraction(microseconds: number): string {
  if (microseconds === 0) return '';
  let digits = String(microseconds).padStart(6, '0');
  while (digits.endsWith('0')) digits = digits.slice(0, -1);
  return `.${digits}`;
}

/** `HH:MM:SS[.f]` of microseconds since midnight. */
export function formatClock(microseconds: number): string {
  const seconds = Math.floor(microseconds / 1000000);
  const hour = Math.floor(seconds / 3600);
  const minute = Math.floor(seconds / 60) % 60;
  return `${twoDigits(hour)}:${twoDigits(minute)}:${twoDigits(seconds % 60)}${formatFraction(microseconds % 1000000)}`;
}

/** The numeric date in a style, era left out (EncodeDateOnly). */
function formatCivil({ year, month, day }: CivilDate, { output, order }: DateStyle): string {
  const [m, d, y] = [twoDigits(month), twoDigits(day), yearDigits(year)];
  switch (output) {
    case 'iso':
      return `${y}-${m}-${d}`;
    case 'german':
      return `${d}.${m}.${y}`;
    case 'sql':
      return order === 'dmy' ? `${d}/${m}/${y}` : `${m}/${d}/${y}`;
    case 'postgres':
      return order === 'dmy' ? `${d}-${m}-${y}` : `${m}-${d}-${y}`;
  }
}

function era(year: number): string {
  return year > 0 ? '' : ' BC';
}

/** Days since 2000-01-01 as date's output function writes them. */
export function formatDate(days: number, style: DateStyle): string {
  const civil = civilDate(days + POSTGRES_EPOCH_JULIAN);
  return formatCivil(civil, style) + era(civil.year);
}

/** Zone part of a timestamp: the ISO offset, or the abbreviation the other styles show. */
interface ZoneText {
  readonly offset: string;
  readonly abbreviation: string;
}

/**
 * Days since 2000-01-01 and microseconds of the day, both local, as the timestamp types' output functions write them
 * (EncodeDateTime).
 */
export function formatTimestamp(
  days: number,
  microseconds: number,
  style: DateStyle,
  zone?: ZoneText,
): string {
  const civil = civilDate(days + POSTGRES_EPOCH_JULIAN);
  const clock = formatClock(microseconds);
  if (style.output === 'postgres') {
    const weekday = WEEKDAYS[dayOfWeek(days + POSTGRES_EPOCH_JULIAN)] ?? '';
    const month = MONTHS[civil.month - 1] ?? '';
    const day = twoDigits(civil.day);
    const date = style.order === 'dmy' ? `${day} ${month}` : `${month} ${day}`;
    const abbreviation = zone ? ` ${zone.abbreviation}` : '';
    return `${weekday} ${date} ${clock} ${yearDigits(civil.year)}${abbreviation}${era(civil.year)}`;
  }
  const suffix = zone ? (style.output === 'iso' ? zone.offset : ` ${zone.abbreviation}`) : '';
  return `${formatCivil(civil, style)} ${clock}${suffix}${era(civil.year)}`;
}
