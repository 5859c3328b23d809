import { splitMessages } from '../../../src/protocol/index.ts';
import type { Receiver } from '../portal/receiver.ts';

/** Takes what ANALYZE executes: rows are counted and dropped (manual, EXPLAIN). */
export class DiscardingReceiver implements Receiver {
  #rows = 0;

  get count(): number {
    return this.#rows;
  }

  rows(frames: Uint8Array): Promise<void> {
    this.#rows += [...splitMessages(frames)].length;
    return Promise.resolve();
  }

  suspend(): void {
    // a run without limit is never suspended
  }

  complete(): void {
    // EXPLAIN has a tag of its own
  }
}
