/** Days from IRIS's day 0, 1840-12-31, to 1970-01-01 (iris-sql.md 3.1, DATE). */
export const EPOCH_DAY = 47117;
export const MICROS_PER_DAY = 86_400_000_000n;
const MICROS_PER_DAY_NUMBER = 86_400_000_000;

/** %Date's default MINVAL is 0 = 1840-12-31, its largest value 9999-12-31. */
export const MAX_DAY = 2_980_013;
/** 0001-01-01, the earliest day that MINVAL can allow. */
export const MIN_DAY = -672_045;

export interface Civil {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

/** Days since 1970-01-01 of the proleptic Gregorian calendar (H. Hinnant's algorithm). */
export function daysFromCivil(year: number, month: number, day: number): number {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}

export function civilFromDays(days: number): Civil {
  const z = days + 719_468;
  const era = Math.floor(z / 146_097);
  const dayOfEra = z - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shifted = Math.floor((5 * dayOfYear + 2) / 153);
  const month = shifted < 10 ? shifted + 3 : shifted - 9;
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    day: dayOfYear - Math.floor((153 * shifted + 2) / 5) + 1,
  };
}

export function daysInMonth(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/** IRIS day number to `YYYY-MM-DD`. */
export function formatDate(day: number): string {
  const { year, month, day: d } = civilFromDays(day - EPOCH_DAY);
  return `${pad(year, 4)}-${pad(month, 2)}-${pad(d, 2)}`;
}

/** Microseconds of the day to `HH:MM:SS[.f]` without trailing zeros. */
export function formatTime(micros: number): string {
  const seconds = Math.floor(micros / 1_000_000);
  const text = `${pad(Math.floor(seconds / 3600), 2)}:${pad(Math.floor(seconds / 60) % 60, 2)}:${pad(seconds % 60, 2)}`;
  return text + fractionText(micros % 1_000_000);
}

/** Microseconds since 1970-01-01 00:00 to `YYYY-MM-DD HH:MM:SS[.f]`. */
export function formatTimestamp(micros: bigint): string {
  const { day, time } = splitTimestamp(micros);
  return `${formatDate(day)} ${formatTime(time)}`;
}

/** IRIS day number and microseconds of the day. */
export function splitTimestamp(micros: bigint): { day: number; time: number } {
  const asNumber = Number(micros);
  if (Number.isSafeInteger(asNumber)) {
    const day = Math.floor(asNumber / MICROS_PER_DAY_NUMBER);
    return { day: day + EPOCH_DAY, time: asNumber - day * MICROS_PER_DAY_NUMBER };
  }
  let days = micros / MICROS_PER_DAY;
  let rest = micros % MICROS_PER_DAY;
  if (rest < 0n) {
    days -= 1n;
    rest += MICROS_PER_DAY;
  }
  return { day: Number(days) + EPOCH_DAY, time: Number(rest) };
}

/** Microseconds since 1970 of an IRIS day and microseconds of the day. */
export function joinTimestamp(day: number, time: number): bigint {
  return BigInt(day - EPOCH_DAY) * MICROS_PER_DAY + BigInt(time);
}

function fractionText(micros: number): string {
  if (micros === 0) return '';
  let digits = pad(micros, 6);
  while (digits.endsWith('0')) digits = digits.slice(0, -1);
  return `.${digits}`;
}

function pad(value: number, width: number): string {
  return String(value).padStart(width, '0');
}
