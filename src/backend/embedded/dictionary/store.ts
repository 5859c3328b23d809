import { randomInt } from 'node:crypto';
import type { Database } from '../engine/database.ts';
import { nameKey } from '../iris-sql/ast.ts';
import { type Relation, tableName } from './records.ts';

/** The dictionary's own tables. `epoch` changes with every change of the dictionary. */
const TABLES = `
CREATE TABLE IF NOT EXISTS iris_schema (key TEXT PRIMARY KEY, name TEXT NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS iris_relation (
  id INTEGER PRIMARY KEY,
  schema_key TEXT NOT NULL,
  name_key TEXT NOT NULL,
  record TEXT NOT NULL,
  UNIQUE (schema_key, name_key)
) STRICT;
CREATE TABLE IF NOT EXISTS iris_reference (parent INTEGER NOT NULL, child INTEGER NOT NULL, PRIMARY KEY (parent, child)) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS iris_counter (id INTEGER PRIMARY KEY, value INTEGER NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS iris_state (key TEXT PRIMARY KEY, value INTEGER NOT NULL) STRICT;
`;

/** The dictionary in SQLite. Writes belong into the transaction of the DDL statement. */
export class DictionaryStore {
  readonly #database: Database;
  /** By the record's text. */
  #parsed: ReadonlyMap<string, Relation> = new Map();

  constructor(database: Database) {
    this.#database = database;
  }

  /** Makes the tables of a new file. */
  create(defaultSchema: string): void {
    const found = this.#database.get("SELECT name FROM sqlite_schema WHERE name = 'iris_state'");
    if (found) return;
    this.#database.immediately(() => {
      this.#database.exec(TABLES);
      this.#database.run(
        'INSERT OR IGNORE INTO iris_schema VALUES (?, ?)',
        nameKey(defaultSchema),
        defaultSchema,
      );
      this.#database.run("INSERT OR IGNORE INTO iris_state VALUES ('epoch', 1), ('id', 0)");
    });
  }

  epoch(): number {
    return Number(this.#database.get("SELECT value FROM iris_state WHERE key = 'epoch'")?.[0] ?? 0);
  }

  /** A fresh value, never an earlier one: after a rollback an old epoch must not come back with other contents. */
  touch(): void {
    this.#database.run("UPDATE iris_state SET value = ? WHERE key = 'epoch'", BigInt(randomInt(2 ** 47)));
  }

  /** Does `work` when the DDL statement's transaction is over, either way. */
  afterwards(work: () => void): void {
    this.#database.afterwards(work);
  }

  newId(): number {
    return Number(
      this.#database.get("UPDATE iris_state SET value = value + 1 WHERE key = 'id' RETURNING value")?.[0] ??
        0,
    );
  }

  relation(schemaKey: string, nameKey_: string): Relation | undefined {
    return parsed(
      this.#database.get(
        'SELECT record FROM iris_relation WHERE schema_key = ? AND name_key = ?',
        schemaKey,
        nameKey_,
      ),
    );
  }

  relationById(id: number): Relation | undefined {
    return parsed(this.#database.get('SELECT record FROM iris_relation WHERE id = ?', BigInt(id)));
  }

  /** A record that has not changed since the last call is the same object. */
  relations(): readonly Relation[] {
    const rows = this.#database.all('SELECT record FROM iris_relation ORDER BY schema_key, name_key');
    this.#parsed = new Map(
      rows.flatMap((row): [string, Relation][] => {
        const text = String(row[0]);
        const relation = this.#parsed.get(text) ?? parsed(row);
        return relation === undefined ? [] : [[text, relation]];
      }),
    );
    return [...this.#parsed.values()];
  }

  save(relation: Relation): void {
    this.#database.run(
      'INSERT INTO iris_relation VALUES (?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET schema_key = excluded.schema_key, name_key = excluded.name_key, record = excluded.record',
      BigInt(relation.id),
      nameKey(relation.schema),
      nameKey(relation.name),
      JSON.stringify(relation),
    );
    this.#database.run('DELETE FROM iris_reference WHERE child = ?', BigInt(relation.id));
    if (relation.kind === 'view') return;
    for (const { targetTable } of relation.foreignKeys) {
      this.#database.run(
        'INSERT OR IGNORE INTO iris_reference VALUES (?, ?)',
        BigInt(targetTable),
        BigInt(relation.id),
      );
    }
  }

  remove(id: number): void {
    this.#database.run('DELETE FROM iris_relation WHERE id = ?', BigInt(id));
    this.#database.run('DELETE FROM iris_reference WHERE child = ?', BigInt(id));
  }

  /** Ids of the tables whose foreign keys point to a table, so that DDL need not read the whole dictionary. */
  referencing(id: number): readonly number[] {
    return this.#database
      .all('SELECT child FROM iris_reference WHERE parent = ? ORDER BY child', BigInt(id))
      .map((row) => Number(row[0]));
  }

  /** Key and spelling. */
  schemas(): readonly (readonly [string, string])[] {
    return this.#database
      .all('SELECT key, name FROM iris_schema ORDER BY key')
      .map((row) => [String(row[0]), String(row[1])] as const);
  }

  saveSchema(name: string): void {
    this.#database.run('INSERT INTO iris_schema VALUES (?, ?)', nameKey(name), name);
  }

  removeSchema(key: string): void {
    this.#database.run('DELETE FROM iris_schema WHERE key = ?', key);
  }

  /** Last value of a counter; 0 before the first. */
  counter(id: number): bigint {
    return BigInt(
      this.#database.get('SELECT value FROM iris_counter WHERE id = ?', BigInt(id))?.[0]?.toString() ?? 0,
    );
  }

  saveCounter(id: number, value: bigint): void {
    this.#database.run(
      'INSERT INTO iris_counter VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET value = excluded.value',
      BigInt(id),
      value,
    );
  }

  /** Last RowID of a table; 0 before the first. */
  rowId(table: number): bigint {
    const row = this.#database.get('SELECT seq FROM main.sqlite_sequence WHERE name = ?', tableName(table));
    return BigInt(row?.[0]?.toString() ?? 0);
  }

  /** Makes a table's RowIDs go on behind `value`. SQLite's own table of counters has no key. */
  saveRowId(table: number, value: bigint): void {
    const name = tableName(table);
    this.#database.run('DELETE FROM main.sqlite_sequence WHERE name = ?', name);
    this.#database.run('INSERT INTO main.sqlite_sequence (name, seq) VALUES (?, ?)', name, value);
  }
}

function parsed(row: readonly unknown[] | undefined): Relation | undefined {
  return row === undefined ? undefined : (JSON.parse(String(row[0])) as Relation);
}
