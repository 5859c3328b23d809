import { characterLength } from './characters.ts';
import type { Codec } from './codec.ts';
import { irisText } from './iris-number.ts';
import { ARRAY_OID, OID } from './oids.ts';
import { lengthModifier } from './typmod.ts';
import { decodeUtf8, encodeUtf8, refuseNul } from './utf8.ts';
import { fitLength } from './varchar.ts';

function stripBlanks(text: string): string {
  let end = text.length;
  while (end > 0 && text.charCodeAt(end - 1) === 0x20) end -= 1;
  return text.slice(0, end);
}

function pad(text: string, typmod: number): string {
  const length = lengthModifier(typmod);
  if (length === undefined) return text;
  const missing = length - characterLength(text);
  return missing > 0 ? text + ' '.repeat(missing) : text;
}

function fit(text: string, typmod: number): string {
  const length = lengthModifier(typmod);
  return length === undefined ? text : pad(fitLength(text, length, 'character'), typmod);
}

/**
 * char(n). IRIS's CHAR(n) is not padded (iris-sql.md 3.1): values go in without trailing blanks, which mean nothing in
 * this type's comparisons, and are padded on their way out.
 */
export const bpchar: Codec<string> = {
  name: 'bpchar',
  oid: OID.bpchar,
  arrayOid: ARRAY_OID.bpchar,
  size: -1,
  binaryIsText: true,
  parse: (text, { typmod }) => fit(refuseNul(text), typmod),
  format: (value) => value,
  receive: (bytes, { typmod }) => fit(decodeUtf8(bytes), typmod),
  send: encodeUtf8,
  toIris: stripBlanks,
  fromIris: (value, { typmod }) => pad(irisText(value), typmod),
};
