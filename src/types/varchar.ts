import { GatewayError } from '../errors/gateway-error.ts';
import { SQLSTATE } from '../errors/sqlstate.ts';
import { characterLength, firstCharacters } from './characters.ts';
import type { Codec } from './codec.ts';
import { irisText } from './iris-number.ts';
import { ARRAY_OID, OID } from './oids.ts';
import { lengthModifier } from './typmod.ts';
import { decodeUtf8, encodeUtf8, refuseNul } from './utf8.ts';

/**
 * `text` cut to `length` characters when only blanks are lost; 22001 otherwise. `type` is the type with its length as the
 * message names it.
 */
export function fitLength(text: string, length: number, type: string): string {
  if (text.length <= length || characterLength(text) <= length) return text;
  const kept = firstCharacters(text, length);
  for (let index = kept.length; index < text.length; index += 1) {
    if (text.charCodeAt(index) !== 0x20) {
      throw new GatewayError(
        SQLSTATE.stringDataRightTruncation,
        `value too long for type ${type}(${length})`,
      );
    }
  }
  return kept;
}

function fit(text: string, typmod: number): string {
  const length = lengthModifier(typmod);
  return length === undefined ? text : fitLength(text, length, 'character varying');
}

/** varchar(n); VARCHAR(n) in IRIS. */
export const varchar: Codec<string> = {
  name: 'varchar',
  oid: OID.varchar,
  arrayOid: ARRAY_OID.varchar,
  size: -1,
  binaryIsText: true,
  parse: (text, { typmod }) => fit(refuseNul(text), typmod),
  format: (value) => value,
  receive: (bytes, { typmod }) => fit(decodeUtf8(bytes), typmod),
  send: encodeUtf8,
  toIris: (value) => value,
  fromIris: irisText,
};
