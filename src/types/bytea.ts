import { GatewayError } from '../errors/gateway-error.ts';
import { SQLSTATE } from '../errors/sqlstate.ts';
import { hexValue, isSpace } from './characters.ts';
import type { Codec } from './codec.ts';
import { unexpectedIrisValue } from './input-error.ts';
import { ARRAY_OID, OID } from './oids.ts';
import { encodeUtf8 } from './utf8.ts';

function invalidHex(message: string): GatewayError {
  return new GatewayError(SQLSTATE.invalidParameterValue, message);
}

/** `text` after `\x`: pairs of digits; blanks may stand between pairs. */
function parseHex(text: string): Uint8Array {
  const bytes = Buffer.allocUnsafe(text.length >> 1);
  let length = 0;
  for (let at = 2; at < text.length; ) {
    if (isSpace(text.charCodeAt(at))) {
      at += 1;
      continue;
    }
    const high = hexDigit(text, at);
    if (at + 1 >= text.length) throw invalidHex('invalid hexadecimal data: odd number of digits');
    bytes[length] = high * 16 + hexDigit(text, at + 1);
    length += 1;
    at += 2;
  }
  return bytes.subarray(0, length);
}

function hexDigit(text: string, at: number): number {
  const value = hexValue(text.charCodeAt(at));
  if (value >= 0) return value;
  throw invalidHex(`invalid hexadecimal digit: "${String.fromCodePoint(text.codePointAt(at) ?? 0)}"`);
}

function octalDigit(byte: number | undefined, maximum: number): number {
  return byte !== undefined && byte >= 0x30 && byte <= 0x30 + maximum ? byte - 0x30 : -1;
}

const BACKSLASH = 0x5c;

/** The traditional format: `\\` and `\ooo`, all other bytes stand for themselves. */
function parseEscape(text: string): Uint8Array {
  const source = encodeUtf8(text);
  const bytes = Buffer.allocUnsafe(source.length);
  let length = 0;
  for (let at = 0; at < source.length; ) {
    const byte = source[at] ?? 0;
    let value = byte;
    if (byte !== BACKSLASH) {
      at += 1;
    } else if (source[at + 1] === BACKSLASH) {
      at += 2;
    } else {
      const high = octalDigit(source[at + 1], 3);
      const middle = octalDigit(source[at + 2], 7);
      const low = octalDigit(source[at + 3], 7);
      if (high < 0 || middle < 0 || low < 0) {
        throw new GatewayError(SQLSTATE.invalidTextRepresentation, 'invalid input syntax for type bytea');
      }
      value = high * 64 + middle * 8 + low;
      at += 4;
    }
    bytes[length] = value;
    length += 1;
  }
  return bytes.subarray(0, length);
}

function formatHex(value: Uint8Array): string {
  return `\\x${Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString('hex')}`;
}

function formatEscape(value: Uint8Array): string {
  let text = '';
  for (const byte of value) {
    if (byte === BACKSLASH) text += '\\\\';
    else if (byte < 0x20 || byte > 0x7e) text += `\\${byte.toString(8).padStart(3, '0')}`;
    else text += String.fromCharCode(byte);
  }
  return text;
}

/** bytea; VARBINARY in IRIS. */
export const bytea: Codec<Uint8Array> = {
  name: 'bytea',
  oid: OID.bytea,
  arrayOid: ARRAY_OID.bytea,
  size: -1,
  parse: (text) => (text.startsWith('\\x') ? parseHex(text) : parseEscape(text)),
  format: (value, { settings }) =>
    settings.byteaOutput === 'escape' ? formatEscape(value) : formatHex(value),
  // A Buffer's own slice would share the message's memory.
  receive: (bytes) => new Uint8Array(bytes),
  send: (value) => value,
  toIris: (value) => value,
  fromIris(value) {
    if (value instanceof Uint8Array) return value;
    if (typeof value === 'string') return encodeUtf8(value);
    throw unexpectedIrisValue('bytea', value);
  },
};
