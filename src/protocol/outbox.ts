import type { SingleByteTable } from '../encoding/single-byte.ts';
import { encodeBackend } from './backend/index.ts';
import type { BackendMessage } from './backend/index.ts';
import { Writer } from './writer.ts';

/** Prebuilt frames from this size on are passed through; below, copying is cheaper than another write. */
const PASSED_THROUGH = 4096;

/**
 * What one client is going to be sent, in order. Nothing leaves before flush(), so that the answer to a whole Query or
 * pipeline is one write (style.md habit 6).
 */
export class Outbox {
  readonly #sink: (bytes: Uint8Array) => void;
  readonly #writer = new Writer();
  /** Finished parts before what the writer holds. */
  #parts: Uint8Array[] = [];
  #partBytes = 0;
  /** The client's encoding at this moment; null for UTF-8. Frames that are appended are in it. */
  encoding: () => SingleByteTable | null = () => null;

  constructor(sink: (bytes: Uint8Array) => void) {
    this.#sink = sink;
  }

  /** Bytes that wait for flush(). */
  get pending(): number {
    return this.#partBytes + this.#writer.length;
  }

  /** Throws, and keeps nothing of the message, when it cannot be encoded. */
  send(message: BackendMessage): void {
    this.#writer.encoding = this.encoding();
    encodeBackend(this.#writer, message);
  }

  /** Adds complete frames built elsewhere. They may be kept as they are: the caller must not write to them again. */
  append(frames: Uint8Array): void {
    if (frames.length < PASSED_THROUGH) {
      this.#writer.bytes(frames);
      return;
    }
    this.#closePart();
    this.#addPart(frames);
  }

  /** Gives everything to the sink: one call, and one more around each passed-through part. */
  flush(): void {
    this.#closePart();
    const parts = this.#parts;
    this.#parts = [];
    this.#partBytes = 0;
    for (const part of parts) this.#sink(part);
  }

  #closePart(): void {
    if (this.#writer.length > 0) this.#addPart(this.#writer.take());
  }

  #addPart(part: Uint8Array): void {
    this.#parts.push(part);
    this.#partBytes += part.length;
  }
}
