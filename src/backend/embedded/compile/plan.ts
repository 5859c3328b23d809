import type { IrisColumn } from '../../iris-session.ts';
import type {
  AlterTable,
  Call,
  CancelQuery,
  CheckPrivilege,
  Commit,
  CreateIndex,
  CreateSchema,
  CreateTable,
  CreateTableAs,
  CreateView,
  DropIndex,
  DropSchema,
  DropTable,
  DropView,
  InTransaction,
  LockTable,
  Rollback,
  RollbackToSavepoint,
  Savepoint,
  SetOption,
  SetTransaction,
  StartTransaction,
  Truncate,
  TuneTable,
  UnlockTable,
} from '../iris-sql/ast.ts';
import type { SqlType } from '../values/sql-type.ts';
import type { Fragment } from './fragment.ts';

/** A compiled statement. */
export type StatementPlan = QueryPlan | ChangePlan | UpsertPlan | DefinitionPlan | SessionPlan | ExplainPlan;

/** EXPLAIN: one row with the plan as XML. */
export interface ExplainPlan {
  readonly kind: 'explain';
  readonly columns: readonly IrisColumn[];
  /** The explained statement: IRIS SQL for the plan, SQLite SQL whose plan it is. */
  readonly text: string;
  readonly sql: string;
  readonly temporaryTables: readonly number[];
  /** IRIS's names of what the SQLite SQL calls a1, a2 ... */
  readonly labels: ReadonlyMap<string, string>;
}

export interface QueryPlan {
  readonly kind: 'query';
  readonly sql: Fragment;
  readonly columns: readonly IrisColumn[];
  readonly types: readonly SqlType[];
  readonly temporaryTables: readonly number[];
}

/** INSERT, UPDATE, DELETE that SQLite does in one statement. */
export interface ChangePlan {
  readonly kind: 'change';
  readonly verb: 'INSERT' | 'UPDATE' | 'DELETE';
  readonly sql: Fragment;
  readonly temporaryTables: readonly number[];
  /** The counters of columns are written behind it: it takes numbers from them. */
  readonly savesCounters: boolean;
  /** %NOCHECK: foreign keys are not checked. */
  readonly noCheck: boolean;
}

/** INSERT OR UPDATE: row by row, the row that clashes on any unique key is updated (iris-sql.md section 2). */
export interface UpsertPlan {
  readonly kind: 'upsert';
  /** Rows to insert: the values of `update` and `insert`, in order. */
  readonly source: Fragment;
  readonly width: number;
  /** Finds the RowID of a clashing row; `probeValues` are indexes into the row. Null when there is no unique key. */
  readonly probe: string | null;
  readonly probeValues: readonly number[];
  /** Takes the values at `updateValues`, then the RowID; null when every column is the RowID itself. */
  readonly update: string | null;
  readonly updateValues: readonly number[];
  /** Takes the row's values, then the binds of left-out columns. */
  readonly insert: Fragment;
  readonly temporaryTables: readonly number[];
  readonly noCheck: boolean;
}

export type Definition =
  | CreateTable
  | CreateTableAs
  | AlterTable
  | DropTable
  | CreateView
  | DropView
  | CreateIndex
  | DropIndex
  | CreateSchema
  | DropSchema
  | Truncate;

export interface DefinitionPlan {
  readonly kind: 'definition';
  readonly statement: Definition;
}

export interface SessionPlan {
  readonly kind: 'session';
  readonly statement:
    | TuneTable
    | StartTransaction
    | Commit
    | Rollback
    | Savepoint
    | RollbackToSavepoint
    | SetTransaction
    | SetOption
    | LockTable
    | UnlockTable
    | Call
    | CancelQuery
    | InTransaction
    | CheckPrivilege;
}
