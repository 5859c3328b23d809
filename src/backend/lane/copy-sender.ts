import { asGatewayError, type ErrorFields } from '../../errors/gateway-error.ts';
import type { CopyFeed } from '../backend.ts';
import type { CopyPiece } from './messages.ts';

/** Pieces of data that may be on their way to a lane unused: one is worked on, one waits. */
const WINDOW = 2;

/** Hands the data of a COPY FROM to a lane, no faster than the lane uses it up. */
export class CopySender {
  readonly #feed: CopyFeed;
  readonly #post: (piece: CopyPiece, transfer?: ArrayBuffer) => void;
  readonly #over = new AbortController();
  #unused = 0;
  #wake: (() => void) | null = null;

  constructor(feed: CopyFeed, post: (piece: CopyPiece, transfer?: ArrayBuffer) => void) {
    this.#feed = feed;
    this.#post = post;
  }

  /** Sends all data and its end. Never rejects: the lane's answer tells how the copy has gone. */
  async send(): Promise<void> {
    const { signal } = this.#over;
    try {
      for (;;) {
        const data = await this.#feed.next(signal);
        if (signal.aborted) return;
        if (data === null) break;
        this.#unused += 1;
        this.#post({ data }, data.buffer);
        while (this.#unused >= WINDOW && !signal.aborted) await this.#nextTaken();
      }
      this.#post({ end: 'done' });
    } catch (error) {
      if (signal.aborted) return;
      this.#post({ end: 'failed', error: asGatewayError(error).fields });
    }
  }

  /** The lane has used up a piece. */
  taken(notices: readonly ErrorFields[]): void {
    this.#unused -= 1;
    for (const notice of notices) this.#feed.notice(notice);
    this.#wake?.();
  }

  /** The lane has answered: nothing more is sent. */
  end(): void {
    this.#over.abort();
    this.#wake?.();
  }

  async #nextTaken(): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#wake = resolve;
    await promise;
    this.#wake = null;
  }
}
