import { GatewayError } from '../../errors/gateway-error.ts';
import { ddlTag } from '../classify/ddl-tag.ts';
import type { NodeBody, NodeType } from '../parse/node.ts';
import { body, nodeType } from '../parse/node.ts';
import type { RawStatement } from '../parse/raw-statement.ts';
import { OWNER_TO_HAS_NO_EFFECT, planAlterTable } from './alter-table.ts';
import { planComment } from './comment.ts';
import { planCreateIndex } from './create-index.ts';
import { planCreateTable } from './create-table.ts';
import { planCreateTableAs } from './create-table-as.ts';
import { planCreateView } from './create-view.ts';
import type { DdlContext } from './ddl-context.ts';
import { DdlSteps } from './ddl-plan.ts';
import type { DdlPlan } from './ddl-plan.ts';
import type { DefiningQuery } from './defining-query.ts';
import { planDrop } from './drop.ts';
import { planCreateExtension } from './extension.ts';
import { planRename } from './rename.ts';
import { planCreateSchema } from './schema.ts';
import { planSequenceStatement } from './sequence-statement.ts';
import { planTruncate } from './truncate.ts';
import { isUserType, planTypeStatement, refuseType } from './type-statement.ts';

export type { DdlContext } from './ddl-context.ts';
export type { DdlPlan } from './ddl-plan.ts';
export type { DefiningQuery } from './defining-query.ts';
export { definingQueryText } from './defining-query.ts';

type Planners = {
  readonly [K in NodeType]?: (node: NodeBody<K>, statement: RawStatement, context: DdlContext) => DdlPlan;
};

const PLANNERS: Planners = {
  CreateStmt: planCreateTable,
  AlterTableStmt: planAlterTable,
  RenameStmt: planRename,
  DropStmt: planDrop,
  IndexStmt: planCreateIndex,
  CreateSchemaStmt: planCreateSchema,
  CreateExtensionStmt: planCreateExtension,
  TruncateStmt: planTruncate,
  CreateEnumStmt: (_create, statement) => planTypeStatement(statement),
  AlterEnumStmt: (_alter, statement) => planTypeStatement(statement),
  CreateDomainStmt: (_create, statement) => planTypeStatement(statement),
  AlterDomainStmt: (_alter, statement) => planTypeStatement(statement),
  AlterObjectSchemaStmt: (alter, statement) =>
    isUserType(alter.objectType) || alter.objectType === 'OBJECT_SEQUENCE'
      ? planTypeStatement(statement)
      : refuseSetSchema(statement),
  CompositeTypeStmt: () => refuseType('composite types'),
  CreateRangeStmt: () => refuseType('range types'),
  CreateSeqStmt: planSequenceStatement,
  AlterSeqStmt: planSequenceStatement,
  CommentStmt: planComment,
  // All users have the rights of the one IRIS user of the lanes: what GRANT gives they have.
  GrantStmt: (_grant, statement) => withoutEffect('GRANT', PRIVILEGES, statement),
  AlterDefaultPrivilegesStmt: (_alter, statement) =>
    withoutEffect('ALTER DEFAULT PRIVILEGES', PRIVILEGES, statement),
  AlterOwnerStmt: (_owner, statement) =>
    withoutEffect(ddlTag(statement.node) ?? '', OWNER_TO_HAS_NO_EFFECT, statement),
};

const PRIVILEGES = 'GRANT has no effect: privileges are managed in IRIS';

/**
 * What to do in IRIS for a statement that `classify` calls `ddl`.
 * @param defining the analysed query of a statement that `definingQueryText` finds one in
 * @throws GatewayError 0A000 for what IRIS cannot do, else PostgreSQL's errors
 */
export function planDdl(
  statement: RawStatement,
  context: DdlContext,
  defining: DefiningQuery | null = null,
): DdlPlan {
  if (defining !== null) return planDefined(statement, context, defining);
  const type = nodeType(statement.node);
  const plan = PLANNERS[type] as
    | ((node: unknown, statement: RawStatement, context: DdlContext) => DdlPlan)
    | undefined;
  if (plan === undefined) throw notSupported(statement);
  return plan(body(statement.node, type), statement, context);
}

/** CREATE VIEW, CREATE TABLE AS, SELECT INTO */
function planDefined(statement: RawStatement, context: DdlContext, defining: DefiningQuery): DdlPlan {
  const view = body(statement.node, 'ViewStmt');
  if (view !== undefined) return planCreateView(view, statement, context, defining);
  const table = body(statement.node, 'CreateTableAsStmt');
  const into = table?.into ?? body(statement.node, 'SelectStmt')?.intoClause;
  if (into === undefined || (table !== undefined && table.objtype !== 'OBJECT_TABLE')) {
    throw notSupported(statement);
  }
  return planCreateTableAs(into, table?.if_not_exists ?? false, statement, context, defining);
}

const OF_ROLES =
  'Users, roles and passwords are managed in InterSystems IRIS, or in the userlist of the gateway (auth.file).';
const OF_DATABASES = 'A database is a namespace of InterSystems IRIS; namespaces are managed there.';

/** Where to go for what the gateway cannot do. */
const DETAILS: Readonly<Partial<Record<NodeType, string>>> = {
  CreateRoleStmt: OF_ROLES,
  AlterRoleStmt: OF_ROLES,
  AlterRoleSetStmt: OF_ROLES,
  DropRoleStmt: OF_ROLES,
  CreatedbStmt: OF_DATABASES,
  DropdbStmt: OF_DATABASES,
  AlterDatabaseStmt: OF_DATABASES,
  AlterDatabaseSetStmt: OF_DATABASES,
};

/** A class of IRIS stays in its package; rows, keys and what refers to them would have to be copied. */
function refuseSetSchema({ node }: RawStatement): never {
  throw new GatewayError('0A000', `${ddlTag(node) ?? 'ALTER'} SET SCHEMA is not supported`);
}

function notSupported({ node }: RawStatement): GatewayError {
  const matview = body(node, 'CreateTableAsStmt')?.objtype === 'OBJECT_MATVIEW';
  const what = matview ? 'CREATE MATERIALIZED VIEW' : (ddlTag(node) ?? nodeType(node));
  const detail = DETAILS[nodeType(node)];
  return new GatewayError('0A000', `${what} is not supported`, detail === undefined ? {} : { detail });
}

function withoutEffect(tag: string, message: string, statement: RawStatement): DdlPlan {
  const steps = new DdlSteps();
  steps.warning(message);
  return steps.plan(tag, statement.text);
}
