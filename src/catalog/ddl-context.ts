import type { Relation } from '../sql/context.ts';
import type { DdlContext, ForeignKey, Index } from '../sql/ddl/ddl-context.ts';
import { translationContext } from './context.ts';
import type { ContextOptions } from './context.ts';
import { indexNamesOf } from './mirror/index-names.ts';
import { columnNames } from './mirror/mirrored-table.ts';
import type { MirroredTable } from './mirror/mirrored-table.ts';
import { fold, pgObjectName } from './mirror/names.ts';
import type { MirroredCatalog } from './mirrored-catalog.ts';
import { searchPathSchemas } from './search-path.ts';
import { withTemporaryFirst } from './temporary.ts';
import { TEMPORARY_SCHEMA } from '../sql/ddl/temporary-schema.ts';

/** Where an unqualified CREATE goes when no schema of the search path exists. */
const DEFAULT_SCHEMA = 'public';

/** Schemas every PostgreSQL has beside those of the mirror. */
const SYSTEM_SCHEMAS = ['pg_catalog', 'information_schema', 'pg_toast', TEMPORARY_SCHEMA];

/** The catalog as the planning of one DDL statement sees it. */
export function ddlContext(catalog: MirroredCatalog, options: ContextOptions): DdlContext {
  const { plan, relations } = catalog;
  const path = searchPathSchemas(options.searchPath, options.user);
  const relationOf = (table: MirroredTable): Relation | undefined =>
    relations.named(table.schema, table.name);
  const tableOf = (relation: Relation): MirroredTable | undefined =>
    plan.names.table(relation.irisSchema, relation.irisName);
  const indexesOf = (table: MirroredTable): Index[] => readIndexes(catalog, table, relationOf(table));
  const foreignKeysOf = (table: MirroredTable): ForeignKey[] => readForeignKeys(catalog, table, relationOf);
  const listed = <T>(relation: Relation, list: (table: MirroredTable) => T[]): T[] => {
    const table = tableOf(relation);
    return table ? list(table) : [];
  };
  return {
    ...translationContext(catalog, options),
    ...(options.temporaryPrefix === undefined ? {} : { temporaryPrefix: options.temporaryPrefix }),
    currentSchema: path.find((schema) => plan.schemas.has(schema)) ?? DEFAULT_SCHEMA,
    userTypes: plan.types,
    schemaExists: (name) => plan.schemas.has(name) || SYSTEM_SCHEMAS.includes(name),
    relationsIn: (schema) => [...relations.all()].filter((relation) => relation.schema === schema),
    indexByName: (schema, name) => {
      for (const candidate of schema === null ? withTemporaryFirst(path) : [schema]) {
        const found = plan.tables
          .filter((table) => table.schema === candidate)
          .flatMap(indexesOf)
          .find((index) => index.name === name);
        if (found) return found;
      }
      return undefined;
    },
    indexes: (relation) => listed(relation, indexesOf),
    identityKind: (relation, { irisName }) =>
      tableOf(relation)?.columns.find(({ source }) => source.name === irisName)?.source.pgIdentity ?? '',
    foreignKeys: (relation) => listed(relation, foreignKeysOf),
    referencedBy: (relation) =>
      plan.tables.flatMap(foreignKeysOf).filter((foreignKey) => foreignKey.target.oid === relation.oid),
  };
}

/** A key is an index in PostgreSQL, also where IRIS lists both. */
function readIndexes(
  catalog: MirroredCatalog,
  table: MirroredTable,
  relation: Relation | undefined,
): Index[] {
  if (!relation) return [];
  return indexNamesOf(table).flatMap((irisName) => {
    const wanted = fold(irisName);
    const key = table.source.keys.find(({ name }) => fold(name) === wanted);
    const index = table.source.indexes.find(({ name }) => fold(name) === wanted);
    const columns = columnNames(table, (key ?? index)?.columns ?? []);
    if (!columns) return [];
    return [
      {
        name: catalog.plan.names.indexNames.of(table, irisName),
        table: relation,
        columns,
        unique: key !== undefined || index?.unique === true,
        constraint: key !== undefined,
        method: key ? 'btree' : (index?.method ?? 'btree'),
        kept: index?.kept ?? false,
      },
    ];
  });
}

function readForeignKeys(
  catalog: MirroredCatalog,
  table: MirroredTable,
  relationOf: (table: MirroredTable) => Relation | undefined,
): ForeignKey[] {
  return table.source.foreignKeys.flatMap((source) => {
    const targetTable = catalog.plan.names.table(source.targetSchema, source.targetTable);
    const relation = relationOf(table);
    const target = targetTable && relationOf(targetTable);
    const columns = columnNames(table, source.columns);
    const targetColumns = targetTable && columnNames(targetTable, source.targetColumns);
    if (!relation || !target || !columns || !targetColumns) return [];
    const { onDelete, onUpdate } = source;
    const name = pgObjectName(source.name, table.madeByGateway);
    return [{ name, table: relation, columns, target, targetColumns, onDelete, onUpdate }];
  });
}
