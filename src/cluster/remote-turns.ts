import type { Turns } from '../backend/lane/write-turns.ts';
import type { PrimaryLink } from './remote-neighbours.ts';

/** Turns to write in the embedded database, which the primary process grants to all workers in the order they ask. */
export class RemoteTurns implements Turns {
  readonly #link: PrimaryLink;
  /** Numbers of those who have a turn. */
  readonly #holders = new Map<object, number>();
  #last = 0;

  constructor(link: PrimaryLink) {
    this.#link = link;
  }

  async take(holder: object, timeoutMs: number, signal: AbortSignal): Promise<void> {
    if (this.#holders.has(holder)) return;
    this.#last += 1;
    const number = this.#last;
    await this.#link.ask('turn', { holder: number, timeoutMs }, signal);
    this.#holders.set(holder, number);
  }

  give(holder: object): void {
    const number = this.#holders.get(holder);
    if (number === undefined) return;
    this.#holders.delete(holder);
    this.#link.tell('giveTurn', number);
  }
}
