import { ByteReader } from './byte-reader.ts';
import type { Codec, ValueSettings } from './codec.ts';
import { parseDateStyle } from './datetime/date-style.ts';
import { decodeTimestamp } from './datetime/decode-timestamp.ts';
import { formatTimestamp } from './datetime/format-datetime.ts';
import { irisTimestamp, isIrisDay, outOfIrisRange, parseIrisTimestamp } from './datetime/iris-datetime.ts';
import { decoding, rangeError } from './datetime/problem.ts';
import {
  TIMESTAMP_INFINITY,
  TIMESTAMP_MINUS_INFINITY,
  UNIX_EPOCH_TIMESTAMP,
  civilTimestamp,
  isFiniteTimestamp,
  isValidTimestamp,
  joinTimestamp,
  roundTimestamp,
  splitTimestamp,
  type Timestamp,
} from './datetime/timestamp-value.ts';
import { ARRAY_OID, OID } from './oids.ts';
import { secondsPrecision } from './typmod.ts';
import { DEFAULT_VALUE_SETTINGS } from './value-settings.ts';

/** Reads timestamp text; with `zoned` its offset counts, else it is ignored as the type without zone does. */
export function parseTimestamp(
  text: string,
  type: string,
  settings: ValueSettings,
  zoned: boolean,
): Timestamp {
  const decoded = decoding(type, text, () => decodeTimestamp(text, settings));
  switch (decoded.kind) {
    case 'epoch':
      return UNIX_EPOCH_TIMESTAMP;
    case 'infinity':
      return TIMESTAMP_INFINITY;
    case '-infinity':
      return TIMESTAMP_MINUS_INFINITY;
    case 'civil':
      return civilTimestamp(decoded.civil, zoned ? decoded.offset : 0, text);
  }
}

/** The binary form both timestamp types share: microseconds since 2000-01-01. */
export function receiveTimestamp(bytes: Uint8Array, typmod: number): Timestamp {
  const reader = new ByteReader(bytes);
  const value = reader.int64();
  reader.end();
  if (isFiniteTimestamp(value) && !isValidTimestamp(value)) throw rangeError('timestamp');
  return roundTimestamp(value, secondsPrecision(typmod));
}

export function sendTimestamp(value: Timestamp): Uint8Array {
  const bytes = Buffer.allocUnsafe(8);
  bytes.writeBigInt64BE(value);
  return bytes;
}

function formatLocal(value: Timestamp, settings: ValueSettings): string {
  if (value === TIMESTAMP_INFINITY) return 'infinity';
  if (value === TIMESTAMP_MINUS_INFINITY) return '-infinity';
  const { days, microseconds } = splitTimestamp(value);
  return formatTimestamp(days, microseconds, parseDateStyle(settings.dateStyle));
}

/** IRIS's text of a timestamp; 22008 outside the years 0001 to 9999. */
export function timestampToIris(value: Timestamp, type: string): string {
  const { days, microseconds } = splitTimestamp(value);
  if (!isFiniteTimestamp(value) || !isIrisDay(days)) {
    throw outOfIrisRange(type, formatLocal(value, DEFAULT_VALUE_SETTINGS));
  }
  return irisTimestamp(days, microseconds);
}

/** timestamp without time zone; TIMESTAMP in IRIS. */
export const timestamp: Codec<Timestamp> = {
  name: 'timestamp',
  oid: OID.timestamp,
  arrayOid: ARRAY_OID.timestamp,
  size: 8,
  parse: (text, { typmod, settings }) =>
    roundTimestamp(parseTimestamp(text, 'timestamp', settings, false), secondsPrecision(typmod)),
  format: (value, { settings }) => formatLocal(value, settings),
  receive: (bytes, { typmod }) => receiveTimestamp(bytes, typmod),
  send: sendTimestamp,
  toIris: (value) => timestampToIris(value, 'timestamp'),
  fromIris(value) {
    const { days, microseconds } = parseIrisTimestamp(value, 'timestamp');
    return joinTimestamp(days, microseconds);
  },
};
