import type { Codec } from './codec.ts';
import { irisText } from './iris-number.ts';
import { ARRAY_OID, OID } from './oids.ts';
import { decodeUtf8, encodeUtf8, refuseNul } from './utf8.ts';

/** Codec of a type whose text, binary and IRIS forms are the characters themselves. */
export function textCodec(name: string, oid: number, arrayOid: number): Codec<string> {
  return {
    name,
    oid,
    arrayOid,
    size: -1,
    binaryIsText: true,
    parse: refuseNul,
    format: (value) => value,
    receive: decodeUtf8,
    send: encodeUtf8,
    toIris: (value) => value,
    fromIris: irisText,
  };
}

/** text; VARCHAR in IRIS. */
export const text = textCodec('text', OID.text, ARRAY_OID.text);
