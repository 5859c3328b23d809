import type { Dialect } from '../../sql/context.ts';
import type { RegistryOptions } from '../../types/index.ts';
import type { Backend, Lane } from '../backend.ts';
import { WriteTurns } from '../lane/write-turns.ts';
import type { DataFolder } from './data-folder.ts';
import { DictionaryChanges } from './dictionary/changes.ts';
import { EmbeddedLane } from './lane.ts';

export interface EmbeddedOptions extends RegistryOptions {
  /** Where the database file is: a claimed folder, released by `close`. */
  readonly folder: DataFolder;
  /** The IRIS version that the engine plays: what came later is refused as that version would. */
  readonly dialect: Dialect;
}

/** The engine of design.md decision 3: IRIS SQL on node:sqlite, one thread for each lane. */
export class EmbeddedBackend implements Backend {
  readonly type = 'embedded';
  readonly dialect: Dialect;
  readonly #options: EmbeddedOptions;
  readonly #turns = new WriteTurns();
  readonly #changes = new DictionaryChanges();

  constructor(options: EmbeddedOptions) {
    this.#options = options;
    this.dialect = options.dialect;
  }

  connect(): Promise<Lane> {
    const { folder, dialect, ...types } = this.#options;
    return EmbeddedLane.open(
      { path: folder.file, dialect, types, changes: this.#changes.memory },
      this.#turns,
    );
  }

  close(): Promise<void> {
    this.#options.folder.release();
    return Promise.resolve();
  }
}
