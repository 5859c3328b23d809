import type { Dialect } from '../../../sql/context.ts';
import type { Dictionary } from '../dictionary/dictionary.ts';
import type { Condition, Query, Scalar } from '../iris-sql/ast.ts';
import type { SqlType, SqliteValue } from '../values/sql-type.ts';
import type { Expression } from './expression.ts';
import type { Fragment } from './fragment.ts';
import type { Scope } from './scope.ts';

/** A function on SQLite values that compiled SQL calls by number. */
export type ValueFunction = (value: SqliteValue) => SqliteValue;

/**
 * Per-session table of conversions that compiled SQL calls as `iris_apply(number, value)`: one SQLite function serves
 * all pairs of types. Entries with the same key share a number.
 */
export interface ValueFunctions {
  register(key: string, make: () => ValueFunction): number;
}

/** Who works in the session: `$JOB`, `$USERNAME`, `$NAMESPACE`. */
export interface SessionIdentity {
  readonly processId: number;
  readonly username: string;
  readonly namespace: string;
}

/** A column of a query's answer. */
export interface QueryColumn {
  readonly name: string;
  readonly type: SqlType;
  readonly nullable: boolean;
  readonly collationRank: 0 | 1 | 2;
}

/** A compiled query; its columns are called o1, o2 ... in SQLite. */
export interface CompiledQuery {
  readonly sql: Fragment;
  readonly columns: readonly QueryColumn[];
}

/** What the compiling functions share while one statement is compiled. Ties the mutually recursive parts together. */
export interface CompileContext {
  readonly dialect: Dialect;
  readonly identity: SessionIdentity;
  readonly dictionary: Dictionary;
  readonly functions: ValueFunctions;
  /** Parameters (0-based) with more digits than the column they are compared with: compared as decimals. */
  readonly wide: ReadonlySet<number>;
  /** Ids of the GLOBAL TEMPORARY tables the statement touches. */
  readonly temporaryTables: Set<number>;
  /** Ids of the tables and views the statement names. */
  readonly relations: Set<number>;
  /** Full names of tables by their alias in SQLite. */
  readonly labels: Map<string, string>;
  /** A name that no other source of the statement has. */
  alias(): string;
  scalar(node: Scalar, scope: Scope): Expression;
  condition(node: Condition, scope: Scope): Fragment;
  /** `outer` is the scope a correlated subquery sees; null for none. */
  query(node: Query, outer: Scope | null): CompiledQuery;
}

/** A parameter does not fit the form chosen for it: compile again with it in `wide`. */
export class WideParameter extends Error {
  override readonly name = 'WideParameter';
  readonly index: number;
  constructor(index: number) {
    super(`parameter ${index + 1} has more digits than the column it is compared with`);
    this.index = index;
  }
}
