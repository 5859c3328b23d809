import type { SnapshotIndex } from '../snapshot.ts';
import type { HnswFacts } from './class-dictionary.ts';
import { append, asFlag, asText, nameKey } from './query.ts';
import type { DictionaryQuery } from './query.ts';
import type { ReadScope } from './read-scope.ts';

interface IndexRows {
  readonly table: string;
  readonly name: string;
  readonly unique: boolean;
  readonly columns: string[];
}

/** Indexes by schema and table; `classNames` by schema and table, `hnsw` by class and index. */
export function readIndexes(
  query: DictionaryQuery,
  scope: ReadScope,
  classNames: ReadonlyMap<string, string>,
  hnsw: ReadonlyMap<string, HnswFacts>,
): Map<string, SnapshotIndex[]> {
  const { condition, args } = scope.tables('TABLE_SCHEMA', 'TABLE_NAME');
  const rows = query(
    `SELECT TABLE_SCHEMA, TABLE_NAME, INDEX_NAME, NON_UNIQUE, COLUMN_NAME FROM INFORMATION_SCHEMA.INDEXES WHERE ${condition} ORDER BY TABLE_SCHEMA, TABLE_NAME, INDEX_NAME, ORDINAL_POSITION`,
    args,
  );
  const found = new Map<string, IndexRows>();
  for (const [schema, table, name, nonUnique, column] of rows) {
    // The bitmap extent index has no columns.
    if (asText(column) === '') continue;
    const key = nameKey(asText(schema), asText(table), asText(name));
    const known = found.get(key);
    if (known) {
      known.columns.push(asText(column));
      continue;
    }
    found.set(key, {
      table: nameKey(asText(schema), asText(table)),
      name: asText(name),
      unique: !asFlag(nonUnique),
      columns: [asText(column)],
    });
  }
  const indexes = new Map<string, SnapshotIndex[]>();
  for (const { table, name, unique, columns } of found.values()) {
    const facts = hnsw.get(nameKey(classNames.get(table) ?? '', name));
    append(indexes, table, {
      name,
      unique: unique && !facts,
      columns,
      method: facts ? 'hnsw' : 'btree',
      distance: facts?.distance ?? null,
    });
  }
  return indexes;
}
