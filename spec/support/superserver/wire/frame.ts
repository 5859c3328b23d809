/** A message of the superserver protocol (iris-driver.md section 2). */
export interface Frame {
  /** Message count: a reply must repeat the request's. */
  readonly count: number;
  readonly statement: number;
  /** Requests: the function code in wire order; replies: the status. */
  readonly code: number;
  readonly payload: Buffer<ArrayBuffer>;
}

const HEADER_BYTES = 14;

/** Far above MAXSTRING in UTF-16 with room for many arguments; a length beyond it is no message of a driver. */
export const MAX_PAYLOAD = 64 * 1024 * 1024;

/** Bytes that are not the protocol: the connection is of no use any more. */
export class FrameError extends Error {
  override readonly name = 'FrameError';
}

/** Cuts a byte stream into frames; takes any segmentation. */
export class Framer {
  readonly #pieces: Buffer[] = [];
  #buffered = 0;
  #header: {
    readonly length: number;
    readonly count: number;
    readonly statement: number;
    code: number;
  } | null = null;

  /**
   * Adds bytes.
   * @returns the frames that are complete
   * @throws FrameError when a length cannot be meant
   */
  push(bytes: Buffer): Frame[] {
    this.#pieces.push(bytes);
    this.#buffered += bytes.length;
    const frames: Frame[] = [];
    for (let frame = this.#next(); frame !== null; frame = this.#next()) frames.push(frame);
    return frames;
  }

  #next(): Frame | null {
    if (this.#header === null) {
      if (this.#buffered < HEADER_BYTES) return null;
      const header = this.#take(HEADER_BYTES);
      const length = header.readUInt32LE(0);
      if (length > MAX_PAYLOAD) throw new FrameError(`a payload of ${length} bytes`);
      this.#header = {
        length,
        count: header.readUInt32LE(4),
        statement: header.readUInt32LE(8),
        code: header.readUInt16LE(12),
      };
    }
    const { length, ...rest } = this.#header;
    if (this.#buffered < length) return null;
    this.#header = null;
    return { ...rest, payload: this.#take(length) };
  }

  /** A copy of its own: payloads are handed to other threads. */
  #take(length: number): Buffer<ArrayBuffer> {
    const taken = Buffer.from(new ArrayBuffer(length));
    let filled = 0;
    while (filled < length) {
      const piece = this.#pieces[0];
      if (piece === undefined) throw new Error('fewer bytes than counted');
      const part = Math.min(piece.length, length - filled);
      piece.copy(taken, filled, 0, part);
      filled += part;
      if (part === piece.length) this.#pieces.shift();
      else this.#pieces[0] = piece.subarray(part);
    }
    this.#buffered -= length;
    return taken;
  }
}

/** The bytes of a frame. */
export function encodeFrame({ count, statement, code, payload }: Frame): Buffer<ArrayBuffer> {
  const bytes = Buffer.from(new ArrayBuffer(HEADER_BYTES + payload.length));
  bytes.writeUInt32LE(payload.length, 0);
  bytes.writeUInt32LE(count, 4);
  bytes.writeUInt32LE(statement, 8);
  bytes.writeUInt16LE(code, 12);
  payload.copy(bytes, HEADER_BYTES);
  return bytes;
}
