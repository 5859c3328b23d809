import type { CatalogSnapshot } from '../catalog/snapshot.ts';
import type { CopySource } from '../copy/source.ts';
import type { CopyRows } from '../copy/to/copy-rows.ts';
import type { ErrorFields } from '../errors/gateway-error.ts';
import type { Dialect } from '../sql/context.ts';
import type { Plan, SessionValue } from '../sql/plan.ts';
import type { Format, ValueSettings } from '../types/codec.ts';
import type { IrisValue } from '../types/iris-value.ts';
import type { StatementDescription } from './iris-session.ts';
import type { StatementFigures } from './statement-figures.ts';

/** Execution.lockTimeoutMs of a statement that fails rather than waits. */
export const NO_WAIT = -1;

/** One execution of a plan, plain data. */
export interface Execution {
  readonly plan: Plan;
  /** Bound parameters in IRIS form. */
  readonly parameters: readonly IrisValue[];
  readonly sessionValues: Partial<Record<SessionValue, IrisValue>>;
  /** Rows of the plan's `given` source; absent: the plan has none. */
  readonly rows?: readonly (readonly IrisValue[])[];
  /** One format for each column of plan.columns. */
  readonly formats: readonly Format[];
  /** The rows are sent as CopyData messages of this form instead of DataRow messages. */
  readonly copy?: CopyRows;
  readonly settings: ValueSettings;
  /** Rows to send before suspending; 0 for all (Execute's limit). */
  readonly limit: number;
  /** Longest wait for a lock in milliseconds (lock_timeout); 0 leaves it to the backend, NO_WAIT allows none. */
  readonly lockTimeoutMs: number;
  /** The outcome is to tell what each statement took: EXPLAIN ANALYZE. */
  readonly measure?: boolean;
}

/** How an execution, or the next part of a suspended one, ended. */
export interface Outcome {
  /** Rows sent in this part, or rows changed. */
  readonly count: number;
  /** More rows wait behind the limit: call `resume`. The lane is bound to this portal until then. */
  readonly suspended: boolean;
  /** %ROWID of the row that was inserted last, for a plan that says what it numbers. */
  readonly rowId?: string;
  /** Of an execution that is measured, in the order of first use. */
  readonly figures?: readonly StatementFigures[];
}

/**
 * Takes finished DataRow messages (complete frames, about 64 KB a chunk). The promise resolves when more may come, without
 * one that is at once: back-pressure of the client's socket reaches the lane through it.
 */
export type RowSink = (frames: Uint8Array, rows: number) => Promise<void> | void;

/** Rows of a client's data, each inserted by a plan. Plain data. */
export interface CopyExecution
  extends Pick<Execution, 'plan' | 'sessionValues' | 'settings' | 'lockTimeoutMs'> {
  readonly source: CopySource;
}

/** Where the data of a COPY FROM comes from. */
export interface CopyFeed {
  /**
   * The next bytes, null behind the last. Rejects when the copy is to fail: the error is the lane's answer, with the
   * place in the data where it came.
   *
   * @param over aborted when the lane has failed meanwhile: nothing more is taken from the client then
   */
  next(over: AbortSignal): Promise<Uint8Array<ArrayBuffer> | null>;
  /** What the lane has to say to the client. */
  notice(fields: ErrorFields): void;
}

/** Transaction modes of BEGIN (manual, SET TRANSACTION). */
export interface TransactionModes {
  readonly isolation: 'read uncommitted' | 'read committed' | 'repeatable read' | 'serializable';
  readonly readOnly: boolean;
}

/**
 * One backend connection, exclusive while leased. Calls are made one at a time. Every failure is a GatewayError with
 * the SQLSTATE PostgreSQL would give; 08006 (LostLane) means the lane is lost and must not be used again.
 */
export interface Lane {
  readonly id: number;
  /** How many requests it has answered. */
  readonly answered: number;
  /** Runs a plan; rows go to `sink`. */
  execute(portal: string, execution: Execution, sink: RowSink): Promise<Outcome>;
  /** Continues a suspended portal. */
  resume(portal: string, limit: number, sink: RowSink): Promise<Outcome>;
  /**
   * COPY FROM: inserts the rows of the client's data, all or none.
   * @returns the number of rows
   * @throws RefusedRow when one of them is refused
   */
  copyIn(copy: CopyExecution, feed: CopyFeed): Promise<number>;
  /** Gives a suspended portal's cursor back; unknown names are no error. */
  closePortal(portal: string): Promise<void>;
  begin(modes: TransactionModes): Promise<void>;
  commit(): Promise<void>;
  /** Ends any open transaction and closes its portals. */
  rollback(): Promise<void>;
  savepoint(name: string): Promise<void>;
  /** PostgreSQL's meaning: the savepoint stays (iris-sql.md 6.1 re-issues it). */
  rollbackTo(name: string): Promise<void>;
  release(name: string): Promise<void>;
  /** Stops what runs now, if anything: it fails with 57014. */
  cancel(): void;
  /** Prepares a statement only: its result columns and the number of its `?`. Fails as its execution would. */
  describe(sql: string): Promise<StatementDescription>;
  /** The dictionary; `schemas` narrows it to these IRIS schemas. */
  snapshot(): Promise<CatalogSnapshot>;
  /** Another text whenever classes of the namespace were compiled or dropped: a cheap look for definitions made elsewhere. */
  dictionaryVersion(): Promise<string>;
  /** Ends the lane whatever it does. */
  close(): Promise<void>;
  /** Resolves when the lane can no longer be used (closed, crashed, link lost). */
  readonly ended: Promise<void>;
}

/** A database behind the gateway (design.md decision 3). */
export interface Backend {
  readonly type: 'embedded' | 'native';
  readonly dialect: Dialect;
  /** No other process works on it: what this one knows of it is true. */
  readonly exclusive: boolean;
  /** Whoever has changed something keeps all others from changing anything until its transaction ends. */
  readonly oneWriter: boolean;
  /** Opens one more lane. 53300 or 08006 when it is refused. */
  connect(): Promise<Lane>;
  /** Frees what lanes share; lanes are closed before. */
  close(): Promise<void>;
}

/** A backend that has users of its own. */
export interface AccountBackend extends Backend {
  /** The same with lanes that log in as somebody else; connecting is 28P01 when that is refused. Closing it does nothing. */
  withAccount(user: string, password: string): Backend;
}
