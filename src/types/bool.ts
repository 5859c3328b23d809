import type { Codec } from './codec.ts';
import { ByteReader } from './byte-reader.ts';
import { trimSpaces } from './characters.ts';
import { invalidSyntax, unexpectedIrisValue } from './input-error.ts';
import { ARRAY_OID, OID } from './oids.ts';

/** Spellings by what they start: any unambiguous prefix of the words is accepted (parse_bool). */
function parseWord(word: string): boolean | undefined {
  if (word === '') return undefined;
  if ('true'.startsWith(word) || 'yes'.startsWith(word) || word === 'on' || word === '1') return true;
  if ('false'.startsWith(word) || 'no'.startsWith(word) || word === 'of' || word === 'off' || word === '0') {
    return false;
  }
  return undefined;
}

/** boolean; BIT 1/0 in IRIS. */
export const bool: Codec<boolean> = {
  name: 'bool',
  oid: OID.bool,
  arrayOid: ARRAY_OID.bool,
  size: 1,
  parse(text) {
    const value = parseWord(trimSpaces(text).toLowerCase());
    if (value === undefined) throw invalidSyntax('boolean', text);
    return value;
  },
  format: (value) => (value ? 't' : 'f'),
  receive(bytes) {
    const reader = new ByteReader(bytes);
    const value = reader.uint8() !== 0;
    reader.end();
    return value;
  },
  send: (value) => Uint8Array.of(value ? 1 : 0),
  toIris: (value) => (value ? 1 : 0),
  fromIris(value) {
    if (typeof value === 'number') return value !== 0;
    if (typeof value === 'bigint') return value !== 0n;
    const parsed = typeof value === 'string' ? parseWord(value.toLowerCase()) : undefined;
    if (parsed === undefined) throw unexpectedIrisValue('boolean', value);
    return parsed;
  },
};
