import { ByteReader } from './byte-reader.ts';
import { hexValue } from './characters.ts';
import type { Codec } from './codec.ts';
import { invalidSyntax } from './input-error.ts';
import { irisText } from './iris-number.ts';
import { ARRAY_OID, OID } from './oids.ts';

const CANONICAL = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

function fromHex(digits: string): string {
  return `${digits.slice(0, 8)}-${digits.slice(8, 12)}-${digits.slice(12, 16)}-${digits.slice(16, 20)}-${digits.slice(20)}`;
}

/** Upper or lower case, braces around it, a hyphen after any group of four digits or none at all (manual 8.12). */
function parseUuid(text: string): string {
  if (CANONICAL.test(text)) return text;
  const braces = text.startsWith('{');
  let at = braces ? 1 : 0;
  let digits = '';
  for (let group = 0; group < 8; group += 1) {
    for (let index = 0; index < 4; index += 1) {
      if (hexValue(text.charCodeAt(at)) < 0) throw invalidSyntax('uuid', text);
      digits += text.charAt(at);
      at += 1;
    }
    if (group < 7 && text[at] === '-') at += 1;
  }
  if (braces && text[at] === '}') at += 1;
  else if (braces) throw invalidSyntax('uuid', text);
  if (at !== text.length) throw invalidSyntax('uuid', text);
  return fromHex(digits.toLowerCase());
}

/** uuid as lower case text with hyphens; UNIQUEIDENTIFIER in IRIS. */
export const uuid: Codec<string> = {
  name: 'uuid',
  oid: OID.uuid,
  arrayOid: ARRAY_OID.uuid,
  size: 16,
  parse: parseUuid,
  format: (value) => value,
  receive(bytes) {
    const reader = new ByteReader(bytes);
    const value = Buffer.from(reader.slice(16)).toString('hex');
    reader.end();
    return fromHex(value);
  },
  send: (value) => Buffer.from(value.replaceAll('-', ''), 'hex'),
  toIris: (value) => value,
  fromIris: (value) => parseUuid(irisText(value)),
};
