import { readSync, writeSync } from 'node:fs';
import { deserialize, serialize } from 'node:v8';

/** Bytes of the length that stands before each message. */
const HEADER = 4;

/** A message for a pipe: its length as 32 bits little-endian, then the message as structured clone has it. */
export function frameOf(message: unknown): Buffer {
  const body = serialize(message);
  const header = Buffer.allocUnsafe(HEADER);
  header.writeUInt32LE(body.length);
  return Buffer.concat([header, body]);
}

/** Cuts what a pipe delivers into messages. */
export class FrameReader {
  #rest: Buffer = Buffer.alloc(0);
  #pieces: Buffer[] = [];
  #missing = 0;

  /** Takes bytes as they come. @returns the messages that are complete now */
  push(chunk: Buffer): unknown[] {
    if (this.#missing > chunk.length) {
      // A large message is put together once, not with each of its pieces.
      this.#pieces.push(chunk);
      this.#missing -= chunk.length;
      return [];
    }
    const bytes = Buffer.concat([this.#rest, ...this.#pieces, chunk]);
    this.#pieces = [];
    this.#missing = 0;
    const messages: unknown[] = [];
    let at = 0;
    while (bytes.length - at >= HEADER) {
      const end = at + HEADER + bytes.readUInt32LE(at);
      if (end > bytes.length) {
        this.#missing = end - bytes.length;
        break;
      }
      messages.push(deserialize(bytes.subarray(at + HEADER, end)));
      at = end;
    }
    this.#rest = bytes.subarray(at);
    return messages;
  }
}

/**
 * The child's end of the pipe to the gateway. Reading and writing block, as calls of the driver do: there is no event
 * loop to be awake for, and a message costs no more than two system calls (iris-driver.md 7.2).
 */
export class BlockingPipe {
  readonly #descriptor: number;
  readonly #header = Buffer.alloc(HEADER);

  constructor(descriptor: number) {
    this.#descriptor = descriptor;
  }

  /** The next message; null when the gateway is gone. */
  read(): unknown {
    if (!this.#fill(this.#header)) return null;
    const body = Buffer.allocUnsafe(this.#header.readUInt32LE());
    return this.#fill(body) ? deserialize(body) : null;
  }

  write(message: unknown): void {
    const frame = frameOf(message);
    for (let at = 0; at < frame.length; ) at += writeSync(this.#descriptor, frame, at);
  }

  #fill(target: Buffer): boolean {
    for (let at = 0; at < target.length; ) {
      const read = readSync(this.#descriptor, target, at, target.length - at, null);
      if (read === 0) return false;
      at += read;
    }
    return true;
  }
}
