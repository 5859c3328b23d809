import { Buffer } from 'node:buffer';
import { encodeSingleByte, type SingleByteTable } from '../encoding/single-byte.ts';
import { GatewayError } from '../errors/gateway-error.ts';
import { SQLSTATE } from '../errors/sqlstate.ts';

/**
 * PostgreSQL's MaxAllocSize. Refused before it is built: a length word that wraps would split one message into several
 * (CVE-2024-27304).
 */
const MAXIMUM = 0x3fffffff;
/** Up to here the loop over char codes beats the call into V8's UTF-8 encoder. */
const SHORT = 32;
/** From here on the text's exact size is worth a pass over it; below, 3 bytes a character are reserved. */
const LONG = 4096;
const NOTHING = Buffer.alloc(0);

/**
 * Builds messages in a growing buffer, network byte order. Numbers out of range throw instead of wrapping.
 */
export class Writer {
  readonly #capacity: number;
  readonly #owned: boolean;
  /** Of the text that is written; null for UTF-8. */
  encoding: SingleByteTable | null = null;
  #buffer: Buffer<ArrayBuffer> = NOTHING;
  #length = 0;
  /** Where the open message's length word stands; -1 when none is open. */
  #lengthWord = -1;

  /** `capacity` is the first allocation in bytes; `owned` keeps what is taken out of Node's pool, so that it can be transferred. */
  constructor(capacity = 1024, owned = false) {
    this.#capacity = capacity;
    this.#owned = owned;
  }

  /** Bytes written and not taken. */
  get length(): number {
    return this.#length;
  }

  #reserve(count: number): number {
    const at = this.#length;
    const needed = at + count;
    if (needed > this.#buffer.length) this.#grow(needed);
    this.#length = needed;
    return at;
  }

  #grow(needed: number): void {
    if (needed > MAXIMUM) {
      throw new GatewayError(
        SQLSTATE.programLimitExceeded,
        `string buffer exceeds maximum allowed length (${MAXIMUM} bytes)`,
        {
          detail: `Cannot enlarge string buffer containing ${this.#length} bytes by ${needed - this.#length} more bytes.`,
        },
      );
    }
    const doubled = Math.max(this.#capacity, this.#buffer.length * 2);
    const size = Math.min(MAXIMUM, Math.max(needed, doubled));
    const grown = this.#owned ? Buffer.allocUnsafeSlow(size) : Buffer.allocUnsafe(size);
    this.#buffer.copy(grown, 0, 0, this.#length);
    this.#buffer = grown;
  }

  /** Opens a message of the type byte `letter`; start-up packets have none. */
  begin(letter?: string): this {
    if (letter !== undefined) this.uint8(letter.charCodeAt(0));
    this.#lengthWord = this.#reserve(4);
    return this;
  }

  /** Closes the open message: its length, which counts itself, is now known. */
  finish(): this {
    this.#buffer.writeInt32BE(this.#length - this.#lengthWord, this.#lengthWord);
    this.#lengthWord = -1;
    return this;
  }

  uint8(value: number): this {
    const at = this.#reserve(1);
    this.#buffer.writeUInt8(value, at);
    return this;
  }

  int8(value: number): this {
    const at = this.#reserve(1);
    this.#buffer.writeInt8(value, at);
    return this;
  }

  int16(value: number): this {
    const at = this.#reserve(2);
    this.#buffer.writeInt16BE(value, at);
    return this;
  }

  uint16(value: number): this {
    const at = this.#reserve(2);
    this.#buffer.writeUInt16BE(value, at);
    return this;
  }

  int32(value: number): this {
    const at = this.#reserve(4);
    this.#buffer.writeInt32BE(value, at);
    return this;
  }

  uint32(value: number): this {
    const at = this.#reserve(4);
    this.#buffer.writeUInt32BE(value, at);
    return this;
  }

  int64(value: bigint): this {
    const at = this.#reserve(8);
    this.#buffer.writeBigInt64BE(value, at);
    return this;
  }

  bytes(bytes: Uint8Array): this {
    const at = this.#reserve(bytes.length);
    this.#buffer.set(bytes, at);
    return this;
  }

  /** Without length or NUL. A lone surrogate becomes U+FFFD, as everywhere in Node. 22P05 where the encoding lacks a character. */
  text(text: string): this {
    if (text.length <= SHORT && this.#ascii(text)) return this;
    if (this.encoding !== null) return this.bytes(encodeSingleByte(text, this.encoding));
    const start = this.#length;
    this.#reserve(text.length < LONG ? text.length * 3 : Buffer.byteLength(text));
    this.#length = start + this.#buffer.write(text, start);
    return this;
  }

  #ascii(text: string): boolean {
    const start = this.#reserve(text.length);
    const buffer = this.#buffer;
    for (let index = 0; index < text.length; index += 1) {
      const code = text.charCodeAt(index);
      if (code > 0x7f) {
        this.#length = start;
        return false;
      }
      buffer[start + index] = code;
    }
    return true;
  }

  /** Text and its NUL. A NUL inside would end it early and shift all that follows: 22021. */
  cstring(text: string): this {
    if (text.includes('\0')) {
      throw new GatewayError(
        SQLSTATE.characterNotInRepertoire,
        'invalid byte sequence for encoding "UTF8": 0x00',
      );
    }
    return this.text(text).uint8(0);
  }

  /** A length-prefixed value; NULL has the length -1 and no bytes. */
  value(value: Uint8Array | null): this {
    return value === null ? this.int32(-1) : this.int32(value.length).bytes(value);
  }

  /** A length-prefixed text. */
  textValue(text: string): this {
    const at = this.#reserve(4);
    this.text(text);
    this.#buffer.writeInt32BE(this.#length - at - 4, at);
    return this;
  }

  /** Forgets what was written after the first `length` bytes, an open message included. */
  truncate(length: number): void {
    this.#length = length;
    this.#lengthWord = -1;
  }

  /** A copy of the first `length` bytes; the writer keeps its memory. */
  copy(length: number): Uint8Array<ArrayBuffer> {
    return new Uint8Array(this.#buffer.subarray(0, length));
  }

  /** Hands over the bytes written since the last take. The writer starts anew and never touches them again. */
  take(): Uint8Array<ArrayBuffer> {
    if (this.#length === 0) return new Uint8Array();
    const taken = this.#buffer.subarray(0, this.#length);
    this.#buffer = NOTHING;
    this.#length = 0;
    return taken;
  }
}
