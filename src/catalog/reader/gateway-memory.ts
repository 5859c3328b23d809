import { asText, nameKey } from './query.ts';
import type { DictionaryQuery } from './query.ts';

/** What the gateway remembers of a column (src/sql/ddl/gateway-tables.ts). */
export interface ColumnMemory {
  readonly pgType: string;
  readonly pgDefault: string | null;
  readonly pgIdentity: 'a' | 'd' | '';
}

/** The gateway's own schema and tables; they are made with the first table or view a client makes. */
export const GATEWAY_SCHEMA = 'IrisPGWire';
export const COLUMN_TYPE_TABLE = 'ColumnType';
export const VIEW_DEFINITION_TABLE = 'ViewDefinition';

/** What the gateway remembers of a table's columns, by nameKey of the column. */
export type TableMemory = ReadonlyMap<string, ColumnMemory>;

/** By schema and table. */
export function readColumnMemory(query: DictionaryQuery): Map<string, TableMemory> {
  const rows = query(
    'SELECT "table_schema", "table_name", "column_name", "pg_type", "pg_default", "pg_identity" FROM "IrisPGWire"."ColumnType" ORDER BY "table_schema", "table_name", "column_name"',
    [],
  );
  const memory = new Map<string, Map<string, ColumnMemory>>();
  for (const [schema, table, column, type, defaultText, identity] of rows) {
    const attidentity = asText(identity);
    const key = nameKey(asText(schema), asText(table));
    const columns = memory.get(key) ?? new Map<string, ColumnMemory>();
    memory.set(key, columns);
    columns.set(nameKey(asText(column)), {
      pgType: asText(type),
      pgDefault: defaultText === null || defaultText === undefined ? null : asText(defaultText),
      pgIdentity: attidentity === 'a' || attidentity === 'd' ? attidentity : '',
    });
  }
  return memory;
}

/** By schema and view: the query as the client wrote it. */
export function readViewDefinitions(query: DictionaryQuery): Map<string, string> {
  const rows = query(
    'SELECT "table_schema", "table_name", "pg_definition" FROM "IrisPGWire"."ViewDefinition"',
    [],
  );
  return new Map(
    rows.map(([schema, view, definition]) => [nameKey(asText(schema), asText(view)), asText(definition)]),
  );
}
