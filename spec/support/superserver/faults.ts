import type { Frame } from './wire/frame.ts';

/** How a connection is cut. */
export interface Cut {
  /** FIN: the driver reports code 110; RST: 104 (iris-driver.md 5.4). */
  readonly how: 'fin' | 'rst';
  /**
   * `before`: the call is not executed; `after`: it is executed and nothing is answered; `middle`: it is executed and half
   * of the answer is sent.
   */
  readonly when: 'before' | 'after' | 'middle';
  /** Only calls whose bytes contain this text, in Latin-1. */
  readonly containing?: string;
}

/** What the simulator does wrong on request. Changed at any time; new calls and connections see it. */
export class Faults {
  /** Every answer to a call comes so much later. */
  delayMs = 0;
  /** Which messages are not answered at all: the connection stays open. */
  silent: 'none' | 'handshake' | 'login' | 'calls' = 'none';
  /** Every login is refused as with a wrong password. */
  denied = false;
  /** Connections that may be logged in at once. */
  licences = Number.POSITIVE_INFINITY;
  #cut: Cut | null = null;
  #skip = 0;
  #times = 0;
  #every = 0;

  /** Cuts the next calls, one connection each. */
  cutNext(cut: Cut, times = 1): void {
    this.#cut = cut;
    this.#every = 0;
    this.#times = times;
  }

  /** Cuts one of so many calls, all connections together, until `heal`. */
  cutEvery(calls: number, cut: Cut): void {
    this.#cut = cut;
    this.#every = calls;
    this.#skip = calls;
  }

  /** No more faults. */
  heal(): void {
    this.delayMs = 0;
    this.silent = 'none';
    this.denied = false;
    this.licences = Number.POSITIVE_INFINITY;
    this.#cut = null;
  }

  /** The cut for this call, if it is to be cut. */
  cutFor({ payload }: Frame): Cut | null {
    const cut = this.#cut;
    if (cut === null) return null;
    if (cut.containing !== undefined && !payload.includes(Buffer.from(cut.containing, 'latin1'))) return null;
    if (this.#every > 0) {
      this.#skip -= 1;
      if (this.#skip > 0) return null;
      this.#skip = this.#every;
      return cut;
    }
    this.#times -= 1;
    if (this.#times <= 0) this.#cut = null;
    return cut;
  }
}
