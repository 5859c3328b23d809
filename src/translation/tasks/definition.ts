import { ddlContext } from '../../catalog/ddl-context.ts';
import type { ShadowSession } from '../../catalog/shadow-session.ts';
import { GatewayError } from '../../errors/gateway-error.ts';
import { SQLSTATE } from '../../errors/sqlstate.ts';
import type { Statement } from '../../sql/classify.ts';
import { definingQueryText, type DefiningQuery } from '../../sql/ddl/defining-query.ts';
import type { DdlContext } from '../../sql/ddl/ddl-context.ts';
import { planDdl, type DdlPlan } from '../../sql/ddl/plan-ddl.ts';
import { nodeType, type NodeType } from '../../sql/parse/node.ts';
import type { RawStatement } from '../../sql/parse/raw-statement.ts';
import { SourceText } from '../../sql/parse/source-text.ts';
import type { Step } from '../../sql/plan.ts';
import type { ThreadCatalog } from '../thread.ts';
import { analyseQuery, contextOptions } from './analysed-query.ts';
import { changedSequences } from './changed-sequences.ts';
import { refuseTemporaryRules, withFacts } from './fact-plan.ts';
import { changedTypes, type ChangedTypes } from './changed-types.ts';
import type { StatementShape } from './messages.ts';
import { routeOf } from './route.ts';
import { NotedRelations } from './temporary-definition.ts';

/**
 * Plans a statement that changes the schema.
 * @param text what `statement` was parsed from, alone in it
 * @throws GatewayError with its position in `text`
 */
export function planDefinition(
  text: string,
  statement: RawStatement,
  classification: Statement,
  session: ShadowSession,
  thread: ThreadCatalog,
): StatementShape {
  try {
    const {
      shadow,
      onCommit = null,
      evaluated = null,
      temporary,
      ...planned
    } = planWithFacts(statement, session, thread);
    // with the comments before it positions are those of the client's text
    const validate = shadow === statement.text ? text : shadow;
    return { kind: 'ddl', classification, ...planned, validate, onCommit, evaluated, temporary };
  } catch (error) {
    if (!(error instanceof GatewayError)) throw error;
    throw moved(verdict(error, statement, session, thread), statement.offset);
  }
}

/** Statements that PostgreSQL may judge although IRIS cannot do them: what is wrong in PostgreSQL is said first. */
const JUDGED: readonly NodeType[] = [
  'CreateStmt',
  'AlterTableStmt',
  'AlterObjectSchemaStmt',
  'IndexStmt',
  'AlterSeqStmt',
];

/** PostgreSQL's own error where the gateway refuses a definition that PostgreSQL refuses too. */
function verdict(
  error: GatewayError,
  { node, text }: RawStatement,
  session: ShadowSession,
  { shadow }: ThreadCatalog,
): GatewayError {
  const judged = error.sqlstate === SQLSTATE.featureNotSupported && JUDGED.includes(nodeType(node));
  // What is not the table that was named may be a sequence.
  if (!judged && error.sqlstate !== SQLSTATE.undefinedTable) return error;
  const own = shadow.tryDdl(text, session).error;
  return own === null || own.sqlstate === SQLSTATE.insufficientPrivilege
    ? error
    : GatewayError.fromFields(own);
}

/** TRUNCATE leaves all that the gateway remembers as it is. */
function planWithFacts(
  statement: RawStatement,
  session: ShadowSession,
  thread: ThreadCatalog,
): DdlPlan & { readonly temporary: boolean } {
  const { own, temporary } = plan(statement, session, thread);
  if (temporary) {
    refuseTemporaryRules(own.shadow, session, thread);
    return { ...own, temporary };
  }
  const typed = withTypes(own, changedTypes(statement, session, thread));
  const planned = withSequences(typed, changedSequences(statement, session, thread));
  const plain = nodeType(statement.node) === 'TruncateStmt';
  return { ...(plain ? planned : withFacts(planned, session, thread)), temporary };
}

/** The plan with what becomes of sequences. */
function withSequences(planned: DdlPlan, steps: readonly Step[]): DdlPlan {
  if (steps.length === 0) return planned;
  const { plan } = planned;
  return {
    ...planned,
    plan: { ...plan, steps: [...plan.steps, ...steps], writes: true, changesSchema: true },
  };
}

/** The plan with what becomes of types, and of what depends on them. */
function withTypes(planned: DdlPlan, { before, after }: ChangedTypes): DdlPlan {
  if (before.length + after.length === 0) return planned;
  const { plan } = planned;
  const steps = [...before, ...plan.steps, ...after];
  return { ...planned, plan: { ...plan, steps, writes: true, changesSchema: true } };
}

function plan(
  statement: RawStatement,
  session: ShadowSession,
  thread: ThreadCatalog,
): { readonly own: DdlPlan; readonly temporary: boolean } {
  const noted = new NotedRelations(ddlContext(thread.catalog, contextOptions(statement.text, session)));
  const { context } = noted;
  const own = planDdl(statement, context, definingQuery(statement, session, thread, context));
  return { own, temporary: noted.onlyTemporary };
}

/** The analysed query of CREATE VIEW, CREATE TABLE AS and SELECT INTO; null for other statements. */
function definingQuery(
  statement: RawStatement,
  session: ShadowSession,
  thread: ThreadCatalog,
  context: DdlContext,
): DefiningQuery | null {
  const text = definingQueryText(statement);
  if (text === null) return null;
  try {
    const { query, columns, parameterTypes } = analyseQuery(thread, text, [], session);
    const { catalogTable } = routeOf(query, context);
    if (catalogTable !== null) {
      throw new GatewayError('0A000', 'a definition from the system catalog is not supported', {
        detail: `"${catalogTable}" is part of the gateway's catalog.`,
      });
    }
    if (parameterTypes.length > 0) {
      throw new GatewayError('0A000', 'parameters in a definition are not supported');
    }
    return { text, query, columns: columns ?? [] };
  } catch (error) {
    throw error instanceof GatewayError ? inStatement(error, text, statement) : error;
  }
}

/** The error with its place in the whole statement, if the query stands there as it was analysed. */
function inStatement(error: GatewayError, text: string, statement: RawStatement): GatewayError {
  const start = statement.text.lastIndexOf(text);
  if (start < 0) return error.with({ position: undefined });
  const before = Buffer.byteLength(statement.text.slice(0, start));
  return moved(error, new SourceText(statement.text).charactersBefore(before));
}

function moved(error: GatewayError, characters: number): GatewayError {
  const { position } = error.fields;
  return position === undefined ? error : error.with({ position: position + characters });
}
