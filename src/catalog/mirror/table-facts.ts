import type { CatalogFacts, Fact } from '../../sql/ddl/catalog-facts.ts';
import type { MirroredColumn, MirroredTable } from './mirrored-table.ts';

/** An index as it was declared. */
interface KeptIndex {
  readonly name: string;
  readonly definition: string;
}

/** What the gateway remembers of one table's constraints and columns. */
export class TableFacts {
  readonly #checks = new Map<string, Fact[]>();
  readonly #foreignKeys = new Map<string, Fact[]>();
  readonly #generated = new Map<string, Fact[]>();
  readonly #indexes = new Map<string, Fact[]>();

  constructor({ checks, foreignKeys, generated, indexes }: CatalogFacts) {
    gather(checks, this.#checks);
    gather(foreignKeys, this.#foreignKeys);
    gather(generated, this.#generated);
    gather(indexes, this.#indexes);
  }

  /** CHECK constraints, their definitions as pg_get_constraintdef prints them. */
  checks(table: MirroredTable): { readonly name: string; readonly definition: string }[] {
    return (this.#checks.get(tableKey(table.schema, table.name)) ?? []).map(({ key, value }) => ({
      name: key[2] ?? '',
      definition: value ?? '',
    }));
  }

  /** The definition of a foreign key that IRIS does not tell as it was declared, null for others. */
  foreignKey({ schema, name }: MirroredTable, constraint: string): string | null {
    const facts = this.#foreignKeys.get(tableKey(schema, name)) ?? [];
    return facts.find(({ key }) => key[2] === constraint)?.value ?? null;
  }

  /** Indexes that IRIS does not have as they were declared, their definitions from the access method on. */
  indexes({ schema, name }: Pick<MirroredTable, 'schema' | 'name'>): KeptIndex[] {
    return (this.#indexes.get(tableKey(schema, name)) ?? []).map(({ key, value }) => ({
      name: key[2] ?? '',
      definition: value ?? '',
    }));
  }

  /** The expression of a generated column, null for other columns. */
  generated(table: MirroredTable, column: MirroredColumn): string | null {
    const facts = this.#generated.get(tableKey(table.schema, table.name)) ?? [];
    return facts.find(({ key }) => key[2] === column.name)?.value ?? null;
  }
}

function gather(facts: readonly Fact[], into: Map<string, Fact[]>): void {
  for (const fact of facts) {
    const [schema = '', table = ''] = fact.key;
    const key = tableKey(schema, table);
    into.set(key, [...(into.get(key) ?? []), fact]);
  }
}

function tableKey(schema: string, table: string): string {
  return JSON.stringify([schema, table]);
}
