/** What the first byte of a surrogate's three bytes is. */
const SURROGATE = 0xed;

/**
 * UTF-8 in which characters beyond U+FFFF may be two surrogates of three bytes each (CESU-8): which of the two
 * $ZCONVERT makes of a string of IRIS, which is UTF-16, is not documented.
 */
export function decodeUtf8(bytes: Uint8Array): string {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const parts: string[] = [];
  let from = 0;
  for (let at = buffer.indexOf(SURROGATE); at >= 0; at = buffer.indexOf(SURROGATE, at + 1)) {
    if (!isPair(buffer, at)) continue;
    parts.push(
      buffer.toString('utf8', from, at),
      String.fromCharCode(unit(buffer, at), unit(buffer, at + 3)),
    );
    from = at + 6;
    at += 5;
  }
  return parts.length === 0 ? buffer.toString('utf8') : parts.join('') + buffer.toString('utf8', from);
}

/** A high surrogate, then a low one. */
function isPair(buffer: Buffer, at: number): boolean {
  const high = buffer[at + 1] ?? 0;
  const low = buffer[at + 4] ?? 0;
  return high >= 0xa0 && high < 0xb0 && buffer[at + 3] === SURROGATE && low >= 0xb0 && low < 0xc0;
}

function unit(buffer: Buffer, at: number): number {
  return 0xd000 | (((buffer[at + 1] ?? 0) & 0x3f) << 6) | ((buffer[at + 2] ?? 0) & 0x3f);
}
