import { fragment, raw, type Fragment } from '../iris/fragment.ts';
import type { Scope } from './scope.ts';
import { unsupported } from './unsupported.ts';

/** Names of UTC among time zones. */
const UTC_NAMES = new Set([
  'utc',
  'etc/utc',
  'gmt',
  'etc/gmt',
  'zulu',
  'etc/zulu',
  'universal',
  'etc/universal',
  'uct',
  'etc/uct',
  'z',
  'greenwich',
  'etc/greenwich',
  'gmt0',
  'etc/gmt0',
]);

/**
 * Minutes east of UTC of a zone that has the same offset at all times, undefined for all others. Takes names of UTC, bare
 * hours as SET TimeZone does (`2`, east is plus), and Etc/GMT names and POSIX forms (`UTC+2`, `<+02>-02`, east is minus).
 */
export function fixedOffset(zone: string): number | undefined {
  const name = zone.trim().toLowerCase();
  if (UTC_NAMES.has(name)) return 0;
  const hours = /^([+-]?)(\d{1,2})$/.exec(name);
  if (hours !== null) return minutes(hours[1] === '-' ? -1 : 1, hours[2]);
  const posix = /^(?:<[+-]?\w+>|etc\/gmt|gmt|utc)([+-]?)(\d{1,2})(?::?(\d{2}))?$/.exec(name);
  return posix === null ? undefined : minutes(posix[1] === '-' ? 1 : -1, posix[2], posix[3]);
}

function minutes(sign: number, hours = '0', rest = '0'): number {
  const total = sign * (Number(hours) * 60 + Number(rest));
  return total === 0 ? 0 : total;
}

function sessionOffset(scope: Scope): number {
  const { context } = scope.statement;
  const offset = fixedOffset(context.timeZone);
  if (offset !== undefined) return offset;
  // IRIS knows no time zones by name, and the offset of such a zone depends on each row's value.
  throw unsupported(`local time in time zone "${context.timeZone}"`, context);
}

/** How a timestamptz ends in the session's zone: `+00`, `-03:30`. */
export function zoneSuffix(scope: Scope): string {
  const offset = sessionOffset(scope);
  const hours = String(Math.trunc(Math.abs(offset) / 60)).padStart(2, '0');
  const rest = Math.abs(offset) % 60;
  return `${offset < 0 ? '-' : '+'}${hours}${rest === 0 ? '' : `:${String(rest).padStart(2, '0')}`}`;
}

/** A timestamp moved by minutes. */
export function shifted(timestamp: Fragment, by: number): Fragment {
  return by === 0
    ? timestamp
    : fragment`DATEADD('minute', ${raw(by < 0 ? `(${by})` : String(by))}, ${timestamp})`;
}

/** A timestamptz (UTC in IRIS) as the session's local timestamp. 0A000 where the session's zone has summer time. */
export function local(timestamp: Fragment, scope: Scope): Fragment {
  return shifted(timestamp, sessionOffset(scope));
}

/** A local timestamp of the session as timestamptz. */
export function utc(timestamp: Fragment, scope: Scope): Fragment {
  return shifted(timestamp, -sessionOffset(scope));
}
