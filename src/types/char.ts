import type { Codec } from './codec.ts';
import { ByteReader } from './byte-reader.ts';
import { irisText } from './iris-number.ts';
import { ARRAY_OID, OID } from './oids.ts';
import { encodeUtf8, refuseNul } from './utf8.ts';

const OCTAL_ESCAPE = /^\\([0-3][0-7]{2})$/;

function parseByte(text: string): number {
  const escape = OCTAL_ESCAPE.exec(text);
  if (escape?.[1] !== undefined) return Number.parseInt(escape[1], 8);
  return encodeUtf8(text)[0] ?? 0;
}

/**
 * Bytes above 127 are written `\ooo`, as PostgreSQL 16 and later do: PostgreSQL 15 sends them bare, which is not UTF-8
 * and breaks clients.
 */
function formatByte(byte: number): string {
  if (byte === 0) return '';
  return byte < 0x80 ? String.fromCharCode(byte) : `\\${byte.toString(8).padStart(3, '0')}`;
}

/** "char", the one-byte type of the system catalogs; its text in IRIS. The value is the byte. */
export const char: Codec<number> = {
  name: 'char',
  oid: OID.char,
  arrayOid: ARRAY_OID.char,
  size: 1,
  parse: (text) => parseByte(refuseNul(text)),
  format: formatByte,
  receive(bytes) {
    const reader = new ByteReader(bytes);
    const value = reader.uint8();
    reader.end();
    return value;
  },
  send: (value) => Uint8Array.of(value),
  toIris: formatByte,
  fromIris: (value) => parseByte(irisText(value)),
};
