import type { SnapshotColumn } from '../snapshot.ts';
import type { PropertyFacts } from './class-dictionary.ts';
import type { TableMemory } from './gateway-memory.ts';
import { append, asFlag, asNumber, asText, nameKey } from './query.ts';
import type { DictionaryQuery } from './query.ts';
import type { ReadScope } from './read-scope.ts';

/** What is told of columns elsewhere. */
export interface ColumnSources {
  /** Class name by schema and table. */
  readonly classNames: ReadonlyMap<string, string>;
  /** By class and column. */
  readonly properties: ReadonlyMap<string, PropertyFacts>;
  /** By schema and table. */
  readonly memory: ReadonlyMap<string, TableMemory>;
}

const COLUMNS = [
  'TABLE_SCHEMA',
  'TABLE_NAME',
  'COLUMN_NAME',
  'DATA_TYPE',
  'CHARACTER_MAXIMUM_LENGTH',
  'NUMERIC_PRECISION',
  'NUMERIC_SCALE',
  'IS_NULLABLE',
  'IS_IDENTITY',
  'AUTO_INCREMENT',
  'COLLATION_NAME',
  'COLUMN_DEFAULT',
];

/** ODBC types whose length or precision belongs to the type. */
const WITH_LENGTH = new Set(['CHAR', 'VARCHAR', 'WCHAR', 'WVARCHAR', 'BINARY', 'VARBINARY']);
const WITH_PRECISION = new Set(['NUMERIC', 'DECIMAL']);

function irisType(
  dataType: string,
  length: number | null,
  precision: number | null,
  scale: number | null,
): string {
  const name = dataType.toUpperCase();
  if (WITH_LENGTH.has(name) && length !== null) return `${name}(${length})`;
  if (WITH_PRECISION.has(name) && precision !== null) return `${name}(${precision},${scale ?? 0})`;
  return name;
}

/** ODBC types whose values are collated. Streams are not compared, and vectors only look like strings. */
const STRING_TYPES = new Set(['CHAR', 'VARCHAR', 'WCHAR', 'WVARCHAR']);

/**
 * A string column without a collation of its own has the namespace's, SQLUPPER (iris-sql.md 6.6). All else is compared as it
 * is: a collation function round a number would only keep IRIS from its indexes.
 */
function collation(name: string, dataType: string, vector: boolean): SnapshotColumn['collation'] {
  if (vector || !STRING_TYPES.has(dataType.toUpperCase())) return 'EXACT';
  switch (name.toUpperCase().replace('%', '')) {
    case 'EXACT':
      return 'EXACT';
    case '':
    case 'SQLUPPER':
      return 'SQLUPPER';
    default:
      return 'OTHER';
  }
}

/** Columns of tables and views in their order, by schema and table. */
export function readColumns(
  query: DictionaryQuery,
  scope: ReadScope,
  sources: ColumnSources,
): Map<string, SnapshotColumn[]> {
  const { condition, args } = scope.tables('TABLE_SCHEMA', 'TABLE_NAME');
  const rows = query(
    `SELECT ${COLUMNS.join(', ')} FROM INFORMATION_SCHEMA.COLUMNS WHERE ${condition} ORDER BY TABLE_SCHEMA, TABLE_NAME, ORDINAL_POSITION`,
    args,
  );
  const columns = new Map<string, SnapshotColumn[]>();
  for (const row of rows) {
    const [schema, table, name, dataType, length, precision, scale] = row;
    const [nullable, identity, increment, collated, irisDefault] = row.slice(7);
    const tableKey = nameKey(asText(schema), asText(table));
    const columnName = asText(name);
    const facts = sources.properties.get(nameKey(sources.classNames.get(tableKey) ?? '', columnName));
    const memory = sources.memory.get(tableKey)?.get(nameKey(columnName));
    append(columns, tableKey, {
      name: columnName,
      irisType:
        facts?.vectorType ??
        irisType(asText(dataType), asNumber(length), asNumber(precision), asNumber(scale)),
      nullable: asFlag(nullable),
      generated: asFlag(identity) ? 'identity' : asFlag(increment) || facts?.counter ? 'serial' : null,
      collation: collation(asText(collated), asText(dataType), facts?.vectorType != null),
      ...(asText(irisDefault) === '' ? {} : { irisDefault: asText(irisDefault) }),
      pgType: memory?.pgType ?? null,
      pgDefault: memory?.pgDefault ?? null,
      pgIdentity: memory?.pgIdentity ?? null,
    });
  }
  return columns;
}
