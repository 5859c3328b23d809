/**
 * User names and passwords in the login message (iris-driver.md 3.2): readable by anybody who sees them, since it is the
 * same for every connection.
 */
export function scramble(text: string): Buffer {
  const input = Buffer.from(text, 'latin1');
  const n = input.length;
  const output = Buffer.alloc(n);
  for (let i = 0; i < n; i += 1) {
    const mixed = (((input[i] ?? 0) ^ 0xa7) + (n - 1 - i)) & 0xff;
    output[n - 1 - i] = ((mixed << 5) | (mixed >> 3)) & 0xff;
  }
  return output;
}

/** The inverse of `scramble`. */
export function unscramble(wire: Uint8Array): string {
  const n = wire.length;
  const output = Buffer.alloc(n);
  for (let j = 0; j < n; j += 1) {
    const byte = wire[j] ?? 0;
    const mixed = ((byte >> 5) | (byte << 3)) & 0xff;
    output[n - 1 - j] = ((mixed - j) & 0xff) ^ 0xa7;
  }
  return output.toString('latin1');
}
