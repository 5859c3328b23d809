/** A table as a statement names it; `schema` null where it does not say. */
export interface TableName {
  readonly schema: string | null;
  readonly name: string;
}

/** Tables that a transaction has created or emptied, so that nobody else can have seen their rows. */
export class FreshTables {
  /** `depth`: savepoints that were open then. */
  #tables: { readonly name: TableName; depth: number }[] = [];

  add(name: TableName, depth: number): void {
    this.#tables.push({ name, depth });
  }

  /** Whether it became so within the innermost open savepoint. */
  has(name: TableName, depth: number): boolean {
    return this.#tables.some((table) => table.depth === depth && isSame(table.name, name));
  }

  /** What was done behind `depth` savepoints has become a part of what was done before. */
  released(depth: number): void {
    for (const table of this.#tables) table.depth = Math.min(table.depth, depth);
  }

  rolledBack(depth: number): void {
    this.#tables = this.#tables.filter((table) => table.depth <= depth);
  }

  clear(): void {
    this.#tables = [];
  }
}

function isSame(one: TableName, other: TableName): boolean {
  const anywhere = one.schema === null || other.schema === null;
  return one.name === other.name && (anywhere || one.schema === other.schema);
}
