import type { Dialect } from '../../sql/context.ts';
import type { RegistryOptions } from '../../types/index.ts';
import type { Backend, Lane } from '../backend.ts';
import { DictionaryMemory } from '../lane/dictionary-memory.ts';
import { WriteTurns, type Turns } from '../lane/write-turns.ts';
import type { DataFolder } from './data-folder.ts';
import { DictionaryChanges } from './dictionary/changes.ts';
import { EmbeddedLane } from './lane.ts';

export interface EmbeddedOptions extends RegistryOptions {
  /** Where the database file is: a claimed folder, released by `close`. */
  readonly folder: DataFolder;
  /** The IRIS version that the engine plays: what came later is refused as that version would. */
  readonly dialect: Dialect;
  /** Whoever grants turns to the processes that share the folder; absent: it is this process's alone. */
  readonly turns?: Turns;
}

/** The engine of design.md decision 3: IRIS SQL on node:sqlite, one thread for each lane. */
export class EmbeddedBackend implements Backend {
  readonly type = 'embedded';
  readonly dialect: Dialect;
  readonly #options: EmbeddedOptions;
  readonly exclusive: boolean;
  readonly oneWriter = true;
  readonly #turns: Turns;
  readonly #changes: DictionaryChanges | null;
  readonly #dictionary = new DictionaryMemory();

  constructor(options: EmbeddedOptions) {
    this.#options = options;
    this.dialect = options.dialect;
    this.exclusive = options.turns === undefined;
    this.#turns = options.turns ?? new WriteTurns();
    this.#changes = this.exclusive ? new DictionaryChanges() : null;
  }

  connect(): Promise<Lane> {
    const { folder, dialect, turns: _, ...types } = this.#options;
    const changes = this.#changes?.memory ?? null;
    return EmbeddedLane.open({ path: folder.file, dialect, types, changes }, this.#turns, this.#dictionary);
  }

  close(): Promise<void> {
    this.#options.folder.release();
    return Promise.resolve();
  }
}
