import { GatewayError } from '../errors/gateway-error.ts';
import { SQLSTATE } from '../errors/sqlstate.ts';
import { ByteReader } from './byte-reader.ts';
import type { Codec } from './codec.ts';
import { irisText } from './iris-number.ts';
import { JsonParser } from './json-parser.ts';
import { ARRAY_OID, OID } from './oids.ts';
import { decodeUtf8, encodeUtf8, refuseNul } from './utf8.ts';

/** The only version of jsonb's binary form. */
const VERSION = 1;

function normalised(text: string): string {
  return new JsonParser(text, true).normalise();
}

/** jsonb in the text PostgreSQL prints: keys sorted, last duplicate kept, one blank after `:` and `,`. VARCHAR in IRIS. */
export const jsonb: Codec<string> = {
  name: 'jsonb',
  oid: OID.jsonb,
  arrayOid: ARRAY_OID.jsonb,
  size: -1,
  parse: (text) => normalised(refuseNul(text)),
  format: (value) => value,
  receive(bytes) {
    const reader = new ByteReader(bytes);
    const [version] = reader.slice(1);
    if (version !== VERSION) {
      throw new GatewayError(SQLSTATE.internalError, `unsupported jsonb version number ${version}`);
    }
    return normalised(decodeUtf8(reader.slice()));
  },
  send(value) {
    const text = encodeUtf8(value);
    const bytes = Buffer.allocUnsafe(text.length + 1);
    bytes[0] = VERSION;
    bytes.set(text, 1);
    return bytes;
  },
  toIris: (value) => value,
  // What the gateway wrote is normalised; JSON that others wrote, or IRIS's JSON functions made, may not be.
  fromIris: (value) => normalised(irisText(value)),
};
