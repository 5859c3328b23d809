import type { Codec, ValueSettings } from './codec.ts';
import { POSTGRES_EPOCH_SECONDS, SECONDS_PER_DAY } from './datetime/calendar.ts';
import { parseDateStyle } from './datetime/date-style.ts';
import { sessionZone } from './datetime/find-zone.ts';
import { formatTimestamp } from './datetime/format-datetime.ts';
import { parseIrisTimestamp } from './datetime/iris-datetime.ts';
import {
  TIMESTAMP_INFINITY,
  TIMESTAMP_MINUS_INFINITY,
  joinTimestamp,
  roundTimestamp,
  splitTimestamp,
  type Timestamp,
} from './datetime/timestamp-value.ts';
import { formatOffset } from './datetime/zone.ts';
import { ARRAY_OID, OID } from './oids.ts';
import { parseTimestamp, receiveTimestamp, sendTimestamp, timestampToIris } from './timestamp.ts';
import { secondsPrecision } from './typmod.ts';

const TYPE = 'timestamp with time zone';

function formatZoned(value: Timestamp, settings: ValueSettings): string {
  if (value === TIMESTAMP_INFINITY) return 'infinity';
  if (value === TIMESTAMP_MINUS_INFINITY) return '-infinity';
  const zone = sessionZone(settings.timeZone);
  const style = parseDateStyle(settings.dateStyle);
  const utc = splitTimestamp(value);
  const seconds =
    utc.days * SECONDS_PER_DAY + Math.floor(utc.microseconds / 1000000) + POSTGRES_EPOCH_SECONDS;
  const offset = zone.offsetAt(seconds);
  const local = splitTimestamp(value + BigInt(offset) * 1000000n);
  return formatTimestamp(local.days, local.microseconds, style, {
    offset: formatOffset(offset),
    abbreviation: style.output === 'iso' ? '' : zone.abbreviationAt(seconds),
  });
}

/** timestamp with time zone, an instant; TIMESTAMP holding UTC in IRIS (iris-sql.md 3.1). */
export const timestamptz: Codec<Timestamp> = {
  name: 'timestamptz',
  oid: OID.timestamptz,
  arrayOid: ARRAY_OID.timestamptz,
  size: 8,
  parse: (text, { typmod, settings }) =>
    roundTimestamp(parseTimestamp(text, TYPE, settings, true), secondsPrecision(typmod)),
  format: (value, { settings }) => formatZoned(value, settings),
  receive: (bytes, { typmod }) => receiveTimestamp(bytes, typmod),
  send: sendTimestamp,
  toIris: (value) => timestampToIris(value, TYPE),
  fromIris(value) {
    const { days, microseconds } = parseIrisTimestamp(value, TYPE);
    return joinTimestamp(days, microseconds);
  },
};
