import type { Codec } from './codec.ts';
import { ByteReader } from './byte-reader.ts';
import { parseInteger } from './integer.ts';
import { irisInteger } from './iris-number.ts';
import { ARRAY_OID, OID } from './oids.ts';

const MINIMUM = -9223372036854775808n;
const MAXIMUM = 9223372036854775807n;

/** bigint; BIGINT in IRIS. */
export const int8: Codec<bigint> = {
  name: 'int8',
  oid: OID.int8,
  arrayOid: ARRAY_OID.int8,
  size: 8,
  parse: (text) => parseInteger(text, 'bigint', MINIMUM, MAXIMUM),
  format: (value) => value.toString(),
  receive(bytes) {
    const reader = new ByteReader(bytes);
    const value = reader.int64();
    reader.end();
    return value;
  },
  send(value) {
    const bytes = Buffer.allocUnsafe(8);
    bytes.writeBigInt64BE(value);
    return bytes;
  },
  // A number where it is exact: drivers and engines handle it faster than a bigint.
  toIris: (value) =>
    value >= BigInt(Number.MIN_SAFE_INTEGER) && value <= BigInt(Number.MAX_SAFE_INTEGER)
      ? Number(value)
      : value,
  fromIris: (value) =>
    Number.isSafeInteger(value) ? BigInt(value as number) : irisInteger(value, 'bigint', MINIMUM, MAXIMUM),
};
