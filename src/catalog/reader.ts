import { readHnswFacts, readPropertyFacts } from './reader/class-dictionary.ts';
import { readColumns } from './reader/columns.ts';
import { readConstraints, type Constraints } from './reader/constraints.ts';
import { readFacts } from './reader/facts.ts';
import {
  COLUMN_TYPE_TABLE,
  GATEWAY_SCHEMA,
  readColumnMemory,
  readViewDefinitions,
  type TableMemory,
  VIEW_DEFINITION_TABLE,
} from './reader/gateway-memory.ts';
import { readIndexes } from './reader/indexes.ts';
import { ReadScope } from './reader/read-scope.ts';
import { readVersions } from './reader/table-versions.ts';
import { readSequences, SEQUENCE_TABLE } from './reader/sequences.ts';
import { Unreadable } from './reader/stored-json.ts';
import { readUserTypes, USER_TYPE_TABLE } from './reader/user-types.ts';
import { asText, isSystemSchema, nameKey, userSchemas } from './reader/query.ts';
import type { DictionaryQuery } from './reader/query.ts';
import type { CatalogSnapshot, SnapshotColumn, SnapshotIndex, SnapshotTable } from './snapshot.ts';

export { readDictionaryVersion } from './reader/dictionary-version.ts';
export { nameKey as tableKeyOf } from './reader/query.ts';
export type { DictionaryQuery } from './reader/query.ts';

/** A row of INFORMATION_SCHEMA.TABLES. */
interface ListedTable {
  readonly schema: string;
  readonly name: string;
  readonly kind: 'table' | 'view';
  readonly className: string;
}

/** What a reader knows already of a table or view. */
export interface KnownTable {
  /** As DictionaryChanges tells it. */
  readonly version: string;
  /** The tables its foreign keys point to, by nameKey. */
  readonly targets: readonly string[];
}

/** The dictionary as it differs from what a reader knows. */
export interface DictionaryChanges {
  /** Of the tables and views, those that are new or may have changed. */
  readonly snapshot: CatalogSnapshot;
  /** All tables and views in the snapshot's order. An empty version is one that must be read again the next time. */
  readonly listed: readonly (readonly [key: string, version: string])[];
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
function readViewQueries(query: DictionaryQuery, scope: ReadScope): Map<string, string> {
  const { condition, args } = scope.tables('TABLE_SCHEMA', 'TABLE_NAME');
  const rows = query(
    `SELECT TABLE_SCHEMA, TABLE_NAME, VIEW_DEFINITION FROM INFORMATION_SCHEMA.VIEWS WHERE ${condition}`,
    args,
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
  return readChanges(query, new Map()).snapshot;
}

/**
 * The same, but columns, keys and indexes only of what is not known or may have changed, so that a definition costs little
 * more with 1,000 tables than with one.
 *
 * @param known by nameKey of schema and table
 * @throws what `query` throws
 */
export function readChanges(
  query: DictionaryQuery,
  known: ReadonlyMap<string, KnownTable>,
): DictionaryChanges {
  const listed = new Map(readTables(query).map((table) => [nameKey(table.schema, table.name), table]));
  const has = (name: string): boolean => listed.has(nameKey(GATEWAY_SCHEMA, name));
  const memory = has(COLUMN_TYPE_TABLE) ? readColumnMemory(query) : new Map<string, TableMemory>();
  const definitions = has(VIEW_DEFINITION_TABLE) ? readViewDefinitions(query) : new Map<string, string>();
  const versions = readVersions(query, listed, memory, definitions);
  const changed = changedTables(listed, versions, known);
  const unreadable = new Unreadable();
  const types = has(USER_TYPE_TABLE) ? readUserTypes(query, unreadable) : [];
  const sequences = has(SEQUENCE_TABLE) ? readSequences(query, unreadable) : [];
  const facts = readFacts(query, listed, unreadable);
  const tables = readTableParts(query, changed, known.size === 0, memory);
  return {
    snapshot: {
      schemas: readSchemas(query),
      facts,
      tables: [...changed].map(
        ([key, { schema, name, kind }]): SnapshotTable => ({
          schema,
          name,
          kind,
          definition: kind === 'view' ? (definitions.get(key) ?? null) : null,
          ...(kind === 'view' ? { irisQuery: tables.queries.get(key) ?? '' } : {}),
          columns: tables.columns.get(key) ?? [],
          keys: tables.keys.get(key) ?? [],
          foreignKeys: tables.foreignKeys.get(key) ?? [],
          indexes: tables.indexes.get(key) ?? [],
        }),
      ),
      ...(types.length === 0 ? {} : { types }),
      ...(sequences.length === 0 ? {} : { sequences }),
      ...(unreadable.failures.length === 0 ? {} : { unreadable: unreadable.failures }),
    },
    listed: [...listed.keys()].map((key) => [key, versions.get(key) ?? '']),
  };
}

/** Those whose version is another, and those with foreign keys to one of them or to one that is gone. */
function changedTables(
  listed: ReadonlyMap<string, ListedTable>,
  versions: ReadonlyMap<string, string>,
  known: ReadonlyMap<string, KnownTable>,
): ReadonlyMap<string, ListedTable> {
  const isOther = (key: string): boolean => {
    const version = versions.get(key) ?? '';
    return version === '' || version !== known.get(key)?.version;
  };
  const other = new Set([...listed.keys()].filter(isOther));
  const isTouched = (target: string): boolean => other.has(target) || !listed.has(target);
  return new Map(
    [...listed].filter(([key]) => other.has(key) || known.get(key)?.targets.some(isTouched) === true),
  );
}

/** What is read of tables one view of the dictionary after the other, each by schema and table. */
interface TableParts extends Constraints {
  readonly columns: ReadonlyMap<string, SnapshotColumn[]>;
  readonly indexes: ReadonlyMap<string, SnapshotIndex[]>;
  readonly queries: ReadonlyMap<string, string>;
}

const NO_PARTS: TableParts = {
  columns: new Map(),
  indexes: new Map(),
  queries: new Map(),
  keys: new Map(),
  foreignKeys: new Map(),
};

function readTableParts(
  query: DictionaryQuery,
  changed: ReadonlyMap<string, ListedTable>,
  all: boolean,
  memory: ReadonlyMap<string, TableMemory>,
): TableParts {
  const scope = new ReadScope(all ? null : [...changed.values()]);
  if (scope.empty) return NO_PARTS;
  const classNames = new Map([...changed].map(([key, { className }]) => [key, className]));
  return {
    columns: readColumns(query, scope, { classNames, properties: readPropertyFacts(query, scope), memory }),
    queries: readViewQueries(query, scope),
    ...readConstraints(query, scope),
    indexes: readIndexes(query, scope, classNames, readHnswFacts(query, scope)),
  };
}
