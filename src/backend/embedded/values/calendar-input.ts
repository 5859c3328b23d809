import { IrisError } from '../../iris-session.ts';
import { EPOCH_DAY, MAX_DAY, MIN_DAY, daysFromCivil, daysInMonth, joinTimestamp } from './calendar.ts';

const DATE = /^(\d{1,4})-(\d{1,2})-(\d{1,2})$/;
const TIME = /^(\d{1,2}):(\d{1,2})(?::(\d{1,2})(?:\.(\d*))?)?$/;
const TIMESTAMP = /^(\d{1,4}-\d{1,2}-\d{1,2})(?:[ T](\d{1,2}:\d{1,2}(?::\d{1,2}(?:\.\d*)?)?))?$/;

/** IRIS day number of `YYYY-MM-DD`; a timestamp's date part too. Null when the text is no date. */
function readDate(text: string): number | null {
  const trimmed = text.trim();
  const match = DATE.exec(TIMESTAMP.exec(trimmed)?.[1] ?? trimmed);
  if (!match) return null;
  const year = Number(match[1]);
  const month = Number(match[2]);
  const day = Number(match[3]);
  if (year < 1 || month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) return null;
  return daysFromCivil(year, month, day) + EPOCH_DAY;
}

/** Microseconds of the day of `HH:MM[:SS[.f]]`; digits behind the sixth are cut off. Null when it is no time. */
function readTime(text: string): number | null {
  const trimmed = text.trim();
  const match = TIME.exec(TIMESTAMP.exec(trimmed)?.[2] ?? trimmed);
  if (!match) return null;
  const hour = Number(match[1]);
  const minute = Number(match[2]);
  const second = Number(match[3] ?? 0);
  if (hour > 23 || minute > 59 || second > 59) return null;
  const fraction = Number((match[4] ?? '').slice(0, 6).padEnd(6, '0'));
  return ((hour * 60 + minute) * 60 + second) * 1_000_000 + fraction;
}

/** Microseconds since 1970 of `YYYY-MM-DD [HH:MM:SS[.f]]`. Null when it is no timestamp. */
export function readTimestamp(text: string): bigint | null {
  const match = TIMESTAMP.exec(text.trim());
  if (!match) return null;
  const day = readDate(match[1] ?? '');
  const time = match[2] === undefined ? 0 : readTime(match[2]);
  return day === null || time === null ? null : joinTimestamp(day, time);
}

/** @throws IrisError -146 */
export function dateOf(text: string): number {
  const day = readDate(text);
  if (day === null)
    throw new IrisError(-146, `Unable to convert date input to a valid logical date value: '${text}'`);
  return day;
}

/** @throws IrisError -147 */
export function timeOf(text: string): number {
  const time = readTime(text);
  if (time === null)
    throw new IrisError(-147, `Unable to convert time input to a valid logical time value: '${text}'`);
  return time;
}

/** @throws IrisError -146 (the date) or -147 (the time) */
export function timestampOf(text: string): bigint {
  const micros = readTimestamp(text);
  if (micros !== null) return micros;
  if (readDate(text) === null) dateOf(text);
  throw new IrisError(-147, `Unable to convert time input to a valid logical time value: '${text}'`);
}

/** @throws IrisError -146 for days outside 0001-01-01 .. 9999-12-31 */
export function checkDay(day: number): number {
  if (day < MIN_DAY || day > MAX_DAY) throw new IrisError(-146, `date out of range: ${day}`);
  return day;
}
