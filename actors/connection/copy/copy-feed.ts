import type { CopyFeed } from '../../../src/backend/backend.ts';
import { GatewayError, type ErrorFields } from '../../../src/errors/gateway-error.ts';
import { decodeFrontend, type Frame } from '../../../src/protocol/index.ts';
import type { Session } from '../session.ts';

/** Data is handed on in pieces of this size, or as much as has come. */
const PIECE_BYTES = 64 * 1024;

const [COPY_DATA, COPY_DONE, COPY_FAIL, FLUSH, SYNC] = Array.from('dcfHS', (letter) =>
  letter.charCodeAt(0),
) as [number, number, number, number, number];

/** The data that a client sends during COPY FROM STDIN (manual 55.2.6), in pieces that are worth a lane's while. */
export class ClientFeed implements CopyFeed {
  readonly #session: Session;
  readonly #signal: AbortSignal;
  #piece: Uint8Array<ArrayBuffer> = new Uint8Array(PIECE_BYTES);
  #length = 0;
  #done = false;
  /** Comes behind the data that stands before it. */
  #failure: GatewayError | null = null;

  /** @param signal ends the waiting for the client with its reason */
  constructor(session: Session, signal: AbortSignal) {
    this.#session = session;
    this.#signal = signal;
  }

  /** Whether the client has sent a message that cannot come now: it has not been read, so no other can be. */
  lost = false;

  /** Waits for the client's first message, so that no lane waits for it. @throws the signal's reason */
  async begin(): Promise<void> {
    const { copy } = this.#session;
    for (;;) {
      this.#signal.throwIfAborted();
      const frame = copy.next();
      if (frame === null) await copy.arrived(this.#signal);
      else return this.#take(frame);
    }
  }

  async next(over: AbortSignal): Promise<Uint8Array<ArrayBuffer> | null> {
    const { copy } = this.#session;
    const until = AbortSignal.any([over, this.#signal]);
    for (;;) {
      this.#signal.throwIfAborted();
      if (over.aborted) return null;
      const frame = this.#ended ? null : copy.next();
      if (frame !== null) this.#take(frame);
      if (this.#length >= PIECE_BYTES || (frame === null && this.#length > 0)) return this.#cut();
      if (frame !== null) continue;
      if (this.#failure) throw this.#failure;
      if (this.#done) return null;
      await copy.arrived(until);
    }
  }

  notice(fields: ErrorFields): void {
    this.#session.notice(fields);
  }

  get #ended(): boolean {
    return this.#done || this.#failure !== null;
  }

  #take({ type, body }: Frame): void {
    switch (type) {
      case COPY_DATA:
        this.#add(body);
        break;
      case COPY_DONE:
        this.#done = true;
        break;
      case COPY_FAIL: {
        const failed = decodeFrontend(type, body, 'ordinary');
        const reason = failed.type === 'CopyFail' ? failed.message : '';
        this.#failure = new GatewayError('57014', `COPY from stdin failed: ${reason}`);
        break;
      }
      case FLUSH:
      case SYNC:
        // Sent by libraries that have not noticed what they executed (copyfromparse.c, CopyGetData).
        break;
      default:
        this.lost = true;
        this.#failure = unexpected(type);
    }
  }

  #add(bytes: Uint8Array): void {
    const needed = this.#length + bytes.length;
    if (needed > this.#piece.length) {
      const grown = new Uint8Array(Math.max(needed, 2 * this.#piece.length));
      grown.set(this.#piece.subarray(0, this.#length));
      this.#piece = grown;
    }
    this.#piece.set(bytes, this.#length);
    this.#length = needed;
  }

  #cut(): Uint8Array<ArrayBuffer> {
    const piece = this.#piece.subarray(0, this.#length);
    this.#piece = new Uint8Array(PIECE_BYTES);
    this.#length = 0;
    return piece;
  }
}

function unexpected(type: number): GatewayError {
  const code = type.toString(16).toUpperCase().padStart(2, '0');
  return new GatewayError('08P01', `unexpected message type 0x${code} during COPY from stdin`);
}
