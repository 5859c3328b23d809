import { translationContext } from '../../catalog/context.ts';
import { searchPathSchemas } from '../../catalog/search-path.ts';
import type { ShadowSession } from '../../catalog/shadow-session.ts';
import { GatewayError } from '../../errors/gateway-error.ts';
import type { Relation } from '../../sql/context.ts';
import type { DdlContext } from '../../sql/ddl/plan-ddl.ts';
import { dialect, type ThreadCatalog } from '../thread.ts';
import { readForeignKeys, readIndexes, readSchemas } from './definition-catalog.ts';

/** The catalog as the planner of one definition sees it: read from the shadow now, since definitions are rare. */
export function definitionContext(
  text: string,
  session: ShadowSession,
  { shadow, catalog }: ThreadCatalog,
): DdlContext {
  const { TimeZone: timeZone = 'UTC', search_path: searchPath = '' } = session.settings;
  const { relations } = catalog;
  const path = searchPathSchemas(searchPath, session.user);
  const schemas = readSchemas(shadow);
  const indexes = readIndexes(shadow, relations);
  const foreignKeys = readForeignKeys(shadow, relations);
  return {
    ...translationContext(catalog, {
      dialect,
      sourceText: text,
      pinned: new Map(),
      timeZone,
      searchPath,
      user: session.user,
    }),
    get currentSchema(): string {
      const schema = path.find((name) => schemas.has(name));
      if (schema !== undefined) return schema;
      throw new GatewayError('3F000', 'no schema has been selected to create in');
    },
    schemaExists: (name) => schemas.has(name),
    relationsIn: (schema): Relation[] =>
      [...relations.all()].filter((relation) => relation.schema === schema),
    indexByName: (schema, name) =>
      (schema === null ? path : [schema])
        .map((candidate) =>
          indexes.find(({ table, name: own }) => table.schema === candidate && own === name),
        )
        .find((index) => index !== undefined),
    indexes: ({ oid }) => indexes.filter(({ table }) => table.oid === oid),
    foreignKeys: ({ oid }) => foreignKeys.filter(({ table }) => table.oid === oid),
    referencedBy: ({ oid }) => foreignKeys.filter(({ target }) => target.oid === oid),
  };
}
