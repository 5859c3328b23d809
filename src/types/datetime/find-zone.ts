import { findIntlZone } from './intl-zone.ts';
import { parsePosixZone } from './posix-zone.ts';
import { fixedZone, formatOffset, type Zone } from './zone.ts';

/** Zones found so far. Clients name them, so that their number is bounded. */
const found = new Map<string, Zone>();
const MAX_ZONES = 600;

const UTC_NAMES = new Set(['utc', 'gmt', 'etc/utc', 'etc/gmt', 'zulu', 'universal', 'uct']);

/** `SET TimeZone = 5.5`: hours east, kept by PostgreSQL as `<+05:30>-05:30`. */
function hoursZone(text: string): Zone | undefined {
  if (!/^\s*[-+]?(?:\d+\.?\d*|\.\d+)\s*$/.test(text)) return undefined;
  const offset = Math.round(Number(text) * 3600);
  if (Math.abs(offset) > 167 * 3600) return undefined;
  const east = formatOffset(offset);
  return fixedZone(`<${east}>${offset < 0 ? '+' : '-'}${east.slice(1)}`, offset, east);
}

function lookUp(name: string): Zone | undefined {
  if (UTC_NAMES.has(name.toLowerCase())) {
    const upper = name.toUpperCase();
    return fixedZone(
      upper === 'UTC' || upper === 'GMT' ? upper : name,
      0,
      upper.endsWith('GMT') ? 'GMT' : 'UTC',
    );
  }
  return hoursZone(name) ?? findIntlZone(name) ?? parsePosixZone(name);
}

/**
 * The zone that a TimeZone setting or a date/time input names: an IANA name in any case, a POSIX specification, or a
 * number of hours. undefined when there is none.
 */
export function findZone(name: string): Zone | undefined {
  const known = found.get(name);
  if (known !== undefined) return known;
  const zone = lookUp(name);
  if (zone !== undefined) {
    if (found.size >= MAX_ZONES) found.clear();
    found.set(name, zone);
  }
  return zone;
}

const UTC = fixedZone('UTC', 0, 'UTC');

/** The session's zone. The setting was checked when it was made; anything unknown is UTC, as in PostgreSQL. */
export function sessionZone(timeZone: string): Zone {
  return findZone(timeZone) ?? UTC;
}
