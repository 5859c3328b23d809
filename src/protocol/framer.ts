import { Buffer } from 'node:buffer';
import { checkLength, checkStartupLength, checkType } from './frontend/limits.ts';
import type { Awaiting } from './frontend/limits.ts';
import { peekInt32 } from './reader.ts';

/** One complete message. */
export interface Frame {
  /** Type byte; 0 for a start-up packet, which has none. */
  readonly type: number;
  /** Contents behind the length word. Valid until the next push: whoever keeps them longer copies them. */
  readonly body: Uint8Array;
}

/** Default for the large messages (Query, Parse, Bind, FunctionCall, CopyData), bytes. */
export const DEFAULT_MAXIMUM_MESSAGE = 256 * 1024 * 1024;

const NOTHING = new Uint8Array();

/**
 * Cuts the client's byte stream into frames. A frame within one chunk is a view of it; one that spans chunks is
 * assembled. Its length word is checked before anything is allocated, and the memory held follows the bytes that came,
 * never the length that was claimed.
 */
export class Framer {
  /** Which frames may come. The owner sets it as the session goes on, before it asks for the next frame. */
  awaiting: Awaiting = 'startup';
  readonly #maximum: number;
  #bytes: Uint8Array = NOTHING;
  #start = 0;
  #end = 0;
  /** `#bytes` is our own allocation, with room behind `#end`. */
  #assembling = false;

  constructor(maximum: number = DEFAULT_MAXIMUM_MESSAGE) {
    this.#maximum = maximum;
  }

  /** Bytes that came and are no part of a frame handed out: more than 0 behind an SSLRequest is an attack. */
  get bufferedBytes(): number {
    return this.#end - this.#start;
  }

  /** Type byte of the message that next() will return, 0 when none has begun to come: lets Execute see a Sync behind it. */
  get nextType(): number {
    return this.bufferedBytes > 0 ? (this.#bytes[this.#start] ?? 0) : 0;
  }

  /** Takes the next bytes of the stream; the framer keeps the chunk until its frames are read. */
  push(chunk: Uint8Array): void {
    const buffered = this.bufferedBytes;
    if (buffered === 0) {
      this.#bytes = chunk;
      this.#start = 0;
      this.#end = chunk.length;
      this.#assembling = false;
      return;
    }
    const needed = buffered + chunk.length;
    if (!this.#assembling || this.#end + chunk.length > this.#bytes.length) {
      const grown = Buffer.allocUnsafe(needed * 2);
      grown.set(this.#bytes.subarray(this.#start, this.#end));
      this.#bytes = grown;
      this.#start = 0;
      this.#assembling = true;
    }
    this.#bytes.set(chunk, this.#start + buffered);
    this.#end = this.#start + needed;
  }

  /**
   * The next complete frame, or null when more bytes are needed. FATAL 08P01 for a length or type that cannot be; the
   * stream cannot be followed after that and every further call throws the same.
   */
  next(): Frame | null {
    return this.awaiting === 'startup' ? this.#startupPacket() : this.#message(this.awaiting);
  }

  #startupPacket(): Frame | null {
    const length = this.#lengthAt(this.#start);
    if (length === undefined) return null;
    checkStartupLength(length);
    return this.#cut(0, this.#start + 4, this.#start + length);
  }

  #message(awaiting: Exclude<Awaiting, 'startup'>): Frame | null {
    if (this.bufferedBytes === 0) return null;
    const type = this.#bytes[this.#start] ?? 0;
    checkType(awaiting, type);
    const length = this.#lengthAt(this.#start + 1);
    if (length === undefined) return null;
    checkLength(awaiting, type, length, this.#maximum);
    return this.#cut(type, this.#start + 5, this.#start + 1 + length);
  }

  #lengthAt(offset: number): number | undefined {
    return offset + 4 > this.#end ? undefined : peekInt32(this.#bytes, offset);
  }

  #cut(type: number, from: number, to: number): Frame | null {
    if (to > this.#end) return null;
    this.#start = to;
    return { type, body: this.#bytes.subarray(from, to) };
  }
}
