import type { CompileServices } from '../compile/statement.ts';
import { createPhysicalTable } from '../definition/physical-table.ts';
import { tableName } from '../dictionary/records.ts';
import type { Database } from './database.ts';

interface TemporaryContext extends CompileServices {
  readonly database: Database;
}

/** Rows of GLOBAL TEMPORARY tables: each session has SQLite tables of its own, made at first use. */
export class TemporaryTables {
  readonly #context: TemporaryContext;
  /** Table id -> TimeChanged of the definition it was made from. */
  readonly #made = new Map<number, string>();

  constructor(context: TemporaryContext) {
    this.#context = context;
  }

  /** A changed definition, or a rollback past its making, makes the table anew and empty. */
  ensure(ids: readonly number[]): void {
    for (const id of ids) {
      const table = this.#context.dictionary.tableById(id);
      const { database } = this.#context;
      const found = database.get('SELECT 1 FROM temp.sqlite_schema WHERE name = ?', tableName(id));
      if (found && this.#made.get(id) === table.changed) continue;
      if (found) database.exec(`DROP TABLE temp.${tableName(id)}`);
      createPhysicalTable(table, this.#context);
      this.#made.set(id, table.changed);
    }
  }
}
