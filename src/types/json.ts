import type { Codec } from './codec.ts';
import { irisText } from './iris-number.ts';
import { JsonParser } from './json-parser.ts';
import { ARRAY_OID, OID } from './oids.ts';
import { decodeUtf8, encodeUtf8, refuseNul } from './utf8.ts';

function validated(text: string): string {
  try {
    JSON.parse(text);
  } catch {
    // Our own parser is the one that decides; it knows PostgreSQL's wording.
    new JsonParser(text, false).normalise();
  }
  return text;
}

/** json: the text as it was written. VARCHAR in IRIS. */
export const json: Codec<string> = {
  name: 'json',
  oid: OID.json,
  arrayOid: ARRAY_OID.json,
  size: -1,
  binaryIsText: true,
  parse: (text) => validated(refuseNul(text)),
  format: (value) => value,
  receive: (bytes) => validated(decodeUtf8(bytes)),
  send: encodeUtf8,
  toIris: (value) => value,
  fromIris: irisText,
};
