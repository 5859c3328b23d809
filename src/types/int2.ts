import type { Codec } from './codec.ts';
import { ByteReader } from './byte-reader.ts';
import { parseInteger } from './integer.ts';
import { irisNumber } from './iris-number.ts';
import { ARRAY_OID, OID } from './oids.ts';

const MINIMUM = -32768;
const MAXIMUM = 32767;

/** smallint; SMALLINT in IRIS. */
export const int2: Codec<number> = {
  name: 'int2',
  oid: OID.int2,
  arrayOid: ARRAY_OID.int2,
  size: 2,
  parse: (text) => Number(parseInteger(text, 'smallint', BigInt(MINIMUM), BigInt(MAXIMUM))),
  format: (value) => String(value),
  receive(bytes) {
    const reader = new ByteReader(bytes);
    const value = reader.int16();
    reader.end();
    return value;
  },
  send(value) {
    const bytes = Buffer.allocUnsafe(2);
    bytes.writeInt16BE(value);
    return bytes;
  },
  toIris: (value) => value,
  fromIris: (value) => irisNumber(value, 'smallint', MINIMUM, MAXIMUM),
};
