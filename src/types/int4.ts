import type { Codec } from './codec.ts';
import { ByteReader } from './byte-reader.ts';
import { parseInteger } from './integer.ts';
import { irisNumber } from './iris-number.ts';
import { ARRAY_OID, OID } from './oids.ts';

const MINIMUM = -2147483648;
const MAXIMUM = 2147483647;

/** integer; INTEGER in IRIS. */
export const int4: Codec<number> = {
  name: 'int4',
  oid: OID.int4,
  arrayOid: ARRAY_OID.int4,
  size: 4,
  parse: (text) => Number(parseInteger(text, 'integer', BigInt(MINIMUM), BigInt(MAXIMUM))),
  format: (value) => String(value),
  receive(bytes) {
    const reader = new ByteReader(bytes);
    const value = reader.int32();
    reader.end();
    return value;
  },
  send(value) {
    const bytes = Buffer.allocUnsafe(4);
    bytes.writeInt32BE(value);
    return bytes;
  },
  toIris: (value) => value,
  fromIris: (value) => irisNumber(value, 'integer', MINIMUM, MAXIMUM),
};
