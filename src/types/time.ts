import { ByteReader } from './byte-reader.ts';
import type { Codec } from './codec.ts';
import { MICROSECONDS_PER_DAY } from './datetime/calendar.ts';
import { decodeTime } from './datetime/decode-time.ts';
import { formatClock } from './datetime/format-datetime.ts';
import { outOfIrisRange, parseIrisTime } from './datetime/iris-datetime.ts';
import { decoding, rangeError } from './datetime/problem.ts';
import { ARRAY_OID, OID } from './oids.ts';
import { secondsPrecision } from './typmod.ts';

/** Rounds microseconds of a day to the digits of a second that a typmod keeps; 23:59:59.9 may become 24:00:00. */
export function roundTime(microseconds: number, typmod: number): number {
  const scale = 10 ** (6 - secondsPrecision(typmod));
  return Math.floor((microseconds + scale / 2) / scale) * scale;
}

/** Microseconds of a day from a binary value: 22008 past 24:00:00. */
export function receiveTime(reader: ByteReader): number {
  const value = reader.int64();
  if (value < 0n || value > BigInt(MICROSECONDS_PER_DAY)) throw rangeError('time');
  return Number(value);
}

/** time as microseconds since midnight, 24:00:00 included; TIME in IRIS, whose day ends before 24:00:00. */
export const time: Codec<number> = {
  name: 'time',
  oid: OID.time,
  arrayOid: ARRAY_OID.time,
  size: 8,
  parse: (text, { typmod, settings }) =>
    roundTime(decoding('time', text, () => decodeTime(text, settings)).microseconds, typmod),
  format: formatClock,
  receive(bytes, { typmod }) {
    const reader = new ByteReader(bytes);
    const value = receiveTime(reader);
    reader.end();
    return roundTime(value, typmod);
  },
  send(value) {
    const bytes = Buffer.allocUnsafe(8);
    bytes.writeBigInt64BE(BigInt(value));
    return bytes;
  },
  toIris(value) {
    if (value >= MICROSECONDS_PER_DAY) throw outOfIrisRange('time', formatClock(value));
    return formatClock(value);
  },
  fromIris: (value) => parseIrisTime(value, 'time'),
};
