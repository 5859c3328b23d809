import { ByteReader } from './byte-reader.ts';
import type { Codec } from './codec.ts';
import { POSTGRES_EPOCH_JULIAN, UNIX_EPOCH_JULIAN, isValidJulian, julianDay } from './datetime/calendar.ts';
import { parseDateStyle } from './datetime/date-style.ts';
import { decodeTimestamp } from './datetime/decode-timestamp.ts';
import { formatDate } from './datetime/format-datetime.ts';
import { irisDate, isIrisDay, outOfIrisRange, parseIrisDate } from './datetime/iris-datetime.ts';
import { decoding, rangeError } from './datetime/problem.ts';
import { ARRAY_OID, OID } from './oids.ts';
import { DEFAULT_VALUE_SETTINGS } from './value-settings.ts';
import type { ValueSettings } from './codec.ts';

/** DATEVAL_NOBEGIN, DATEVAL_NOEND: the infinities' binary form. */
const BINARY_MINUS_INFINITY = -2147483648;
const BINARY_INFINITY = 2147483647;
/** DATETIME_MIN_JULIAN and DATE_END_JULIAN as days since 2000-01-01. */
const FIRST_DAY = -POSTGRES_EPOCH_JULIAN;
const END_DAY = 2147483494 - POSTGRES_EPOCH_JULIAN;

function parseDate(text: string, settings: ValueSettings): number {
  const decoded = decoding('date', text, () => decodeTimestamp(text, settings));
  switch (decoded.kind) {
    case 'epoch':
      return UNIX_EPOCH_JULIAN - POSTGRES_EPOCH_JULIAN;
    case 'infinity':
      return Number.POSITIVE_INFINITY;
    case '-infinity':
      return Number.NEGATIVE_INFINITY;
    case 'civil': {
      const { year, month, day } = decoded.civil;
      if (!isValidJulian(year, month)) throw rangeError('date', text);
      const days = julianDay(year, month, day) - POSTGRES_EPOCH_JULIAN;
      if (days < FIRST_DAY || days >= END_DAY) throw rangeError('date', text);
      return days;
    }
  }
}

function formatDays(value: number, settings: ValueSettings): string {
  if (value === Number.POSITIVE_INFINITY) return 'infinity';
  if (value === Number.NEGATIVE_INFINITY) return '-infinity';
  return formatDate(value, parseDateStyle(settings.dateStyle));
}

/** date as days since 2000-01-01, with both infinities; DATE in IRIS, for years 0001 to 9999. */
export const date: Codec<number> = {
  name: 'date',
  oid: OID.date,
  arrayOid: ARRAY_OID.date,
  size: 4,
  parse: (text, { settings }) => parseDate(text, settings),
  format: (value, { settings }) => formatDays(value, settings),
  receive(bytes) {
    const reader = new ByteReader(bytes);
    const value = reader.int32();
    reader.end();
    if (value === BINARY_INFINITY) return Number.POSITIVE_INFINITY;
    if (value === BINARY_MINUS_INFINITY) return Number.NEGATIVE_INFINITY;
    if (value < FIRST_DAY || value >= END_DAY) throw rangeError('date');
    return value;
  },
  send(value) {
    const bytes = Buffer.allocUnsafe(4);
    bytes.writeInt32BE(Math.max(BINARY_MINUS_INFINITY, Math.min(value, BINARY_INFINITY)));
    return bytes;
  },
  toIris(value) {
    if (!isIrisDay(value)) throw outOfIrisRange('date', formatDays(value, DEFAULT_VALUE_SETTINGS));
    return irisDate(value);
  },
  fromIris: (value) => parseIrisDate(value, 'date'),
};
