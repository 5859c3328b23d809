import type { UserType } from '../../sql/ddl/user-type.ts';
import { NO_FACTS, type CatalogFacts } from '../../sql/ddl/catalog-facts.ts';
import type { CatalogSnapshot } from '../snapshot.ts';
import { TEMPORARY_SCHEMA } from '../../sql/ddl/temporary-schema.ts';
import { commentGroups } from './comment.ts';
import { TableFacts } from './table-facts.ts';
import { foreignKeyGroups } from './foreign-key.ts';
import { withKeptIndexes } from './kept-indexes.ts';
import { IndexNames, indexNamesOf } from './index-names.ts';
import type { MirrorGroup } from './mirror-group.ts';
import type { MirrorNames } from './mirror-names.ts';
import { mirrorTables } from './mirrored-table.ts';
import type { MirroredTable } from './mirrored-table.ts';
import { fold, pgObjectName, pgSchemaName } from './names.ts';
import { constraintName, OidAssignment } from './oids.ts';
import type { ObjectKind } from './oids.ts';
import { schemaGroup } from './schema.ts';
import { drawsFromSequence } from './sequence.ts';
import { tableGroup } from './table.ts';
import { KeptSequences, mirrorSequences, sequenceDefinitionGroups, sequenceGroups } from './user-sequence.ts';
import type { MirroredSequence } from './user-sequence.ts';
import { mirrorUserTypes, userTypeGroup, withUsedTypes } from './user-type.ts';
import { viewGroup } from './view.ts';

/** The gateway's own tables are no business of clients. */
const HIDDEN_SCHEMA = 'irispgwire';

/** Made by initdb. */
const GIVEN_SCHEMA = 'public';

/** All that the shadow must hold for one snapshot, as groups of statements in the order they are to be run. */
export interface MirrorPlan {
  /** PostgreSQL's schema names, `public` among them. */
  readonly schemas: ReadonlySet<string>;
  readonly tables: readonly MirroredTable[];
  /** Enums and domains, each after those it is made of. */
  readonly types: readonly UserType[];
  readonly sequences: readonly MirroredSequence[];
  readonly names: MirrorNames;
  readonly groups: ReadonlyMap<string, MirrorGroup>;
  /** What the gateway remembers, also of tables that are not there any more. */
  readonly facts: CatalogFacts;
}

function objectsOf(
  schemas: readonly string[],
  tables: readonly MirroredTable[],
  types: readonly UserType[],
  kept: KeptSequences,
  indexNames: IndexNames,
  facts: TableFacts,
): [ObjectKind, string, string][] {
  const objects: [ObjectKind, string, string][] = schemas.map((schema) => ['schema', '', schema]);
  for (const table of tables) {
    objects.push([table.source.kind, table.schema, table.name]);
    for (const name of indexNamesOf(table)) objects.push(['index', table.schema, indexNames.of(table, name)]);
    for (const column of table.columns.filter(drawsFromSequence)) {
      objects.push(['sequence', table.schema, kept.nameFor(table, column)]);
    }
    const constraints = [
      ...table.source.foreignKeys.map(({ name }) => pgObjectName(name, table.madeByGateway)),
      ...facts.checks(table).map(({ name }) => name),
    ];
    for (const name of constraints) {
      objects.push(['constraint', table.schema, constraintName(table.name, name)]);
    }
  }
  for (const { schema, name, definition } of types) {
    objects.push(['type', schema, name]);
    for (const check of definition.kind === 'domain' ? definition.checks : []) {
      objects.push(['constraint', schema, constraintName(name, check.name)]);
    }
  }
  for (const { schema, name } of kept.all) objects.push(['sequence', schema, name]);
  return objects;
}

/**
 * Plans the mirror of a snapshot and of a session's temporary tables; null is the empty shadow. Pure: equal snapshots
 * give equal plans, OIDs included.
 */
export function planMirror(
  snapshot: CatalogSnapshot | null,
  temporary: readonly MirroredTable[] = [],
): MirrorPlan {
  const visible = (snapshot?.tables ?? []).filter((table) => fold(table.schema) !== HIDDEN_SCHEMA);
  const facts = snapshot?.facts ?? NO_FACTS;
  const tableFacts = new TableFacts(facts);
  const stored = mirrorTables(visible).map((table) => withKeptIndexes(table, tableFacts.indexes(table)));
  const tables = [...stored, ...temporary];
  const types = mirrorUserTypes(snapshot?.types ?? []);
  const kept = new KeptSequences(snapshot?.sequences ?? []);
  const schemas = new Set([
    ...(snapshot?.schemas ?? []).filter((schema) => fold(schema) !== HIDDEN_SCHEMA).map(pgSchemaName),
    ...tables.map(({ schema }) => schema),
    ...types.map(({ schema }) => schema),
    ...kept.all.map(({ schema }) => schema),
  ]);
  schemas.delete(GIVEN_SCHEMA);
  schemas.delete(TEMPORARY_SCHEMA);

  const indexNames = new IndexNames(tables);
  const byIrisName = new Map(tables.map((table) => [irisKey(table.source.schema, table.source.name), table]));
  const names: MirrorNames = {
    facts: tableFacts,
    sequences: kept,
    oids: new OidAssignment(objectsOf([...schemas], tables, types, kept, indexNames, tableFacts)),
    indexNames,
    table: (schema, name) => byIrisName.get(irisKey(schema, name)),
  };
  const sequences = mirrorSequences(tables, kept, names.oids);
  const groups = [
    ...[...schemas].map((schema) => schemaGroup(schema, names)),
    ...types.map((type) => userTypeGroup(type, names)),
    ...sequenceGroups(sequences),
    ...tables.filter(({ source }) => source.kind === 'table').map((table) => tableGroup(table, names)),
    ...tables.flatMap((table) => foreignKeyGroups(table, names)),
    ...sequenceDefinitionGroups(sequences),
    ...tables.filter(({ source }) => source.kind === 'view').map((table) => viewGroup(table, names)),
    ...commentGroups(facts.comments, tables),
  ];
  return {
    schemas: new Set([GIVEN_SCHEMA, ...schemas]),
    tables,
    types,
    sequences,
    names,
    facts,
    groups: new Map(withUsedTypes(groups, types).map((group) => [group.key, group])),
  };
}

function irisKey(schema: string, name: string): string {
  return JSON.stringify([fold(schema), fold(name)]);
}
