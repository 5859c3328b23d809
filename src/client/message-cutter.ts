import { Buffer } from 'node:buffer';
import { peekInt32 } from '../protocol/reader.ts';

const NOTHING = new Uint8Array();

/** Cuts the server's byte stream into messages; what spans chunks is joined once it is complete. */
export class MessageCutter {
  readonly #take: (type: number, body: Uint8Array) => void;
  #chunks: Uint8Array[] = [];
  #held = 0;

  /** `take` is given each message; the body is valid during the call only. */
  constructor(take: (type: number, body: Uint8Array) => void) {
    this.#take = take;
  }

  push(chunk: Uint8Array): void {
    this.#chunks.push(chunk);
    this.#held += chunk.length;
    if (this.#held < this.#needed()) return;
    const bytes = this.#chunks.length === 1 ? chunk : Buffer.concat(this.#chunks);
    this.#chunks = [];
    this.#held = 0;
    const rest = this.#cut(bytes);
    if (rest.length === 0) return;
    this.#chunks.push(rest);
    this.#held = rest.length;
  }

  /** Bytes of the message that has begun; 5 while its length has not come. */
  #needed(): number {
    const [first = NOTHING] = this.#chunks;
    return 1 + (peekInt32(first, 1) ?? 4);
  }

  #cut(bytes: Uint8Array): Uint8Array {
    let start = 0;
    for (;;) {
      const length = peekInt32(bytes, start + 1);
      if (length === undefined || start + 1 + length > bytes.length) return bytes.subarray(start);
      if (length < 4) throw new Error('the server does not speak the PostgreSQL protocol');
      this.#take(bytes[start] ?? 0, bytes.subarray(start + 5, start + 1 + length));
      start += 1 + length;
    }
  }
}
