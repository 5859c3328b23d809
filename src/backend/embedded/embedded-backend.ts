import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Dialect } from '../../sql/context.ts';
import type { Backend, Lane } from '../backend.ts';
import { WriteTurns } from '../lane/write-turns.ts';
import { EmbeddedLane } from './lane.ts';

/** The IRIS version whose SQL the engine accepts: the oldest the gateway supports, so nothing newer slips through. */
export const EMBEDDED_DIALECT: Dialect = { version: [2024, 1] };

export interface EmbeddedOptions {
  /** Folder for the database file, or `:memory:` for an instance that leaves nothing behind. */
  readonly path: string;
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
  /** Lanes in several threads cannot share SQLite's own `:memory:`, so that is a temporary folder. */
  readonly #temporary: string | null;
  readonly #file: string;

  constructor(options: EmbeddedOptions) {
    this.#options = options;
    this.#temporary = options.path === ':memory:' ? mkdtempSync(join(tmpdir(), 'iris-pgwire-')) : null;
    const folder = this.#temporary ?? options.path;
    mkdirSync(folder, { recursive: true });
    this.#file = join(folder, 'iris.sqlite');
  }

  connect(): Promise<Lane> {
    const { vectorOid, vectorArrayOid } = this.#options;
    return EmbeddedLane.open(
      { path: this.#file, dialect: this.dialect, vectorOid, vectorArrayOid },
      this.#turns,
    );
  }

  close(): Promise<void> {
    if (this.#temporary !== null) rmSync(this.#temporary, { recursive: true, force: true });
    return Promise.resolve();
  }
}
