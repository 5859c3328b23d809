import type { Dialect, Relation, TranslationContext, TypeSignature } from '../sql/context.ts';
import type { MirroredCatalog } from './mirrored-catalog.ts';
import { searchPathSchemas } from './search-path.ts';
import { withTemporaryFirst } from './temporary.ts';

/** What of one translation is not in the catalog. */
export interface ContextOptions {
  readonly dialect: Dialect;
  readonly sourceText: string;
  readonly pinned: ReadonlyMap<number, string | null>;
  readonly timeZone: string;
  /** The setting as SET took it, e.g. `"$user", public`. */
  readonly searchPath: string;
  /** For `$user` in the search path. */
  readonly user: string;
  /** What the IRIS names of the session's temporary tables begin with. */
  readonly temporaryPrefix?: string;
}

/** PostgreSQL looks there first unless the search path names it (manual 5.10.5). */
const SYSTEM_SCHEMA = 'pg_catalog';

/** The catalog as one translation sees it. */
export function translationContext(catalog: MirroredCatalog, options: ContextOptions): TranslationContext {
  const { dialect, sourceText, pinned, timeZone, searchPath, user } = options;
  const path = withTemporaryFirst(searchPathSchemas(searchPath, user));
  const typePath = path.includes(SYSTEM_SCHEMA) ? path : [SYSTEM_SCHEMA, ...path];
  const { functions, operators, types } = catalog.signatures;
  const named = <T>(
    schema: string | null,
    schemas: readonly string[],
    find: (schema: string) => T | undefined,
  ): T | undefined => {
    for (const candidate of schema === null ? schemas : [schema]) {
      const found = find(candidate);
      if (found !== undefined) return found;
    }
    return undefined;
  };
  return {
    dialect,
    sourceText,
    pinned,
    timeZone,
    relation: (oid): Relation | undefined => catalog.relations.get(oid),
    relationByName: (schema, name): Relation | undefined =>
      named(schema, path, (candidate) => catalog.relations.named(candidate, name)),
    function: (oid) => functions.get(oid),
    operator: (oid) => operators.get(oid),
    type: (oid): TypeSignature | undefined => types.get(oid) ?? catalog.types.get(oid),
    typeByName: (schema, name): TypeSignature | undefined =>
      named(
        schema,
        typePath,
        (candidate) => types.named(candidate, name) ?? catalog.types.named(candidate, name),
      ),
  };
}
