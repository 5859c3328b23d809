import type { MirroredTable } from './mirrored-table.ts';
import { fold, pgObjectName, shorten } from './names.ts';

/**
 * PostgreSQL's names of keys and indexes. In IRIS they are names within their table; in PostgreSQL a key's index and an
 * index share one space with the tables of the schema. A name that occurs once keeps it; where several objects want the
 * same, all keys and indexes among them are called `<table>_<name>`.
 */
export class IndexNames {
  readonly #uses = new Map<string, number>();

  constructor(tables: readonly MirroredTable[]) {
    for (const table of tables) {
      this.#count(table.schema, table.name);
      for (const name of indexNamesOf(table)) {
        this.#count(table.schema, pgObjectName(name, table.madeByGateway));
      }
    }
  }

  #count(schema: string, name: string): void {
    const key = JSON.stringify([schema, name]);
    this.#uses.set(key, (this.#uses.get(key) ?? 0) + 1);
  }

  /** For a key or index by its IRIS name. */
  of(table: MirroredTable, irisName: string): string {
    const name = pgObjectName(irisName, table.madeByGateway);
    const uses = this.#uses.get(JSON.stringify([table.schema, name])) ?? 0;
    return uses > 1 ? shorten(`${table.name}_${name}`) : name;
  }
}

/** A key and its index have one name, whatever its case, and are one object in PostgreSQL. */
export function indexNamesOf({ source }: MirroredTable): string[] {
  const names = new Map<string, string>();
  for (const { name } of [...source.keys, ...source.indexes]) {
    if (!names.has(fold(name))) names.set(fold(name), name);
  }
  return [...names.values()];
}
