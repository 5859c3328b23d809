import { SCRATCH_OID } from './mirror/oids.ts';
import type { Engine } from './pglite/engine.ts';

/** More than one transaction takes. */
const STEP = 10_000;
const END = 2 ** 32 - 10 * STEP;

/** OIDs for objects of transactions that are rolled back, apart from those that clients know. */
export class ScratchOids {
  readonly #engine: Engine;
  #next = SCRATCH_OID;

  constructor(engine: Engine) {
    this.#engine = engine;
  }

  /**
   * The next objects take theirs from here. Not the same each time: files of tables that were rolled back stay until the
   * next checkpoint and with them their numbers, and dead rows of the catalog keep an OID taken.
   */
  use(): void {
    this.#next = this.#next >= END ? SCRATCH_OID : this.#next + STEP;
    this.#engine.oids.next = this.#next;
  }
}
