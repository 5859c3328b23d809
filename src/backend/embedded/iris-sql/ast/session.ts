import type { Delete, Update } from './manipulation.ts';
import type { QualifiedName, Query, Scalar } from './query.ts';

/** Modes of START TRANSACTION and SET TRANSACTION; null where unsaid (iris-sql.md 6.1). */
export interface TransactionClauses {
  readonly isolation: 'READ UNCOMMITTED' | 'READ VERIFIED' | 'READ COMMITTED' | null;
  readonly access: 'READ ONLY' | 'READ WRITE' | null;
  readonly commitMode: 'IMPLICIT' | 'EXPLICIT' | 'NONE' | null;
}

/** A no-op inside a transaction. */
export interface StartTransaction extends TransactionClauses {
  readonly kind: 'startTransaction';
  readonly at: number;
}

/** COMMIT [WORK] */
export interface Commit {
  readonly kind: 'commit';
  readonly at: number;
}

/** ROLLBACK [WORK] */
export interface Rollback {
  readonly kind: 'rollback';
  readonly at: number;
}

export interface Savepoint {
  readonly kind: 'savepoint';
  readonly at: number;
  readonly name: string;
}

/** Deletes the savepoint and later ones; an unknown name is -375. */
export interface RollbackToSavepoint {
  readonly kind: 'rollbackToSavepoint';
  readonly at: number;
  readonly name: string;
}

/** Stays for the process. */
export interface SetTransaction extends TransactionClauses {
  readonly kind: 'setTransaction';
  readonly at: number;
}

/** SET OPTION name = value; the name is upper case and known, the value as written (a number or a word). */
export interface SetOption {
  readonly kind: 'setOption';
  readonly at: number;
  readonly name: string;
  readonly value: string;
}

/** LOCK [TABLE] t IN SHARE|EXCLUSIVE MODE [WAIT seconds] */
export interface LockTable {
  readonly kind: 'lockTable';
  readonly at: number;
  readonly table: QualifiedName;
  readonly mode: 'SHARE' | 'EXCLUSIVE';
  readonly waitSeconds: number | null;
}

/** UNLOCK [TABLE] t IN SHARE|EXCLUSIVE MODE [IMMEDIATE] */
export interface UnlockTable {
  readonly kind: 'unlockTable';
  readonly at: number;
  readonly table: QualifiedName;
  readonly mode: 'SHARE' | 'EXCLUSIVE';
  readonly immediate: boolean;
}

/** CALL p(args) */
export interface Call {
  readonly kind: 'call';
  readonly at: number;
  readonly procedure: QualifiedName;
  readonly arguments: readonly Scalar[];
}

/** CANCEL QUERY pid [IDENTIFIED BY sqlid] [TIMEOUT seconds] (iris-sql.md 6.2). */
export interface CancelQuery {
  readonly kind: 'cancelQuery';
  readonly at: number;
  readonly processId: number;
  readonly sqlId: string | null;
  readonly timeoutSeconds: number | null;
}

/** %INTRANSACTION: SQLCODE 0 inside a transaction, else 100. */
export interface InTransaction {
  readonly kind: 'inTransaction';
  readonly at: number;
}

/** %CHECKPRIV [GRANT OPTION FOR] privileges ON table: SQLCODE 0 or 100. */
export interface CheckPrivilege {
  readonly kind: 'checkPrivilege';
  readonly at: number;
  readonly privileges: readonly string[];
  readonly table: QualifiedName;
}

/** EXPLAIN [ALT | ALL] [STAT | STATS] query: the plan as XML, in one row (RSQL_explain). */
export interface Explain {
  readonly kind: 'explain';
  readonly at: number;
  /** STAT: the query is run, and the plan tells what its parts took. */
  readonly statistics: boolean;
  readonly statement: Query | Update | Delete;
  /** The explained statement as written. */
  readonly text: string;
}
