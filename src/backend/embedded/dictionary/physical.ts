import { collated } from '../compile/conversion.ts';
import { raw } from '../compile/fragment.ts';
import { storageClass } from '../values/sql-type.ts';
import { type ColumnRecord, type TableRecord, columnById, columnName, tableName } from './records.ts';

/** SQLite DDL of a table: the STRICT table itself and its indexes. Triggers are in triggers.ts. */

/** @param name a name other than the table's own while it is rebuilt */
export function createTableSql(table: TableRecord, name = tableName(table.id)): string {
  const columns = table.columns
    .filter((column) => column.generated !== 'identity')
    .map(
      (column) => `${columnName(column)} ${storageClass(column.type)}${column.nullable ? '' : ' NOT NULL'}`,
    );
  // AUTOINCREMENT: IRIS never gives a RowID twice.
  const list = ['id INTEGER PRIMARY KEY AUTOINCREMENT', ...columns].join(', ');
  return `CREATE ${table.temporary ? 'TEMP ' : ''}TABLE IF NOT EXISTS ${name} (${list}) STRICT`;
}

/** A column as keys and indexes see it: under its collation (iris-sql.md 6.6). */
export function keyExpression(column: ColumnRecord, prefix = ''): string {
  const name = `${prefix}${columnName(column)}`;
  return column.type.kind === 'text' ? collated(raw(name), column.type.collation).sql : name;
}

/** What must be unique in a table: keys and unique indexes. */
export interface UniqueRule {
  readonly id: number;
  readonly name: string;
  readonly columns: readonly ColumnRecord[];
}

export function uniqueRules(table: TableRecord): readonly UniqueRule[] {
  const rule = ({
    id,
    name,
    columns,
  }: {
    id: number;
    name: string;
    columns: readonly number[];
  }): UniqueRule => ({
    id,
    name,
    columns: columns.map((column) => columnById(table, column)),
  });
  return [
    ...table.keys.map(rule),
    ...table.indexes.filter((index) => index.type === 'UNIQUE' && index.hnsw === null).map(rule),
  ];
}

export function createIndexesSql(table: TableRecord): string[] {
  const statements: string[] = [];
  const on = tableName(table.id);
  const schema = table.temporary ? 'temp.' : '';
  for (const { id, columns } of uniqueRules(table)) {
    // The RowID has an index of its own.
    if (columns.length === 1 && columns[0]?.generated === 'identity') continue;
    const list = columns.map((column) => keyExpression(column)).join(', ');
    statements.push(`CREATE UNIQUE INDEX IF NOT EXISTS ${schema}k${id} ON ${on} (${list})`);
  }
  for (const { id, type, hnsw, columns } of table.indexes) {
    // HNSW is recorded only: vector searches scan.
    if (type === 'UNIQUE' || hnsw !== null) continue;
    const list = columns.map((column) => keyExpression(columnById(table, column))).join(', ');
    statements.push(`CREATE INDEX IF NOT EXISTS ${schema}k${id} ON ${on} (${list})`);
  }
  for (const { id, columns } of table.foreignKeys) {
    // Changes of the referenced table look for referencing rows.
    const list = columns.map((column) => keyExpression(columnById(table, column))).join(', ');
    statements.push(`CREATE INDEX IF NOT EXISTS ${schema}f${id} ON ${on} (${list})`);
  }
  return statements;
}
