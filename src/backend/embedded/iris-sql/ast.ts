/**
 * Syntax tree of InterSystems IRIS SQL (iris-sql.md, the grammar source of this folder).
 *
 * Every node has `kind` and `at`, the character offset of its first token. Scalars (values) and conditions (truth
 * values) are two families that never mix, as in IRIS: a condition is no value, a value is no condition.
 * Names (schemas, tables, columns, aliases, savepoints) are kept as they were written, without their quotes: IRIS
 * compares all of them without regard to case, delimited ones too (3.5), so compare `nameKey`s.
 * Keywords, function names, type names and special variables are upper case.
 */
import type {
  AlterTable,
  CreateIndex,
  CreateSchema,
  CreateTable,
  CreateTableAs,
  CreateView,
  DropIndex,
  DropSchema,
  DropTable,
  DropView,
  TuneTable,
} from './ast/definition.ts';
import type { Delete, Insert, Truncate, Update } from './ast/manipulation.ts';
import type { Query } from './ast/query.ts';
import type {
  Call,
  CancelQuery,
  CheckPrivilege,
  Commit,
  Explain,
  InTransaction,
  LockTable,
  Rollback,
  RollbackToSavepoint,
  Savepoint,
  SetOption,
  SetTransaction,
  StartTransaction,
  UnlockTable,
} from './ast/session.ts';

export type * from './ast/definition.ts';
export type * from './ast/manipulation.ts';
export type * from './ast/query.ts';
export type * from './ast/session.ts';

/** One SQL statement. */
export type Statement =
  | Query
  | Insert
  | Update
  | Delete
  | Truncate
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
  | CheckPrivilege
  | Explain;

/** A statement and what a caller must know to run it. */
export interface ParsedStatement {
  readonly statement: Statement;
  /** Number of `?`; Parameter.index runs from 0 to this minus 1 in the order of the text. */
  readonly parameters: number;
}

/** The form under which two names are the same name to IRIS: all identifiers ignore case (iris-sql.md 3.5). */
export function nameKey(name: string): string {
  return name.toUpperCase();
}
