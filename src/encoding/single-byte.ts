import { Buffer, isAscii } from 'node:buffer';
import { GatewayError } from '../errors/gateway-error.ts';
import { SQLSTATE } from '../errors/sqlstate.ts';

const CONTROL = /[\u0080-\u009f]/;
const REPLACEMENT = '\ufffd';

/** Conversion of an encoding of one byte a character. */
export interface SingleByteTable {
  /** PostgreSQL's name. */
  readonly encoding: string;
  /** The characters of the bytes 0 to 255; U+FFFD for those that mean none. */
  readonly characters: readonly string[];
  readonly bytes: ReadonlyMap<string, number>;
}

const tables = new Map<string, SingleByteTable>();

/** @param label the WHATWG's name of it; '' for ISO 8859-1, which the WHATWG reads as windows-1252 */
export function singleByteTable(encoding: string, label: string): SingleByteTable {
  const known = tables.get(encoding);
  if (known !== undefined) return known;
  const decode = byteDecoder(label);
  // What Windows leaves undefined the WHATWG reads as control characters.
  const windows = encoding.startsWith('WIN');
  const plain = encoding.startsWith('LATIN') ? 0xa0 : 0x80;
  const characters = Array.from({ length: 256 }, (_, byte) => {
    const character = byte < plain || decode === null ? String.fromCharCode(byte) : decode(byte);
    return windows && CONTROL.test(character) ? REPLACEMENT : character;
  });
  const bytes = new Map<string, number>();
  for (const [byte, character] of characters.entries()) {
    if (character !== REPLACEMENT && !bytes.has(character)) bytes.set(character, byte);
  }
  const table: SingleByteTable = { encoding, characters, bytes };
  tables.set(encoding, table);
  return table;
}

/** Null where bytes are code points. */
function byteDecoder(label: string): ((byte: number) => string) | null {
  if (label === '') return null;
  const decoder = new TextDecoder(label);
  return (byte) => decoder.decode(Uint8Array.of(byte));
}

/** @throws GatewayError 22P05 for a character that the encoding has not */
export function encodeSingleByte(text: string, { encoding, bytes }: SingleByteTable): Uint8Array {
  const encoded = Buffer.allocUnsafe(text.length);
  let length = 0;
  for (const character of text) {
    const byte = bytes.get(character);
    if (byte === undefined) throw untranslatable(Buffer.from(character), 'UTF8', encoding);
    encoded[length] = byte;
    length += 1;
  }
  return encoded.subarray(0, length);
}

/** @throws GatewayError 22P05 for a byte that means no character */
export function decodeSingleByte(bytes: Uint8Array, { encoding, characters }: SingleByteTable): string {
  let text = '';
  for (const byte of bytes) {
    const character = characters[byte] ?? REPLACEMENT;
    if (character === REPLACEMENT) throw untranslatable(Uint8Array.of(byte), encoding, 'UTF8');
    text += character;
  }
  return text;
}

/** All of these encodings are ASCII in their lower half. */
export function toUtf8(bytes: Uint8Array, table: SingleByteTable): Uint8Array {
  return isAscii(bytes) ? bytes : Buffer.from(decodeSingleByte(bytes, table));
}

/** @throws GatewayError 22P05 for a character that the encoding has not */
export function fromUtf8(bytes: Uint8Array, table: SingleByteTable): Uint8Array {
  if (isAscii(bytes)) return bytes;
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8');
  return encodeSingleByte(text, table);
}

/** 22P05 in PostgreSQL's words (mbutils.c, report_untranslatable_char). */
export function untranslatable(bytes: Uint8Array, from: string, to: string): GatewayError {
  const shown = [...bytes].map((byte) => `0x${byte.toString(16).padStart(2, '0')}`).join(' ');
  return new GatewayError(
    SQLSTATE.untranslatableCharacter,
    `character with byte sequence ${shown} in encoding "${from}" has no equivalent in encoding "${to}"`,
  );
}
