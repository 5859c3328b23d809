import type { CatalogSnapshot } from '../snapshot.ts';
import { foreignKeyGroups } from './foreign-key.ts';
import { IndexNames, indexNamesOf } from './index-names.ts';
import type { MirrorGroup } from './mirror-group.ts';
import type { MirrorNames } from './mirror-names.ts';
import { mirrorTable } from './mirrored-table.ts';
import type { MirroredTable } from './mirrored-table.ts';
import { fold, pgSchemaName } from './names.ts';
import { OidAssignment } from './oids.ts';
import type { ObjectKind } from './oids.ts';
import { schemaGroup } from './schema.ts';
import { drawsFromSequence, sequenceName } from './sequence.ts';
import { tableGroup } from './table.ts';
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
  readonly names: MirrorNames;
  readonly groups: ReadonlyMap<string, MirrorGroup>;
}

function objectsOf(
  schemas: readonly string[],
  tables: readonly MirroredTable[],
  indexNames: IndexNames,
): [ObjectKind, string, string][] {
  const objects: [ObjectKind, string, string][] = schemas.map((schema) => ['schema', '', schema]);
  for (const table of tables) {
    objects.push([table.source.kind, table.schema, table.name]);
    for (const name of indexNamesOf(table)) objects.push(['index', table.schema, indexNames.of(table, name)]);
    for (const column of table.columns.filter(drawsFromSequence)) {
      objects.push(['sequence', table.schema, sequenceName(table.name, column.name)]);
    }
  }
  return objects;
}

/** Plans the mirror of a snapshot; null is the empty shadow. Pure: equal snapshots give equal plans, OIDs included. */
export function planMirror(snapshot: CatalogSnapshot | null): MirrorPlan {
  const visible = (snapshot?.tables ?? []).filter((table) => fold(table.schema) !== HIDDEN_SCHEMA);
  const tables = visible.map(mirrorTable);
  const schemas = new Set([
    ...(snapshot?.schemas ?? []).filter((schema) => fold(schema) !== HIDDEN_SCHEMA).map(pgSchemaName),
    ...tables.map(({ schema }) => schema),
  ]);
  schemas.delete(GIVEN_SCHEMA);

  const indexNames = new IndexNames(tables);
  const byIrisName = new Map(tables.map((table) => [irisKey(table.source.schema, table.source.name), table]));
  const names: MirrorNames = {
    oids: new OidAssignment(objectsOf([...schemas], tables, indexNames)),
    indexNames,
    table: (schema, name) => byIrisName.get(irisKey(schema, name)),
  };
  const groups = [
    ...[...schemas].map((schema) => schemaGroup(schema, names)),
    ...tables.filter(({ source }) => source.kind === 'table').map((table) => tableGroup(table, names)),
    ...tables.flatMap((table) => foreignKeyGroups(table, names)),
    ...tables.filter(({ source }) => source.kind === 'view').map((table) => viewGroup(table, names)),
  ];
  return {
    schemas: new Set([GIVEN_SCHEMA, ...schemas]),
    tables,
    names,
    groups: new Map(groups.map((group) => [group.key, group])),
  };
}

function irisKey(schema: string, name: string): string {
  return JSON.stringify([fold(schema), fold(name)]);
}
