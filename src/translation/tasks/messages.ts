import type { OperatorMap } from '../../catalog/operator-map.ts';
import type { ShadowRequest } from '../../catalog/shadow-requests.ts';
import type { CapturedChange } from '../../catalog/change-capture.ts';
import type { ShadowSession } from '../../catalog/shadow-session.ts';
import type { SequenceInput } from '../../catalog/sequence-laying.ts';
import type { SessionDataName } from '../../catalog/session-data.ts';
import type { TableRows } from '../../catalog/table-rows.ts';
import type { ErrorFields } from '../../errors/gateway-error.ts';
import type { Statement } from '../../sql/classify.ts';
import type { Dialect } from '../../sql/context.ts';
import type { EvaluatedRows } from '../../sql/ddl/ddl-plan.ts';
import type { OnCommit } from '../../sql/ddl/temporary-table.ts';
import type { OutputColumn, Plan } from '../../sql/plan.ts';
import type { PassedStatement } from '../../sql/pass-through/pass-through.ts';
import type { ScopeNames } from '../../sql/procedural/scope.ts';
import type { VariableConflict } from '../../sql/procedural/tree.ts';
import type { ChangePart } from '../../sql/remainder/change-part.ts';
import type { Reading } from '../../sql/remainder/reading.ts';
import type { Format } from '../../types/codec.ts';
import type {
  ChangeRows,
  CopyRequest,
  RowwiseCalls,
  SchemaFailure,
  SequenceUse,
  ShadowRows,
  StatementPart,
} from '../api.ts';
import type { SharedSchema } from '../shared-schema.ts';
import type { WorkerBoard } from '../worker-pool.ts';
import type { GatewayCalls } from './gateway-calls.ts';

/** Tasks and answers between the main thread and the workers: plain data in both directions. */

/** What every worker gets when it starts. */
export interface WorkerSetup extends WorkerBoard {
  /** The shadow's image, in shared memory. */
  readonly image: Uint8Array;
  /** pglite.wasm as a WebAssembly.Module */
  readonly wasmModule: object;
  readonly serverVersion: string;
  readonly owner: string;
  readonly dialect: Dialect;
  readonly operatorMap: OperatorMap;
  /** The thread answers queries and tries no definitions. */
  readonly answersQueries: boolean;
}

/** A failure of the statement crosses as its fields; failures of the thread reject the task. */
export type Answer<R> = { readonly value: R } | { readonly error: ErrorFields };

export interface SplitTask {
  readonly text: string;
}

export type SplitAnswer = Answer<readonly StatementPart[]>;

/** A task that needs the shadow with the schema it carries. */
export interface ShadowTask {
  readonly schema: SharedSchema;
}

/** A value that is fixed for a translation, by 0-based parameter index; null: SQL NULL. */
export type PinnedValue = readonly [index: number, text: string | null];

export interface PrepareTask extends ShadowTask {
  readonly text: string;
  /** Types the client declared, 0 for unspecified. */
  readonly parameterTypes: readonly number[];
  readonly session: ShadowSession;
  /** The same statement with its literals lifted, to be tried first. */
  readonly lifted: LiftedStatement | null;
}

export interface LiftedStatement {
  readonly text: string;
  /** The client's parameters; the literals' follow. */
  readonly parameters: number;
  readonly types: readonly number[];
  readonly values: readonly string[];
}

/** What preparing found out about a statement, before it is bound to one text's literals. */
export type StatementShape =
  | { readonly kind: 'empty' }
  | {
      readonly kind: 'utility';
      readonly classification: Statement;
      readonly notices: readonly ErrorFields[];
    }
  | {
      readonly kind: 'ddl';
      readonly classification: Statement;
      readonly plan: Plan;
      readonly notices: readonly ErrorFields[];
      readonly validate: string | null;
      readonly temporary: boolean;
      readonly onCommit: OnCommit | null;
      readonly evaluated: EvaluatedRows | null;
    }
  | { readonly kind: 'iris'; readonly classification: Statement; readonly passed: PassedStatement }
  | QueryShape;

export interface QueryShape {
  readonly kind: 'query';
  readonly classification: Statement;
  readonly route: 'backend' | 'shadow' | 'remainder' | 'gateway-function';
  /** What was analysed: the lifted text, or the client's own when lifting changed the outcome. */
  readonly text: string;
  readonly lifted: boolean;
  /** Of all parameters, lifted ones at the end. */
  readonly parameterTypes: readonly number[];
  readonly columns: readonly OutputColumn[] | null;
  readonly notices: readonly ErrorFields[];
  /** Names of gateway functions it calls. */
  readonly functions: readonly string[];
  readonly gatewayCalls: GatewayCalls | null;
  readonly rowwiseCalls: RowwiseCalls | null;
  readonly translation: Translated | null;
  /** Route `remainder`, and `backend` without a plan yet: the rows that PostgreSQL needs to evaluate it. */
  readonly readings: readonly Reading[] | null;
  /** With readings: what the statement changes. */
  readonly changes: readonly ChangePart[];
  readonly sequences: SequenceUse | null;
  /** What of the gateway's sessions it reads. */
  readonly sessionData: readonly SessionDataName[];
}

/** A plan, or the parameters that have to be pinned before there is one. */
export type Translated =
  | { readonly plan: Plan; readonly pinned: readonly PinnedValue[] }
  | { readonly plan: null; readonly needed: readonly number[] };

export type PrepareAnswer = Answer<StatementShape>;

/** Translates an analysed query once more with these parameters pinned. */
export interface PlanTask extends ShadowTask {
  readonly text: string;
  readonly parameterTypes: readonly number[];
  readonly session: ShadowSession;
  readonly pinned: readonly PinnedValue[];
}

export type PlanAnswer = Answer<Translated>;

export interface RunTask extends ShadowTask {
  readonly text: string;
  readonly parameterTypes: readonly number[];
  readonly parameterFormats: readonly Format[];
  readonly parameters: readonly (Uint8Array | null)[];
  readonly resultFormats: readonly Format[];
  readonly session: ShadowSession;
  /** Rows of user tables to run over; empty for a query without them. */
  readonly tables: readonly TableRows[];
  readonly sequences?: SequenceInput;
}

export type RunAnswer = Answer<ShadowRows>;

export interface ChangeTask extends RunTask {
  readonly changes: readonly CapturedChange[];
}

export type ChangeAnswer = Answer<ChangeRows>;

export interface ValidateTask extends ShadowTask {
  readonly text: string;
  readonly session: ShadowSession;
}

/** An error of the backend about a value in a change, and the statement with the client's parameters. */
export interface RefusedValueTask extends ShadowTask {
  readonly error: ErrorFields;
  readonly request: ShadowRequest;
}

/** The table of a COPY, its columns and condition to be looked at. */
export interface CopyTargetTask extends ShadowTask, CopyRequest {
  readonly session: ShadowSession;
}

/** The code of a DO statement: the string constant as it is written, and what it stands for. */
export interface CodeBlockTask extends ShadowTask {
  readonly literal: string;
  readonly source: string;
  readonly session: ShadowSession;
}

/** A statement of a PL/pgSQL block and the variables that it may name. */
export interface EmbeddedTask extends ShadowTask {
  readonly text: string;
  readonly scopes: readonly ScopeNames[];
  readonly conflict: VariableConflict;
  readonly unnamed: boolean;
  readonly session: ShadowSession;
}

export type ValidateAnswer = Answer<readonly ErrorFields[]>;

export type RefreshAnswer = readonly SchemaFailure[];
