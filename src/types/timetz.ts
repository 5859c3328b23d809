import { GatewayError } from '../errors/gateway-error.ts';
import { ByteReader } from './byte-reader.ts';
import type { Codec, CodecContext } from './codec.ts';
import { decodeTime, type DecodedTime } from './datetime/decode-time.ts';
import { formatClock } from './datetime/format-datetime.ts';
import { decoding } from './datetime/problem.ts';
import { formatOffset } from './datetime/zone.ts';
import { irisText } from './iris-number.ts';
import { ARRAY_OID, OID } from './oids.ts';
import { receiveTime, roundTime } from './time.ts';

/** TZDISP_LIMIT: 16 hours */
const MAX_OFFSET = 16 * 3600;

function parseTimetz(text: string, { typmod, settings }: CodecContext): DecodedTime {
  const { microseconds, offset } = decoding('time with time zone', text, () => decodeTime(text, settings));
  return { microseconds: roundTime(microseconds, typmod), offset };
}

function formatTimetz({ microseconds, offset }: DecodedTime): string {
  return formatClock(microseconds) + formatOffset(offset);
}

/** time with time zone: microseconds since midnight and seconds east of UTC; VARCHAR with PostgreSQL's text in IRIS. */
export const timetz: Codec<DecodedTime> = {
  name: 'timetz',
  oid: OID.timetz,
  arrayOid: ARRAY_OID.timetz,
  size: 12,
  parse: parseTimetz,
  format: formatTimetz,
  receive(bytes, { typmod }) {
    const reader = new ByteReader(bytes);
    const microseconds = receiveTime(reader);
    const west = reader.int32();
    reader.end();
    if (Math.abs(west) >= MAX_OFFSET) throw new GatewayError('22009', 'time zone displacement out of range');
    return { microseconds: roundTime(microseconds, typmod), offset: -west };
  },
  send({ microseconds, offset }) {
    const bytes = Buffer.allocUnsafe(12);
    bytes.writeBigInt64BE(BigInt(microseconds), 0);
    bytes.writeInt32BE(-offset, 8);
    return bytes;
  },
  toIris: formatTimetz,
  fromIris: (value, context) => parseTimetz(irisText(value), context),
};
