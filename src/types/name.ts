import type { Codec } from './codec.ts';
import { irisText } from './iris-number.ts';
import { GatewayError } from '../errors/gateway-error.ts';
import { ARRAY_OID, OID } from './oids.ts';
import { decodeUtf8, encodeUtf8, refuseNul } from './utf8.ts';

/** NAMEDATALEN - 1 */
export const MAX_BYTES = 63;

/** An identifier cut to 63 bytes at a character's end, silently, as PostgreSQL does. */
export function truncateIdentifier(text: string): string {
  if (text.length * 3 <= MAX_BYTES) return text;
  const bytes = encodeUtf8(text);
  if (bytes.length <= MAX_BYTES) return text;
  let end = MAX_BYTES;
  while (end > 0 && ((bytes[end] ?? 0) & 0xc0) === 0x80) end -= 1;
  return decodeUtf8(bytes.subarray(0, end));
}

/** name, the type of identifiers in the system catalogs. */
export const name: Codec<string> = {
  name: 'name',
  oid: OID.name,
  arrayOid: ARRAY_OID.name,
  size: 64,
  binaryIsText: true,
  parse: (text) => truncateIdentifier(refuseNul(text)),
  format: (value) => value,
  receive(bytes) {
    const value = decodeUtf8(bytes);
    if (bytes.length > MAX_BYTES) {
      throw new GatewayError('42622', 'identifier too long', {
        detail: `Identifier must be less than ${MAX_BYTES + 1} characters.`,
      });
    }
    return value;
  },
  send: encodeUtf8,
  toIris: (value) => value,
  fromIris: irisText,
};
