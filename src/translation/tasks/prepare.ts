import { translationContext } from '../../catalog/context.ts';
import { GatewayError } from '../../errors/gateway-error.ts';
import { SQLSTATE } from '../../errors/sqlstate.ts';
import { classify, type Statement, type StatementOf } from '../../sql/classify.ts';
import type { TranslationContext } from '../../sql/context.ts';
import { planLockTable } from '../../sql/lock-table.ts';
import { parseStatements } from '../../sql/parse/parse.ts';
import { truncationNotices } from '../../sql/parse/truncated-identifiers.ts';
import { changeParts } from '../../sql/remainder/change-parts.ts';
import type { Reading } from '../../sql/remainder/reading.ts';
import { readings } from '../../sql/remainder/readings.ts';
import { COMMAND, type Query } from '../../sql/tree/nodes.ts';
import type { SequenceUse } from '../api.ts';
import type { ThreadCatalog } from '../thread.ts';
import { analyseQuery, contextOptions, type AnalysedQuery } from './analysed-query.ts';
import { computesNumbers } from './computes.ts';
import { planDefinition } from './definition.ts';
import { gatewayCalls } from './gateway-calls.ts';
import { rowwiseCalls } from './rowwise-calls.ts';
import type { LiftedStatement, PrepareTask, QueryShape, StatementShape, Translated } from './messages.ts';
import { calledProcedure, ownStatement } from './own-sql.ts';
import { translatePinning } from './pin.ts';
import { mayBeRemainder, routeOf } from './route.ts';
import { sequenceUse } from './sequence-use.ts';
import { sessionDataUse } from './session-data-use.ts';
import { translate } from './translate.ts';

const NOTHING_PINNED: ReadonlyMap<number, string | null> = new Map();

/**
 * Parse of one statement: parser, analysis and translation in one visit. What PostgreSQL refuses may be IRIS's own SQL.
 * @throws GatewayError what PostgreSQL says of it, or the translators
 */
export function prepare(task: PrepareTask, thread: ThreadCatalog): StatementShape {
  try {
    return preparePostgres(task, thread);
  } catch (error) {
    return ownStatement(task.text, error, thread.catalog);
  }
}

function preparePostgres(task: PrepareTask, thread: ThreadCatalog): StatementShape {
  return prepareLifted(task, thread) ?? prepareAsItStands(task, thread);
}

function prepareAsItStands(task: PrepareTask, thread: ThreadCatalog): StatementShape {
  const [statement, second] = parseStatements(task.text);
  if (statement === undefined) return { kind: 'empty' };
  if (second !== undefined) {
    throw new GatewayError('42601', 'cannot insert multiple commands into a prepared statement');
  }
  const classification = classify(statement);
  if (classification.kind === 'query') {
    const analysed = analyseQuery(thread, task.text, task.parameterTypes, task.session);
    return shapeOf(analysed, classification, null, thread);
  }
  if (classification.kind === 'ddl')
    return planDefinition(task.text, statement, classification, task.session, thread);
  if (classification.kind === 'call') return calledProcedure(task.text, classification);
  if (classification.kind === 'lock') return prepareLock(task, classification, thread);
  if (classification.kind === 'set-constraints') checkConstraints(task, thread);
  if (classification.kind === 'declare-cursor') checkAnalysis(task, thread);
  return { kind: 'utility', classification, notices: truncationNotices(statement.text) };
}

/** LOCK TABLE: PostgreSQL says what is against it, IRIS locks. */
function prepareLock(
  task: PrepareTask,
  classification: StatementOf<'lock'>,
  thread: ThreadCatalog,
): QueryShape {
  const { text, session } = task;
  const { error } = thread.shadow.tryDdl(text, session);
  if (error !== null) throw GatewayError.fromFields(error);
  const plan = planLockTable(
    classification,
    translationContext(thread.catalog, contextOptions(text, session)),
  );
  return {
    kind: 'query',
    classification,
    route: 'backend',
    text,
    lifted: false,
    parameterTypes: [],
    columns: null,
    notices: [],
    functions: [],
    gatewayCalls: null,
    rowwiseCalls: null,
    translation: { plan, pinned: [] },
    readings: null,
    changes: [],
    sequences: null,
    sessionData: [],
  };
}

/** SET CONSTRAINTS changes nothing on IRIS, but PostgreSQL says which constraints are not there, or not deferrable. */
function checkConstraints({ text, session }: PrepareTask, { shadow }: ThreadCatalog): void {
  const { error } = shadow.tryDdl(text, session);
  if (error !== null) throw GatewayError.fromFields(error);
}

/** Some statements of the session's PostgreSQL analyses as a whole (analyze.c, transformStmt): it tells what is wrong. */
function checkAnalysis({ text, parameterTypes, session }: PrepareTask, { shadow }: ThreadCatalog): void {
  const { error } = shadow.analyse(text, parameterTypes, session);
  if (error !== null) throw GatewayError.fromFields(error);
}

/** Command tags by Query.commandType. */
const TAGS: Readonly<Record<number, string>> = {
  [COMMAND.select]: 'SELECT',
  [COMMAND.update]: 'UPDATE',
  [COMMAND.insert]: 'INSERT',
  [COMMAND.delete]: 'DELETE',
  [COMMAND.merge]: 'MERGE',
};

/**
 * With the literals as parameters. The lexer has found one statement that begins as a query does, and the analysed tree
 * tells which: it need not be parsed here as well. Null when that is not possible or comes out as an error: the client's
 * own text then decides, so that errors are PostgreSQL's and in their place.
 */
function prepareLifted(task: PrepareTask, thread: ThreadCatalog): QueryShape | null {
  const { lifted } = task;
  if (lifted === null) return null;
  try {
    const types = [...declaredTypes(task, lifted), ...lifted.types];
    const analysed = analyseQuery(thread, lifted.text, types, task.session);
    if (readsDomains(analysed, lifted)) return null;
    const tag = TAGS[analysed.query.commandType];
    if (tag === undefined) return null;
    const shape = shapeOf(analysed, { kind: 'query', tag }, lifted, thread);
    // A sequence that is named in the text is better known than one whose name is a parameter.
    if (shape.sequences?.computed === true && lifted.values.length > 0) return null;
    // the session answers gateway functions itself and wants their arguments as they are written
    return shape.route === 'gateway-function' && lifted.values.length > 0 ? null : shape;
  } catch (error) {
    if (error instanceof GatewayError) return null;
    throw error;
  }
}

/** A literal is cut to the length of a domain it is cast to, and has no place in its constraints' errors; a parameter is not. */
function readsDomains(analysed: AnalysedQuery, { parameters }: LiftedStatement): boolean {
  const context = analysed.context(NOTHING_PINNED);
  return analysed.parameterTypes.slice(parameters).some((oid) => context.type(oid)?.kind === 'd');
}

/** The client need not declare all of its parameters; those of the literals come behind them. */
function declaredTypes({ parameterTypes }: PrepareTask, { parameters }: LiftedStatement): number[] {
  return Array.from({ length: parameters }, (_, index) => parameterTypes[index] ?? 0);
}

function shapeOf(
  analysed: AnalysedQuery,
  classification: Statement,
  lifted: LiftedStatement | null,
  thread: ThreadCatalog,
): QueryShape {
  const { text, parameterTypes, columns, notices, query } = analysed;
  const context = analysed.context(NOTHING_PINNED);
  const { route: wanted, functions } = routeOf(query, context);
  const sequences = sequenceUse(query, context, thread);
  const { translation, route } =
    wanted === 'backend'
      ? translated(analysed, functions, lifted, sequences)
      : { translation: null, route: wanted };
  // Values of the client's parameters may turn out to need SQL that IRIS does not have.
  const mayEvaluate =
    route === 'remainder' || (translation?.plan === null && mayBeRemainder(query, functions));
  const evaluable = mayEvaluate ? readings(query, context) : null;
  return {
    kind: 'query',
    classification,
    route,
    text,
    lifted: lifted !== null,
    parameterTypes,
    columns,
    notices,
    functions: [...new Set(functions)],
    gatewayCalls: route === 'gateway-function' ? gatewayCalls(analysed, context, functions.length) : null,
    rowwiseCalls: route === 'gateway-function' ? rowwiseCalls(analysed, context, functions.length) : null,
    translation,
    readings: evaluable ?? (route === 'backend' ? readingsOnFailure(query, functions, context) : null),
    changes: mayEvaluate ? changeParts(query, context) : [],
    sequences,
    sessionData: sessionDataUse(query, thread),
  };
}

/** What PostgreSQL has to read to evaluate a query where IRIS fails to compute it; null where that is not possible. */
function readingsOnFailure(
  query: Query,
  functions: readonly string[],
  context: TranslationContext,
): readonly Reading[] | null {
  const mayFail =
    query.commandType === COMMAND.select && !query.hasModifyingCTE && computesNumbers(query, context);
  if (!mayFail || !mayBeRemainder(query, functions)) return null;
  try {
    return readings(query, context);
  } catch (error) {
    if (error instanceof GatewayError) return null;
    throw error;
  }
}

/** The plan in IRIS SQL; what IRIS cannot express is left to PostgreSQL, over rows that are read for it. */
function translated(
  analysed: AnalysedQuery,
  functions: readonly string[],
  lifted: LiftedStatement | null,
  sequences: SequenceUse | null,
): { readonly translation: Translated | null; readonly route: 'backend' | 'remainder' } {
  const { query, columns } = analysed;
  if (sequences !== null) {
    if (mayBeRemainder(query, functions)) return { translation: null, route: 'remainder' };
    throw new GatewayError(
      '0A000',
      'FOR UPDATE and functions of the gateway are not supported in a query that uses sequences',
    );
  }
  try {
    const translation = translatePinning(
      (pinned) => translate(query, columns, analysed.context(pinned)),
      (index) => (lifted === null ? undefined : lifted.values[index - lifted.parameters]),
    );
    return { translation, route: 'backend' };
  } catch (error) {
    const inexpressible = error instanceof GatewayError && error.sqlstate === SQLSTATE.featureNotSupported;
    if (!inexpressible || !mayBeRemainder(query, functions)) throw error;
    return { translation: null, route: 'remainder' };
  }
}
