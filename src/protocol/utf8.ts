import { Buffer, isAscii, isUtf8 } from 'node:buffer';
import { GatewayError } from '../errors/gateway-error.ts';
import { SQLSTATE } from '../errors/sqlstate.ts';

/** How many bytes a sequence has by its first byte; bytes that cannot begin one count as 1 (PostgreSQL's pg_utf_mblen). */
function sequenceLength(first: number): number {
  if (first < 0x80) return 1;
  if ((first & 0xe0) === 0xc0) return 2;
  if ((first & 0xf0) === 0xe0) return 3;
  return (first & 0xf8) === 0xf0 ? 4 : 1;
}

/** 22021 as PostgreSQL's report_invalid_encoding words it: the bytes of the first sequence that is not UTF-8. */
export function invalidUtf8(bytes: Uint8Array): GatewayError {
  let offset = 0;
  while (offset < bytes.length) {
    const sequence = bytes.subarray(offset, offset + sequenceLength(bytes[offset] ?? 0));
    if (sequence[0] === 0 || !isUtf8(sequence)) break;
    offset += sequence.length;
  }
  const sequence = bytes.subarray(offset, offset + sequenceLength(bytes[offset] ?? 0));
  const shown = Array.from(sequence, (byte) => `0x${byte.toString(16).padStart(2, '0')}`).join(' ');
  return new GatewayError(
    SQLSTATE.characterNotInRepertoire,
    `invalid byte sequence for encoding "UTF8": ${shown}`,
  );
}

/**
 * The text of UTF-8 bytes; a byte order mark is kept. Bytes that are not UTF-8 are 22021 and never replaced: a
 * replacement could swallow the quote behind it (CVE-2025-1094).
 */
export function decodeUtf8(bytes: Uint8Array): string {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  // Half the time for short names.
  if (isAscii(bytes)) return buffer.toString('latin1');
  if (!isUtf8(bytes)) throw invalidUtf8(bytes);
  return buffer.toString('utf8');
}
