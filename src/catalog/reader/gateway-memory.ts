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

/** By schema, table and column. */
export function readColumnMemory(query: DictionaryQuery): Map<string, ColumnMemory> {
  const rows = query(
    'SELECT "table_schema", "table_name", "column_name", "pg_type", "pg_default", "pg_identity" FROM "IrisPGWire"."ColumnType"',
    [],
  );
  return new Map(
    rows.map(([schema, table, column, type, defaultText, identity]) => {
      const attidentity = asText(identity);
      return [
        nameKey(asText(schema), asText(table), asText(column)),
        {
          pgType: asText(type),
          pgDefault: defaultText === null || defaultText === undefined ? null : asText(defaultText),
          pgIdentity: attidentity === 'a' || attidentity === 'd' ? attidentity : '',
        },
      ];
    }),
  );
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
