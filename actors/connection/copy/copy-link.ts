import type { Frame } from '../../../src/protocol/index.ts';

/** What a COPY needs of its client's connection, past the messages that the connection serves. */
export interface CopyLink {
  /** The connection is in the phase copy-in or copy-out from now on, or null: no more. */
  enter(phase: 'copy-in' | 'copy-out' | null): void;
  /** The client's next message; null when none is there as a whole. Its body is valid until the next call of `arrived`. */
  next(): Frame | null;
  /** Resolves when more bytes have come, the client is gone, or `until` is aborted. */
  arrived(until: AbortSignal): Promise<void>;
}
