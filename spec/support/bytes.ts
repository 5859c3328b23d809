import { Buffer } from 'node:buffer';
import { Writer } from '../../src/protocol/writer.ts';

/** Bytes written by hand, for malformed messages and expected layouts. */
export function bytes(write: (writer: Writer) => void): Buffer {
  const writer = new Writer();
  write(writer);
  return Buffer.from(writer.take());
}

/** Bytes of hexadecimal digits; spaces are for the reader. */
export function hex(digits: string): Buffer {
  return Buffer.from(digits.replaceAll(' ', ''), 'hex');
}
