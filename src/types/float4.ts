import type { Codec } from './codec.ts';
import { ByteReader } from './byte-reader.ts';
import { parseFloatText, roundToSingle } from './float-text.ts';
import { floatFromIris, floatToIris } from './iris-float.ts';
import { ARRAY_OID, OID } from './oids.ts';
import { formatSingle } from './float-format.ts';

/** real; DOUBLE in IRIS, which has no single precision: values are rounded on their way out too. */
export const float4: Codec<number> = {
  name: 'float4',
  oid: OID.float4,
  arrayOid: ARRAY_OID.float4,
  size: 4,
  parse: (text) => parseFloatText(text, 'real', roundToSingle),
  format: (value, { settings }) => formatSingle(value, settings.extraFloatDigits),
  receive(bytes) {
    const reader = new ByteReader(bytes);
    const value = reader.float32();
    reader.end();
    return value;
  },
  send(value) {
    const bytes = Buffer.allocUnsafe(4);
    bytes.writeFloatBE(value);
    return bytes;
  },
  toIris: floatToIris,
  fromIris: (value) => Math.fround(floatFromIris(value, 'real')),
};
