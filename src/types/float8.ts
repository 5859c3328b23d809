import type { Codec } from './codec.ts';
import { ByteReader } from './byte-reader.ts';
import { parseFloatText } from './float-text.ts';
import { floatFromIris, floatToIris } from './iris-float.ts';
import { ARRAY_OID, OID } from './oids.ts';
import { formatDouble } from './float-format.ts';

/** double precision; DOUBLE in IRIS. */
export const float8: Codec<number> = {
  name: 'float8',
  oid: OID.float8,
  arrayOid: ARRAY_OID.float8,
  size: 8,
  parse: (text) => parseFloatText(text, 'double precision', (value) => value),
  format: (value, { settings }) => formatDouble(value, settings.extraFloatDigits),
  receive(bytes) {
    const reader = new ByteReader(bytes);
    const value = reader.float64();
    reader.end();
    return value;
  },
  send(value) {
    const bytes = Buffer.allocUnsafe(8);
    bytes.writeDoubleBE(value);
    return bytes;
  },
  toIris: floatToIris,
  fromIris: (value) => floatFromIris(value, 'double precision'),
};
