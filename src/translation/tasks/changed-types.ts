import { ddlContext } from '../../catalog/ddl-context.ts';
import { readShadowColumns } from '../../catalog/shadow-columns.ts';
import type { ShadowSession } from '../../catalog/shadow-session.ts';
import { readUserTypes } from '../../catalog/user-types.ts';
import { isUserType } from '../../sql/ddl/type-statement.ts';
import { GatewayError } from '../../errors/gateway-error.ts';
import { dependentSteps } from '../../sql/ddl/user-type-dependents.ts';
import { userTypeSteps } from '../../sql/ddl/user-type-steps.ts';
import { body, nodeType, strings, type NodeType } from '../../sql/parse/node.ts';
import type { RawStatement } from '../../sql/parse/raw-statement.ts';
import type { Step } from '../../sql/plan.ts';
import type { ThreadCatalog } from '../thread.ts';
import { contextOptions } from './analysed-query.ts';
import { domainChecks } from './domain-checks.ts';

/** Steps around those of the definition itself. */
export interface ChangedTypes {
  /** Refusals. */
  readonly before: readonly Step[];
  readonly after: readonly Step[];
}

/** Statements that say nothing but what becomes of types. */
const TYPE_STATEMENTS: readonly NodeType[] = [
  'CreateEnumStmt',
  'AlterEnumStmt',
  'CreateDomainStmt',
  'AlterDomainStmt',
];

/** Whether a definition may change enums or domains. */
function concernsTypes({ node }: RawStatement): boolean {
  if (TYPE_STATEMENTS.includes(nodeType(node))) return true;
  const dropped = body(node, 'DropStmt')?.removeType;
  const object =
    dropped ?? body(node, 'RenameStmt')?.renameType ?? body(node, 'AlterObjectSchemaStmt')?.objectType;
  return isUserType(object) || dropped === 'OBJECT_SCHEMA';
}

/**
 * What a definition makes of enums and domains, and of what depends on them, as PostgreSQL has it when it is tried on the
 * mirrored schema.
 * @returns steps that keep it in the backend; none for a definition that PostgreSQL refuses
 */
export function changedTypes(
  statement: RawStatement,
  session: ShadowSession,
  thread: ThreadCatalog,
): ChangedTypes {
  const nothing: ChangedTypes = { before: [], after: [] };
  if (!concernsTypes(statement)) return nothing;
  const { shadow, catalog } = thread;
  const types = readUserTypes(shadow);
  const columns = readShadowColumns(shadow);
  const { seen, error } = shadow.tryDdl(statement.text, session, () => ({
    types: readUserTypes(shadow),
    columns: readShadowColumns(shadow),
  }));
  if (error !== null && nodeType(statement.node) === 'CreateDomainStmt') {
    // PostgreSQL 15 tells no place in it, 18 does (DefineDomain has been given a ParseState).
    throw GatewayError.fromFields({ ...error, position: undefined });
  }
  if (seen === null) return nothing;
  const gone = droppedSchemas(statement);
  const relations = [...catalog.relations.all()].filter(({ schema }) => !gone.includes(schema));
  const context = ddlContext(catalog, contextOptions(statement.text, session));
  return {
    before: domainChecks(types, seen.types, session, thread),
    after: [
      ...dependentSteps(relations, columns, seen.columns, context),
      ...userTypeSteps(types, seen.types, {
        types: catalog.plan.types,
        relations,
        elementOf: (oid) => context.type(oid)?.elementOid ?? 0,
        viewQueries: catalog.plan.tables.flatMap(({ source }) => source.definition ?? []),
      }),
    ],
  };
}

/** IRIS drops what is in a schema with it. */
function droppedSchemas({ node }: RawStatement): string[] {
  const drop = body(node, 'DropStmt');
  return drop?.removeType === 'OBJECT_SCHEMA' ? strings(drop.objects) : [];
}
