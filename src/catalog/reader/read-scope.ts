import type { IrisValue } from '../../types/iris-value.ts';
import { nameKey, userSchemas } from './query.ts';

/** More tables than these are not named one by one: everything is read. */
const MOST_NAMED = 40;

/** A part of WHERE with its arguments. */
interface Condition {
  readonly condition: string;
  readonly args: readonly IrisValue[];
}

interface TableName {
  readonly schema: string;
  readonly name: string;
}

/** Which tables and views the dictionary is read for. */
export class ReadScope {
  /** null: all. */
  readonly #tables: readonly TableName[] | null;
  readonly #classes: readonly string[];

  /** @param tables with their classes; null for all of users' */
  constructor(tables: readonly (TableName & { readonly className: string })[] | null) {
    this.#tables = tables !== null && tables.length > MOST_NAMED ? null : tables;
    this.#classes = this.#tables === null ? [] : (tables ?? []).map(({ className }) => className);
  }

  /** Nothing is to be read. */
  get empty(): boolean {
    return this.#tables?.length === 0;
  }

  /** For a view of INFORMATION_SCHEMA with these columns. */
  tables(schema: string, name: string): Condition {
    if (this.#tables === null) return { condition: userSchemas(schema), args: [] };
    const each = this.#tables.map(() => `(${schema} = ? AND ${name} = ?)`);
    return {
      condition: `(${each.join(' OR ')})`,
      args: this.#tables.flatMap((table) => [table.schema, table.name]),
    };
  }

  /** For a table of %Dictionary: to be added to another condition. */
  classes(column: string): Condition {
    if (this.#tables === null) return { condition: '', args: [] };
    return {
      condition: ` AND ${column} IN (${this.#classes.map(() => '?').join(', ')})`,
      args: this.#classes,
    };
  }

  /** The same and further tables, for what is not asked by class. */
  with(more: readonly TableName[]): ReadScope {
    if (this.#tables === null) return this;
    const named = new Map(
      [...this.#tables, ...more].map((table) => [
        nameKey(table.schema, table.name),
        { ...table, className: '' },
      ]),
    );
    return new ReadScope([...named.values()]);
  }
}
