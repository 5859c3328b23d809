import { readHnswFacts, readPropertyFacts } from './reader/class-dictionary.ts';
import { readColumns } from './reader/columns.ts';
import { readConstraints } from './reader/constraints.ts';
import { readFacts } from './reader/facts.ts';
import {
  COLUMN_TYPE_TABLE,
  GATEWAY_SCHEMA,
  readColumnMemory,
  readViewDefinitions,
  VIEW_DEFINITION_TABLE,
} from './reader/gateway-memory.ts';
import { readIndexes } from './reader/indexes.ts';
import { readSequences, SEQUENCE_TABLE } from './reader/sequences.ts';
import { Unreadable } from './reader/stored-json.ts';
import { readUserTypes, USER_TYPE_TABLE } from './reader/user-types.ts';
import { asText, isSystemSchema, nameKey, userSchemas } from './reader/query.ts';
import type { DictionaryQuery } from './reader/query.ts';
import type { CatalogSnapshot, SnapshotTable } from './snapshot.ts';

export { readDictionaryVersion } from './reader/dictionary-version.ts';
export type { DictionaryQuery } from './reader/query.ts';

/** A row of INFORMATION_SCHEMA.TABLES. */
interface ListedTable {
  readonly schema: string;
  readonly name: string;
  readonly kind: 'table' | 'view';
  readonly className: string;
}

/** Table types of users; those of IRIS itself are `SYSTEM TABLE` and `SYSTEM VIEW` (iris-sql.md section 7). */
const KINDS: ReadonlyMap<string, 'table' | 'view'> = new Map([
  ['BASE TABLE', 'table'],
  ['GLOBAL TEMPORARY', 'table'],
  ['VIEW', 'view'],
]);

function readTables(query: DictionaryQuery): ListedTable[] {
  const rows = query(
    `SELECT TABLE_SCHEMA, TABLE_NAME, TABLE_TYPE, CLASSNAME FROM INFORMATION_SCHEMA.TABLES WHERE ${userSchemas('TABLE_SCHEMA')} ORDER BY TABLE_SCHEMA, TABLE_NAME`,
    [],
  );
  return rows.flatMap((row) => {
    const [schema = '', name = '', type = '', className = ''] = row.map(asText);
    const kind = KINDS.get(type.toUpperCase());
    return kind && !isSystemSchema(schema) ? [{ schema, name, kind, className }] : [];
  });
}

/** By schema and view: the query in IRIS SQL. */
function readViewQueries(query: DictionaryQuery): Map<string, string> {
  const rows = query(
    `SELECT TABLE_SCHEMA, TABLE_NAME, VIEW_DEFINITION FROM INFORMATION_SCHEMA.VIEWS WHERE ${userSchemas('TABLE_SCHEMA')}`,
    [],
  );
  return new Map(rows.map(([schema, name, text]) => [nameKey(asText(schema), asText(name)), asText(text)]));
}

function readSchemas(query: DictionaryQuery): string[] {
  const rows = query(
    `SELECT SCHEMA_NAME FROM INFORMATION_SCHEMA.SCHEMATA WHERE ${userSchemas('SCHEMA_NAME')} ORDER BY SCHEMA_NAME`,
    [],
  );
  return rows.map(([schema]) => asText(schema)).filter((schema) => !isSystemSchema(schema));
}

/**
 * Reads the dictionary of the namespace the session is in, with the documented views only (iris-sql.md section 7) and
 * the gateway's own tables, which may not be there yet. `query` needs SELECT on %Dictionary.
 *
 * @throws what `query` throws
 */
export function readSnapshot(query: DictionaryQuery): CatalogSnapshot {
  const tables = readTables(query);
  const listed = new Map(tables.map((table) => [nameKey(table.schema, table.name), table]));
  const classNames = new Map([...listed].map(([key, { className }]) => [key, className]));
  const columns = readColumns(query, {
    classNames,
    properties: readPropertyFacts(query),
    memory: listed.has(nameKey(GATEWAY_SCHEMA, COLUMN_TYPE_TABLE)) ? readColumnMemory(query) : new Map(),
  });
  const definitions = listed.has(nameKey(GATEWAY_SCHEMA, VIEW_DEFINITION_TABLE))
    ? readViewDefinitions(query)
    : new Map<string, string>();
  const unreadable = new Unreadable();
  const types = listed.has(nameKey(GATEWAY_SCHEMA, USER_TYPE_TABLE)) ? readUserTypes(query, unreadable) : [];
  const sequences = listed.has(nameKey(GATEWAY_SCHEMA, SEQUENCE_TABLE))
    ? readSequences(query, unreadable)
    : [];
  const { keys, foreignKeys } = readConstraints(query);
  const queries = readViewQueries(query);
  const indexes = readIndexes(query, classNames, readHnswFacts(query));
  const facts = readFacts(query, listed, unreadable);
  return {
    schemas: readSchemas(query),
    facts,
    tables: [...listed].map(
      ([key, { schema, name, kind }]): SnapshotTable => ({
        schema,
        name,
        kind,
        definition: kind === 'view' ? (definitions.get(key) ?? null) : null,
        ...(kind === 'view' ? { irisQuery: queries.get(key) ?? '' } : {}),
        columns: columns.get(key) ?? [],
        keys: keys.get(key) ?? [],
        foreignKeys: foreignKeys.get(key) ?? [],
        indexes: indexes.get(key) ?? [],
      }),
    ),
    ...(types.length === 0 ? {} : { types }),
    ...(sequences.length === 0 ? {} : { sequences }),
    ...(unreadable.failures.length === 0 ? {} : { unreadable: unreadable.failures }),
  };
}
