import { Buffer } from 'node:buffer';
import { decodeSingleByte, type SingleByteTable } from '../encoding/single-byte.ts';
import { decodeUtf8 } from './utf8.ts';
import { violation } from './violation.ts';

function insufficient(): Error {
  return violation('insufficient data left in message');
}

/**
 * Reads the contents of one message in network byte order. Every read is checked against the end: 08P01 in the words
 * of PostgreSQL's pqformat.c. The only place of the gateway that reads integers out of the wire's bytes
 * (spec/unit/protocol/raw-reads.spec.ts).
 */
export class Reader {
  readonly #bytes: Buffer;
  readonly #encoding: SingleByteTable | null;
  #offset = 0;

  /** @param encoding that of the sender's text; null for UTF-8 */
  constructor(bytes: Uint8Array, encoding: SingleByteTable | null = null) {
    this.#encoding = encoding;
    this.#bytes = Buffer.isBuffer(bytes)
      ? bytes
      : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  /** Bytes not read yet. */
  get remaining(): number {
    return this.#bytes.length - this.#offset;
  }

  #advance(count: number): number {
    if (count > this.remaining) throw insufficient();
    const at = this.#offset;
    this.#offset += count;
    return at;
  }

  uint8(): number {
    if (this.remaining < 1) throw violation('no data left in message');
    return this.#bytes.readUInt8(this.#advance(1));
  }

  int8(): number {
    if (this.remaining < 1) throw violation('no data left in message');
    return this.#bytes.readInt8(this.#advance(1));
  }

  int16(): number {
    return this.#bytes.readInt16BE(this.#advance(2));
  }

  uint16(): number {
    return this.#bytes.readUInt16BE(this.#advance(2));
  }

  int32(): number {
    return this.#bytes.readInt32BE(this.#advance(4));
  }

  /** OIDs are unsigned. */
  uint32(): number {
    return this.#bytes.readUInt32BE(this.#advance(4));
  }

  int64(): bigint {
    return this.#bytes.readBigInt64BE(this.#advance(8));
  }

  /** A view of the next `count` bytes, no copy: it lives as long as the message's body. */
  bytes(count: number): Uint8Array {
    if (count < 0) throw insufficient();
    const at = this.#advance(count);
    return this.#bytes.subarray(at, at + count);
  }

  /** A view of everything that is left. */
  rest(): Uint8Array {
    return this.bytes(this.remaining);
  }

  /** A length-prefixed value: int32 length, -1 for NULL, then the bytes. Other negative lengths are 08P01. */
  value(): Uint8Array | null {
    const length = this.int32();
    return length === -1 ? null : this.bytes(length);
  }

  /** Text up to its NUL. Text that is not UTF-8 is 22021; a byte without meaning in another encoding 22P05. */
  cstring(): string {
    // Drivers leave most names empty.
    if (this.#bytes[this.#offset] === 0) {
      this.#offset += 1;
      return '';
    }
    const end = this.#bytes.indexOf(0, this.#offset);
    if (end < 0) throw violation('invalid string in message');
    const bytes = this.#bytes.subarray(this.#offset, end);
    const text = this.#encoding === null ? decodeUtf8(bytes) : decodeSingleByte(bytes, this.#encoding);
    this.#offset = end + 1;
    return text;
  }

  /**
   * A uint16 count of elements that take at least `elementBytes` each. Refused when the message cannot hold them, so
   * that nothing is ever allocated on the sender's word.
   */
  count(elementBytes: number): number {
    const count = this.uint16();
    if (count * elementBytes > this.remaining) throw insufficient();
    return count;
  }

  /** As many elements as a count says, each read by `element`. */
  list<T>(elementBytes: number, element: (reader: this) => T): T[] {
    const list: T[] = [];
    for (let left = this.count(elementBytes); left > 0; left -= 1) list.push(element(this));
    return list;
  }

  /** Nothing may follow. */
  end(): void {
    if (this.remaining > 0) throw violation('invalid message format');
  }
}

function byteAt(bytes: Uint8Array, offset: number): number {
  return bytes[offset] ?? 0;
}

/** The int32 at `offset`, for headers of frames that are not complete yet; undefined when not all of it is there. */
export function peekInt32(bytes: Uint8Array, offset: number): number | undefined {
  if (offset + 4 > bytes.length) return undefined;
  return (
    (byteAt(bytes, offset) << 24) |
    (byteAt(bytes, offset + 1) << 16) |
    (byteAt(bytes, offset + 2) << 8) |
    byteAt(bytes, offset + 3)
  );
}

/** The int16 at `offset`; undefined when not all of it is there. */
export function peekInt16(bytes: Uint8Array, offset: number): number | undefined {
  if (offset + 2 > bytes.length) return undefined;
  return ((byteAt(bytes, offset) << 24) >> 16) | byteAt(bytes, offset + 1);
}
