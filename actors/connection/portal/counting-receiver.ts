import type { CopyRows } from '../../../src/copy/to/copy-rows.ts';
import type { Receiver } from './receiver.ts';

/** Hands on what a portal answers and knows whether there was any row. */
export class CountingReceiver implements Receiver {
  readonly copy?: CopyRows;
  readonly #to: Receiver;
  #any = false;

  constructor(to: Receiver) {
    this.#to = to;
    if (to.copy !== undefined) this.copy = to.copy;
  }

  get any(): boolean {
    return this.#any;
  }

  rows(frames: Uint8Array): Promise<void> | void {
    this.#any ||= frames.length > 0;
    return this.#to.rows(frames);
  }

  suspend(): void {
    this.#to.suspend();
  }

  complete(tag: string): void {
    this.#to.complete(tag);
  }
}
