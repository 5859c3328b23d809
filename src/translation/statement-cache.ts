import { Lru } from './lru.ts';
import type { StatementEntry } from './statement-entry.ts';
import type { TranslationSession } from './api.ts';
import { liftFor, liftedKey, plainKey, type StatementKey } from './statement-key.ts';

/** A statement whose analysis came out differently with its literals lifted: it is remembered by its own text. */
const AS_IT_STANDS = Symbol('as it stands');

/** Characters of all keys together: texts that are not alike (bulk loads) push one another out. */
const MOST_CHARACTERS = 32 * 1024 * 1024;

/** Where a statement's entry is or will be. */
export interface Located {
  readonly key: StatementKey;
  readonly entry: StatementEntry | undefined;
}

/** The plan cache: what is known of statements for the present schema. */
export class StatementCache {
  readonly #entries: Lru<StatementEntry | typeof AS_IT_STANDS>;

  constructor(capacity: number) {
    this.#entries = new Lru(capacity, MOST_CHARACTERS);
  }

  get size(): number {
    return this.#entries.size;
  }

  locate(text: string, parameterTypes: readonly number[], session: TranslationSession): Located {
    const lifted = liftFor(text, parameterTypes.length, session);
    if (lifted === null) return this.locatePlain(text, parameterTypes, session);
    const key = liftedKey(lifted, parameterTypes, session);
    const entry = this.#entries.get(key.key);
    if (entry === AS_IT_STANDS) return this.locatePlain(text, parameterTypes, session);
    return { key, entry };
  }

  locatePlain(text: string, parameterTypes: readonly number[], session: TranslationSession): Located {
    const key = plainKey(text, parameterTypes, session);
    const entry = this.#entries.get(key.key);
    return { key, entry: entry === AS_IT_STANDS ? undefined : entry };
  }

  remember(key: StatementKey, entry: StatementEntry): void {
    // a definition changes the schema it was planned for
    if (!key.keep || entry.shape.kind === 'ddl') return;
    this.#entries.set(key.key, entry, key.key.length);
  }

  rememberAsItStands(key: StatementKey): void {
    this.#entries.set(key.key, AS_IT_STANDS, key.key.length);
  }

  clear(): void {
    this.#entries.clear();
  }
}
