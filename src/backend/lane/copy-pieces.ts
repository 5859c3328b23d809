import type { CopyPiece } from './messages.ts';

/** Pieces of a COPY FROM's data that have come to a lane and wait to be used. */
export class CopyPieces {
  readonly #pieces: CopyPiece[] = [];
  #wake: (() => void) | null = null;

  add(piece: CopyPiece): void {
    this.#pieces.push(piece);
    this.#wake?.();
  }

  async next(): Promise<CopyPiece> {
    for (;;) {
      const piece = this.#pieces.shift();
      if (piece !== undefined) return piece;
      const { promise, resolve } = Promise.withResolvers<void>();
      this.#wake = resolve;
      await promise;
      this.#wake = null;
    }
  }
}
