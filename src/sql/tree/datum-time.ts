const MICROSECONDS_PER_DAY = 86_400_000_000n;

/** 2000-01-01, PostgreSQL's epoch, in days since 1970-01-01. */
const EPOCH_DAYS = 10_957;

const DATE_INFINITY = 0x7fffffff;
const DATE_MINUS_INFINITY = -0x80000000;
const TIMESTAMP_INFINITY = 0x7fffffffffffffffn;
const TIMESTAMP_MINUS_INFINITY = -0x8000000000000000n;

function dayText(days: number): string {
  const date = new Date((days + EPOCH_DAYS) * 86_400_000);
  const year = date.getUTCFullYear();
  const month = String(date.getUTCMonth() + 1).padStart(2, '0');
  const day = String(date.getUTCDate()).padStart(2, '0');
  const shown = String(year > 0 ? year : 1 - year).padStart(4, '0');
  return `${shown}-${month}-${day}${year > 0 ? '' : ' BC'}`;
}

/** date: days since 2000-01-01 as `YYYY-MM-DD`. */
export function readDate(days: number): string {
  if (days === DATE_INFINITY) return 'infinity';
  return days === DATE_MINUS_INFINITY ? '-infinity' : dayText(days);
}

/** time: microseconds of the day as `HH:MM:SS[.f]`. */
export function readTime(microseconds: bigint): string {
  const seconds = microseconds / 1_000_000n;
  const parts = [seconds / 3600n, (seconds / 60n) % 60n, seconds % 60n];
  const clock = parts.map((part) => String(part).padStart(2, '0')).join(':');
  const fraction = String(microseconds % 1_000_000n)
    .padStart(6, '0')
    .replace(/0+$/, '');
  return fraction === '' ? clock : `${clock}.${fraction}`;
}

/** timestamp: microseconds since 2000-01-01 as `YYYY-MM-DD HH:MM:SS[.f]`. */
export function readTimestamp(microseconds: bigint): string {
  if (microseconds === TIMESTAMP_INFINITY) return 'infinity';
  if (microseconds === TIMESTAMP_MINUS_INFINITY) return '-infinity';
  const time = ((microseconds % MICROSECONDS_PER_DAY) + MICROSECONDS_PER_DAY) % MICROSECONDS_PER_DAY;
  const day = dayText(Number((microseconds - time) / MICROSECONDS_PER_DAY));
  const bc = day.endsWith(' BC');
  return `${bc ? day.slice(0, -3) : day} ${readTime(time)}${bc ? ' BC' : ''}`;
}

/** Parts of an interval (timestamp.h, Interval). */
export interface IntervalParts {
  readonly months: number;
  readonly days: number;
  readonly microseconds: bigint;
}

/** interval datum: int64 microseconds, int32 days, int32 months. */
export function intervalParts(bytes: Uint8Array): IntervalParts {
  const datum = Buffer.from(bytes);
  return { months: datum.readInt32LE(12), days: datum.readInt32LE(8), microseconds: datum.readBigInt64LE(0) };
}

/** interval as `n mons n days HH:MM:SS[.f]` with explicit signs, which every IntervalStyle's input takes. */
export function readInterval(bytes: Uint8Array): string {
  const { months, days, microseconds } = intervalParts(bytes);
  const magnitude = microseconds < 0n ? -microseconds : microseconds;
  return `${months} mons ${days} days ${microseconds < 0n ? '-' : '+'}${readTime(magnitude)}`;
}
