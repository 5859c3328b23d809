import { GatewayError } from '../errors/gateway-error.ts';
import { SQLSTATE } from '../errors/sqlstate.ts';
import { ByteReader } from './byte-reader.ts';
import type { Codec } from './codec.ts';
import { decodeInterval } from './datetime/decode-interval.ts';
import { formatInterval } from './datetime/format-interval.ts';
import { applyIntervalTypmod, intervalLength, type Interval } from './datetime/interval-value.ts';
import { decoding } from './datetime/problem.ts';
import { irisText } from './iris-number.ts';
import { ARRAY_OID, OID } from './oids.ts';

/** Added to the length so that it is never negative: no interval reaches 10^22 microseconds. */
const LENGTH_OFFSET = 10n ** 22n;
const LENGTH_DIGITS = 23;

/**
 * An interval's text in IRIS, which has no such type: its length by which PostgreSQL compares (30-day months, 24-hour
 * days), in microseconds plus 10^22 as 23 digits, then the three parts: `10000000000086400000000|0|1|0` is one day. The
 * text order of these is PostgreSQL's order of intervals. Two intervals of one length but other parts (30 days, 1 month)
 * are equal in PostgreSQL; their texts here differ behind the first bar.
 */
function toText(value: Interval): string {
  const length = (intervalLength(value) + LENGTH_OFFSET).toString().padStart(LENGTH_DIGITS, '0');
  return `${length}|${value.months}|${value.days}|${value.microseconds}`;
}

const STORED = /^\d{23}\|(-?\d+)\|(-?\d+)\|(-?\d+)$/;

function fromText(text: string): Interval {
  const match = STORED.exec(text);
  const [, months, days, microseconds] = match ?? [];
  if (months === undefined || days === undefined || microseconds === undefined) {
    throw new GatewayError(SQLSTATE.internalError, `IRIS returned "${text}" for a column of type interval`);
  }
  return { months: Number(months), days: Number(days), microseconds: BigInt(microseconds) };
}

/** interval; VARCHAR in IRIS. */
export const interval: Codec<Interval> = {
  name: 'interval',
  oid: OID.interval,
  arrayOid: ARRAY_OID.interval,
  size: 16,
  parse(text, { typmod, settings }) {
    const value = decoding('interval', text, () =>
      decodeInterval(text, typmod, settings.intervalStyle === 'sql_standard'),
    );
    return applyIntervalTypmod(value, typmod);
  },
  format: (value, { settings }) => formatInterval(value, settings.intervalStyle),
  receive(bytes, { typmod }) {
    const reader = new ByteReader(bytes);
    const microseconds = reader.int64();
    const days = reader.int32();
    const months = reader.int32();
    reader.end();
    return applyIntervalTypmod({ months, days, microseconds }, typmod);
  },
  send({ months, days, microseconds }) {
    const bytes = Buffer.allocUnsafe(16);
    bytes.writeBigInt64BE(microseconds, 0);
    bytes.writeInt32BE(days, 8);
    bytes.writeInt32BE(months, 12);
    return bytes;
  },
  toIris: toText,
  fromIris: (value) => fromText(irisText(value)),
};
