import { type DictionaryChanges, type KnownTable, tableKeyOf } from '../../catalog/reader.ts';
import type { CatalogSnapshot, SnapshotTable } from '../../catalog/snapshot.ts';

/** A table with its version. */
interface Remembered extends KnownTable {
  readonly table: SnapshotTable;
}

/** A reading of the dictionary that has begun. */
export interface DictionaryReading {
  /** What need not be read again unless its version is another. */
  readonly known: ReadonlyMap<string, KnownTable>;
  /** The whole dictionary. What has not changed is the object that it was. */
  finish(changes: DictionaryChanges): CatalogSnapshot;
}

/**
 * What has been read of one backend's dictionary, by whatever lane, so that the next reading is one of the changes. Lanes
 * may see different dictionaries, because transactions are open: each reading starts from what was known when it began,
 * and versions say what of it holds.
 */
export class DictionaryMemory {
  #tables: ReadonlyMap<string, Remembered> = new Map();

  begin(): DictionaryReading {
    const before = this.#tables;
    const known = new Map([...before].map(([key, { version, targets }]) => [key, { version, targets }]));
    return {
      known,
      finish: ({ snapshot, listed }) => {
        const read = new Map(snapshot.tables.map((table) => [tableKeyOf(table.schema, table.name), table]));
        const now = new Map(
          listed.map(([key, version]): [string, Remembered] => {
            const table = read.get(key);
            const same = before.get(key);
            if (table === undefined && same !== undefined) return [key, same];
            if (table === undefined) throw new Error(`the dictionary was read without ${key}`);
            return [key, { version, targets: targetsOf(table), table }];
          }),
        );
        this.#tables = now;
        return { ...snapshot, tables: [...now.values()].map(({ table }) => table) };
      },
    };
  }
}

function targetsOf({ foreignKeys }: SnapshotTable): string[] {
  return foreignKeys.map(({ targetSchema, targetTable }) => tableKeyOf(targetSchema, targetTable));
}
