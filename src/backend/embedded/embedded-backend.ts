import type { Dialect } from '../../sql/context.ts';
import type { Backend, Lane } from '../backend.ts';
import { WriteTurns } from '../lane/write-turns.ts';
import type { DataFolder } from './data-folder.ts';
import { EmbeddedLane } from './lane.ts';

/** The IRIS version whose SQL the engine accepts: the oldest the gateway supports, so nothing newer slips through. */
export const EMBEDDED_DIALECT: Dialect = { version: [2024, 1] };

export interface EmbeddedOptions {
  /** Where the database file is: a claimed folder, released by `close`. */
  readonly folder: DataFolder;
  /** pg_type.oid of vector and vector[] in the shadow catalog. */
  readonly vectorOid: number;
  readonly vectorArrayOid: number;
}

/** The engine of design.md decision 3: IRIS SQL on node:sqlite, one thread for each lane. */
export class EmbeddedBackend implements Backend {
  readonly type = 'embedded';
  readonly dialect = EMBEDDED_DIALECT;
  readonly #options: EmbeddedOptions;
  readonly #turns = new WriteTurns();

  constructor(options: EmbeddedOptions) {
    this.#options = options;
  }

  connect(): Promise<Lane> {
    const { folder, vectorOid, vectorArrayOid } = this.#options;
    return EmbeddedLane.open(
      { path: folder.file, dialect: this.dialect, vectorOid, vectorArrayOid },
      this.#turns,
    );
  }

  close(): Promise<void> {
    this.#options.folder.release();
    return Promise.resolve();
  }
}
