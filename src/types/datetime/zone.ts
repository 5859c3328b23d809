/** A time zone: offsets in seconds east of Greenwich, times in seconds since 1970-01-01. */
export interface Zone {
  /** Its name in SHOW TimeZone. */
  readonly name: string;
  /** Offset at a UTC time. */
  offsetAt(utc: number): number;
  /** Abbreviation in use at a UTC time, e.g. CET; `+03` where the zone has none. */
  abbreviationAt(utc: number): string;
}

/** A zone of one offset. */
export function fixedZone(name: string, offset: number, abbreviation: string): Zone {
  return { name, offsetAt: () => offset, abbreviationAt: () => abbreviation };
}

const DAY = 86400;

/**
 * Offset that applies to a local time, given as if it were UTC. Of a time that occurs twice the second one is meant; one
 * that is skipped is read with the offset before the gap (DetermineTimeZoneOffset).
 */
export function localOffset(zone: Zone, local: number): number {
  const before = zone.offsetAt(local - DAY);
  const after = zone.offsetAt(local + DAY);
  if (before === after) return before;
  return zone.offsetAt(local - after) === after ? after : before;
}

/** `+05:30`: hours, with minutes and seconds where they are not zero (EncodeTimezone). */
export function formatOffset(offset: number): string {
  const magnitude = Math.abs(offset);
  const two = (value: number): string => String(value).padStart(2, '0');
  const seconds = magnitude % 60;
  const minutes = Math.trunc(magnitude / 60) % 60;
  let text = (offset < 0 ? '-' : '+') + two(Math.trunc(magnitude / 3600));
  if (minutes !== 0 || seconds !== 0) text += `:${two(minutes)}`;
  if (seconds !== 0) text += `:${two(seconds)}`;
  return text;
}
