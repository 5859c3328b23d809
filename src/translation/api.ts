/**
 * What the connection layer sees of translation. Terms:
 * - lifted literal: a literal of the client's text that became a parameter behind the client's own $1..$n, so that
 *   statements that differ in literals share one translation (design.md decision 2);
 * - pinned parameter: one whose value the IRIS SQL depends on (ParameterNeeded in src/sql/context.ts);
 * - epoch: number of the schema snapshot a translation was made with.
 */
import type { OperatorMap } from '../catalog/operator-map.ts';
import type { CatalogSnapshot } from '../catalog/snapshot.ts';
import type { SequenceInput, SequenceOutcome } from '../catalog/sequence-laying.ts';
import type { SessionDataName } from '../catalog/session-data.ts';
import type { TableRows } from '../catalog/table-rows.ts';
import type { TemporarySchema } from '../catalog/temporary.ts';
import type { ErrorFields } from '../errors/gateway-error.ts';
import type { CopyDirection } from '../copy/options.ts';
import type { CopyColumn } from '../copy/source.ts';
import type { RelationName, Statement, StatementText } from '../sql/classify.ts';
import type { Dialect } from '../sql/context.ts';
import type { EvaluatedRows } from '../sql/ddl/ddl-plan.ts';
import type { OnCommit } from '../sql/ddl/temporary-table.ts';
import type { OutputColumn, Plan } from '../sql/plan.ts';
import type { PassedStatement } from '../sql/pass-through/pass-through.ts';
import type { BoundStatement } from '../sql/procedural/bind-variables.ts';
import type { ScopeNames } from '../sql/procedural/scope.ts';
import type { Procedure, VariableConflict } from '../sql/procedural/tree.ts';
import type { ChangePart } from '../sql/remainder/change-part.ts';
import type { Reading } from '../sql/remainder/reading.ts';
import type { SequenceDefinition, SequenceName } from '../sql/sequence/sequence.ts';
import type { Format, ValueSettings } from '../types/codec.ts';
import type { IrisValue } from '../types/iris-value.ts';
import type { TypeRegistry } from '../types/registry.ts';
import type { SharedSchema } from './shared-schema.ts';

/** What of a session changes the meaning of a statement's text. */
export interface TranslationSession extends ValueSettings {
  /** current_user */
  readonly user: string;
  readonly database: string;
  /** The search_path setting as SET took it, e.g. `"$user", public`. */
  readonly searchPath: string;
  /** The pid of BackendKeyData. */
  readonly pid: number;
  /**
   * Further run-time parameters that were set, in the form SET stores them, by name. Keep the object as long as nothing
   * changes: what follows from it is remembered with it.
   */
  readonly settings: Readonly<Record<string, string>>;
  /** The session's temporary tables; absent outside of a client's session. */
  readonly temporary?: TemporarySchema;
  /** The schema as its open transaction has left it; absent: the one that all share. */
  readonly schema?: SharedSchema;
  /** What it sees of the gateway's sessions, itself included; asked for what a statement reads. */
  readonly sessionData?: (name: SessionDataName) => Promise<VisibleData>;
}

/** Session data as JSON, and the users it tells of. */
export interface VisibleData {
  readonly json: string;
  readonly users: readonly string[];
}

/** One statement of a Query message. */
export interface StatementPart {
  /** Without the separating semicolon. */
  readonly text: string;
  /** Characters of the Query string before `text`: error positions are shifted by it. */
  readonly offset: number;
  readonly classification: Statement;
}

interface PreparedCommon {
  /** The client's text. */
  readonly text: string;
  readonly classification: Statement;
  /** Types of the client's $1..$n for ParameterDescription. */
  readonly parameterTypes: readonly number[];
  /** For RowDescription; null when the statement returns no rows (NoData). */
  readonly columns: readonly OutputColumn[] | null;
  /** NoticeResponses of the analysis, to be sent with ParseComplete. */
  readonly notices: readonly ErrorFields[];
  /** The schema it was prepared for: prepare again when `Translation.epoch` is another. */
  readonly epoch: number;
}

/** A statement on user tables: runs in a lane. */
export interface BackendPrepared extends PreparedCommon {
  readonly kind: 'backend';
  /** Values of the lifted literals: Execution.parameters is the client's parameters, then these. */
  readonly literals: readonly IrisValue[];
  /** 0-based client parameters whose values `resolvePlan` needs; empty when `plan` is there. */
  readonly pinned: readonly number[];
  /** Null while it depends on values of the client's parameters: then ask `resolvePlan` at execution. */
  readonly plan: Plan | null;
  /** What to run when `resolvePlan` finds that IRIS has no SQL for these values (0A000); null where nothing else can. */
  readonly otherwise: RemainderPrepared | null;
}

/**
 * A statement that IRIS cannot express: PostgreSQL runs it in the shadow, over rows that are read from the backend for it.
 * The plans of readings and changes are executed with the client's parameters and `literals`, all columns in binary
 * format. One with changes goes to `runChange`, every other to `run`.
 */
export interface RemainderPrepared extends PreparedCommon {
  readonly kind: 'remainder';
  readonly literals: readonly IrisValue[];
  readonly readings: readonly Reading[];
  /** What the statement changes, in order; empty for a SELECT. */
  readonly changes: readonly ChangePart[];
  readonly sequences: SequenceUse | null;
}

/** A statement that touches no user table (or the catalog): PostgreSQL itself runs it, in the shadow. */
export interface ShadowPrepared extends PreparedCommon {
  readonly kind: 'shadow';
  readonly sequences: SequenceUse | null;
}

/** A sequence that a statement may read or move. */
export interface UsedSequence extends SequenceName {
  /** What the gateway keeps, or what IRIS's counter amounts to. */
  readonly definition: SequenceDefinition;
  /** IRIS numbers this column, and the gateway keeps nothing of it; null: the gateway keeps the sequence. */
  readonly counter: {
    readonly irisSchema: string;
    readonly irisName: string;
    readonly irisColumn: string;
  } | null;
}

/** What a statement has to do with sequences. */
export interface SequenceUse {
  readonly sequences: readonly UsedSequence[];
  /** Which of `sequences`, all there are, is used follows from values. */
  readonly computed: boolean;
  /** Positions are shown, not only moved. */
  readonly shown: boolean;
  /** Counters of `sequences` that the gateway has to keep first: the statement inserts what they number, too. */
  readonly claimed: readonly UsedSequence[];
}

/** One call of a function whose truth lives in the gateway. */
export interface GatewayCall {
  /** pg_proc.proname in pg_catalog */
  readonly name: string;
  /**
   * A query whose one row is the call's arguments, to be prepared and run with the statement's own parameters; null for
   * a call without arguments.
   */
  readonly argumentsQuery: string | null;
  readonly resultType: number;
}

/** An output column that is a call of a function whose truth lives in the gateway. */
export interface CalledColumn {
  /** pg_proc.proname in pg_catalog */
  readonly name: string;
  readonly resultType: number;
  /** How many columns of the inner rows are its arguments; with none there is one column, of NULLs. */
  readonly arguments: number;
}

/** A SELECT ... FROM that calls such functions once for each row. */
export interface RowwiseCalls {
  /** The statement with its arguments in the place of each call. */
  readonly rows: string;
  /** For each output column the call, or null where it is the inner rows' own. */
  readonly columns: readonly (CalledColumn | null)[];
}

/**
 * A statement without user tables that calls functions whose truth lives in the gateway (pg_sleep, set_config,
 * pg_cancel_backend ...). The session evaluates the arguments of each call, does what the call is for, and runs `rest`
 * with the results as further parameters; the columns to tell are those of this. Given to `run` as it is, the shadow
 * refuses it with 42501.
 */
export interface GatewayFunctionPrepared extends PreparedCommon {
  readonly kind: 'gateway-function';
  /** Names, each once. */
  readonly functions: readonly string[];
  /** The calls in order; null when it is not known how often each would be made (FROM, CASE, sub-selects). */
  readonly calls: readonly GatewayCall[] | null;
  /**
   * The statement with the results of the calls as parameters behind the client's own, in order; a call of type void
   * has none and is '' there. Null with `calls`.
   */
  readonly rest: string | null;
  /** Calls for each row of FROM, where `calls` is null. */
  readonly rowwise: RowwiseCalls | null;
}

/** A statement the session layer executes itself: BEGIN, SET, SHOW, COPY, DECLARE ... */
export interface UtilityPrepared extends PreparedCommon {
  readonly kind: 'utility';
}

/** CREATE TABLE and the like: validate in the shadow, run the plan in the backend, refresh the mirror. */
export interface DdlPrepared extends PreparedCommon {
  readonly kind: 'ddl';
  readonly plan: Plan;
  /** Text for `validateDdl` before the plan is run; null when the shadow has nothing to say. */
  readonly validate: string | null;
  /** It concerns nothing but the session's own temporary tables. */
  readonly temporary: boolean;
  /** What becomes of the temporary table that it makes when the transaction is committed. */
  readonly onCommit: OnCommit | null;
  /** What of it PostgreSQL evaluates over the rows that are there. */
  readonly evaluated: EvaluatedRows | null;
}

/**
 * A statement in IRIS's own SQL, which PostgreSQL has refused: IRIS gets it as it is and tells its columns. Columns,
 * parameter types and plan are for the caller to fill in.
 */
export interface IrisPrepared extends PreparedCommon {
  readonly kind: 'iris';
  /** The same object as long as the plan cache keeps the statement. */
  readonly passed: PassedStatement;
  /** Null until the columns are known. */
  readonly plan: Plan | null;
}

/** A string without statement: EmptyQueryResponse. */
export interface EmptyPrepared extends Omit<PreparedCommon, 'classification'> {
  readonly kind: 'empty';
}

export type Prepared =
  | BackendPrepared
  | RemainderPrepared
  | ShadowPrepared
  | GatewayFunctionPrepared
  | UtilityPrepared
  | DdlPrepared
  | IrisPrepared
  | EmptyPrepared;

/** A client parameter as Bind brought it; null bytes: SQL NULL. */
export interface BoundParameter {
  readonly format: Format;
  readonly bytes: Uint8Array | null;
}

/** An object of the backend's schema that the catalog could not take. */
export interface SchemaFailure {
  /** e.g. `table public.orders` */
  readonly object: string;
  readonly error: ErrorFields;
}

/** The table of a COPY as the client names it. */
export interface CopyRequest {
  readonly direction: CopyDirection;
  readonly relation: RelationName;
  /** As listed; empty for all. */
  readonly columns: readonly string[];
  /** The condition of COPY FROM. */
  readonly where: StatementText | null;
}

/** The table of a COPY as it is. */
export interface CopyTarget {
  /** null for one of the catalog that was named without. */
  readonly schema: string | null;
  readonly table: string;
  /** In the order of the data's fields; null for a table of the catalog. */
  readonly columns: readonly CopyColumn[] | null;
  /** Names of its columns that are not copied. */
  readonly otherColumns: readonly string[];
  readonly view: boolean;
}

/** The code of a DO statement: the string constant as it is written, and what it stands for. */
export interface CodeBlock {
  readonly literal: string;
  readonly source: string;
}

/** A statement of a PL/pgSQL block, with the variables that it may name. */
export interface EmbeddedRequest {
  readonly text: string;
  readonly scopes: readonly ScopeNames[];
  readonly conflict: VariableConflict;
  /** It is SELECT of an expression whose column needs no name. */
  readonly unnamed: boolean;
}

/** The same with parameters in the place of variables. */
export interface EmbeddedStatement extends BoundStatement {
  /** It is SELECT of one value from nowhere. */
  readonly isValue: boolean;
  /** It may have parameters: others want their values in the text. */
  readonly isQuery: boolean;
}

/** The answer of the shadow to one statement, complete. */
export interface ShadowRows {
  /** DataRow messages, one behind the other. */
  readonly frames: Uint8Array;
  readonly rows: number;
  /** CommandComplete's tag with its count, e.g. `SELECT 3`. */
  readonly tag: string;
  readonly notices: readonly ErrorFields[];
  /** Where the statement leaves sequences; with it a failure is told here, since the numbers are gone all the same. */
  readonly sequences?: SequenceOutcome;
  readonly failure?: ErrorFields;
}

/** The answer of the shadow to a statement that changes data, and the rows that each of its changes concerns. */
export interface ChangeRows extends ShadowRows {
  /** DataRow messages in binary format: the row's number (INSERT) or %ID as text, then ChangePart.columns. */
  readonly captured: readonly Uint8Array[];
}

export interface TranslatorStatistics {
  readonly hits: number;
  readonly misses: number;
  /** Entries of the plan cache. */
  readonly size: number;
  /** Worker visits that translated, and their time together, queueing included. */
  readonly translations: number;
  readonly seconds: number;
  /** Threads that were killed or died and were replaced. */
  readonly restarts: number;
}

export interface TranslatorOptions {
  /** Threads that parse, describe and translate. */
  readonly analysers: number;
  /** Threads that run catalog queries. */
  readonly queries: number;
  /** Where the shadow's image is kept between starts. */
  readonly imageFolder: string;
  /** Entries of the plan cache. */
  readonly cacheSize: number;
  /** Limit for one visit of a worker, in milliseconds: past it the thread is killed. */
  readonly timeoutMs: number;
  readonly dialect: Dialect;
  /** What `<->` and `<=>` of vectors mean; as in pgvector when left out. */
  readonly operatorMap?: OperatorMap;
  /** The server_version clients are told, e.g. `14.20`. */
  readonly serverVersion: string;
  /** Role that owns the user tables in the catalog. */
  readonly owner: string;
  /** Takes failures of threads: for the log. */
  readonly report: (error: unknown) => void;
}

/** Every failure is a GatewayError. */
export interface Translation {
  /** Number of the schema that `refresh` set last; 0 before the first. */
  readonly epoch: number;
  /** Codecs of the schema's types, for Bind. */
  readonly registry: TypeRegistry;
  readonly statistics: TranslatorStatistics;
  /** The statements of a Query string, all parsed before the first runs (42601). Empty and `;`-only strings give []. */
  split(text: string, session: TranslationSession): Promise<readonly StatementPart[]>;
  /** `split` when the text is one statement that the plan cache knows, else null. */
  splitCached(text: string, session: TranslationSession): readonly StatementPart[] | null;
  /** Parse of one statement. `parameterTypes` as in the Parse message, 0 for unspecified. */
  prepare(text: string, parameterTypes: readonly number[], session: TranslationSession): Promise<Prepared>;
  /** `prepare` when the plan cache can answer in this tick, else null. A bad literal throws as in `prepare`. */
  prepareCached(
    text: string,
    parameterTypes: readonly number[],
    session: TranslationSession,
  ): Prepared | null;
  /**
   * The plan for an execution. `textOf` gives the text form (null: SQL NULL) of a client parameter by its 0-based index;
   * it is asked for pinned ones only.
   */
  resolvePlan(
    prepared: BackendPrepared,
    textOf: (index: number) => string | null,
    session: TranslationSession,
  ): Plan | Promise<Plan>;
  /** Runs a statement of kind `shadow`, or `remainder` over the rows of its readings, in the query pool; 57014, or the signal's reason, when `signal` aborts. */
  run(
    prepared: ShadowPrepared | RemainderPrepared | GatewayFunctionPrepared,
    parameters: readonly BoundParameter[],
    resultFormats: readonly Format[],
    session: TranslationSession,
    signal?: AbortSignal,
    tables?: readonly TableRows[],
    sequences?: SequenceInput,
  ): Promise<ShadowRows>;
  /**
   * PostgreSQL's own plan of a statement that it runs or would evaluate, over empty tables; with ANALYZE among `options` it
   * is executed. `options` is EXPLAIN with all that stands before the statement.
   */
  explain(
    options: string,
    prepared: ShadowPrepared | RemainderPrepared | GatewayFunctionPrepared,
    parameters: readonly BoundParameter[],
    session: TranslationSession,
    signal: AbortSignal,
  ): Promise<ShadowRows>;
  /**
   * Lets PostgreSQL evaluate a statement of kind `remainder` that changes data. Nothing is changed by it.
   * @param stored for each change the rows that its plan has read back; null while it has not been made. They take the
   *   place of those that the statement would insert: what follows is evaluated over them.
   */
  runChange(
    prepared: RemainderPrepared,
    parameters: readonly BoundParameter[],
    resultFormats: readonly Format[],
    session: TranslationSession,
    signal: AbortSignal,
    tables: readonly TableRows[],
    stored: readonly (readonly Uint8Array[] | null)[],
    sequences?: SequenceInput,
  ): Promise<ChangeRows>;
  /**
   * A new schema. Statements prepared from now on see it; it resolves when the threads have it, with what of it
   * PostgreSQL refused.
   */
  refresh(snapshot: CatalogSnapshot): Promise<readonly SchemaFailure[]>;
  /** The schema as one session's open transaction has left it: for its TranslationSession. */
  own(snapshot: CatalogSnapshot): SharedSchema;
  /** Lets PostgreSQL check a DDL statement against the shadow, which is left unchanged. */
  validateDdl(text: string, session: TranslationSession): Promise<readonly ErrorFields[]>;
  /** The table of a COPY; throws what PostgreSQL has against it, its columns or the condition. */
  copyTarget(request: CopyRequest, session: TranslationSession): Promise<CopyTarget>;
  /** Lets PostgreSQL compile the code of a DO statement; its errors have their position in the constant. */
  codeBlock(code: CodeBlock, session: TranslationSession): Promise<Procedure>;
  /** Finds the variables in a statement of a PL/pgSQL block. */
  embeddedStatement(request: EmbeddedRequest, session: TranslationSession): Promise<EmbeddedStatement>;
  /**
   * PostgreSQL's words for an error of class 22 or 23502 with which the backend has refused a change. `parameters` are
   * the client's.
   */
  refusedValue(
    error: ErrorFields,
    prepared: BackendPrepared,
    parameters: readonly BoundParameter[],
    session: TranslationSession,
  ): Promise<ErrorFields>;
  /** Ends the threads; calls under way fail with 57P01. */
  close(): Promise<void>;
}
