import { GatewayError } from '../errors/gateway-error.ts';
import { SQLSTATE } from '../errors/sqlstate.ts';

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Bytes a UTF-8 sequence claims by its first byte; 1 for bytes that start none (pg_utf_mblen). */
function claimedLength(first: number): number {
  if (first < 0x80) return 1;
  if ((first & 0xe0) === 0xc0) return 2;
  if ((first & 0xf0) === 0xe0) return 3;
  if ((first & 0xf8) === 0xf0) return 4;
  return 1;
}

/** Whether the bytes at `start` begin with one legal sequence of `length` bytes (RFC 3629: no surrogates, no overlongs). */
function isLegal(bytes: Uint8Array, start: number, length: number): boolean {
  if (start + length > bytes.length || bytes[start] === 0) return false;
  try {
    decoder.decode(bytes.subarray(start, start + length));
    return true;
  } catch {
    return false;
  }
}

/** Bytes before the first that are no UTF-8 without NUL; all of them when there are none. */
export function validUtf8Prefix(bytes: Uint8Array): number {
  let start = 0;
  while (start < bytes.length) {
    const length = claimedLength(bytes[start] ?? 0);
    if (!isLegal(bytes, start, length)) return start;
    start += length;
  }
  return start;
}

/** 22021 for the first bytes that are no UTF-8 without NUL; those of one character are shown (report_invalid_encoding). */
export function invalidUtf8(bytes: Uint8Array): GatewayError {
  const start = validUtf8Prefix(bytes);
  const shown = [...bytes.subarray(start, start + claimedLength(bytes[start] ?? 0))]
    .map((byte) => `0x${byte.toString(16).padStart(2, '0')}`)
    .join(' ');
  return new GatewayError(
    SQLSTATE.characterNotInRepertoire,
    `invalid byte sequence for encoding "UTF8": ${shown}`,
  );
}

/** Text from the client's bytes: 22021 unless they are UTF-8 without NUL, which PostgreSQL's text cannot hold. */
export function decodeUtf8(bytes: Uint8Array): string {
  if (bytes.includes(0)) throw invalidUtf8(bytes);
  try {
    return decoder.decode(bytes);
  } catch {
    throw invalidUtf8(bytes);
  }
}

/** UTF-8 bytes of `text`. */
export function encodeUtf8(text: string): Uint8Array {
  return Buffer.from(text, 'utf8');
}

/** Returns `text`; 22021 when it holds a NUL (a string literal or COPY field can reach a codec without bytes). */
export function refuseNul(text: string): string {
  if (text.includes('\0')) {
    throw new GatewayError(
      SQLSTATE.characterNotInRepertoire,
      'invalid byte sequence for encoding "UTF8": 0x00',
    );
  }
  return text;
}
