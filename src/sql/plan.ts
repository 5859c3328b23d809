import type { DefinedObject, DefinitionEffect } from './ddl/definition-effect.ts';
import type { IrisValue } from '../types/iris-value.ts';
import type { DistanceExpression } from '../types/pgvector/distance-expression.ts';
import type { NumericExpression } from '../types/numeric-expression.ts';
import type { SecondsColumn } from '../types/seconds.ts';

/** A column of the answer as RowDescription announces it (manual 55.7). */
export interface OutputColumn {
  readonly name: string;
  /** pg_class.oid of the base table, 0 for an expression. */
  readonly tableOid: number;
  /** pg_attribute.attnum in that table, 0 for an expression. */
  readonly attribute: number;
  readonly typeOid: number;
  readonly typeSize: number;
  readonly typmod: number;
  /**
   * Digits after the point that PostgreSQL would show of a numeric without typmod (IRIS drops trailing zeros).
   * Absent: as IRIS gave it.
   */
  readonly scale?: number;
  /**
   * A numeric that is computed from columns of IRIS's row, some of them behind those of the answer, and takes the place of
   * the column's own value. It has the digits PostgreSQL shows; `scale` is absent then.
   */
  readonly computed?: NumericExpression;
  /** The same of a double precision value made of vector distances. */
  readonly distance?: DistanceExpression;
  /** pg_type.typelem of an array of an enum: lanes know no types that users have made. */
  readonly elementOid?: number;
}

/** What the gateway knows of the session and IRIS must be told (design.md decision 2, last sentences). */
export type SessionValue =
  | 'now' // transaction's start, timestamptz: UTC text with microseconds
  | 'localNow' // the same in the session's time zone, as timestamp
  | 'currentDate'
  | 'localTime'
  | 'statementNow'
  | 'currentUser'
  | 'sessionUser'
  | 'database'
  | 'schema'
  | 'backendPid';

/** Where the value of one `?` comes from. */
export type Slot =
  /** The client's $n or a lifted literal; `index` is 0-based into the bound parameter list, converted by its type's toIris. */
  | {
      readonly from: 'parameter';
      readonly index: number;
      /**
       * The value is a row count: below 0 it is 2201W (LIMIT) or 2201X (OFFSET) "... must not be negative"; NULL means all
       * rows, for which the largest INTEGER is bound, or none skipped.
       */
      readonly rowCount?: 'LIMIT' | 'OFFSET';
      /** The column that the value is rounded for. */
      readonly seconds?: SecondsColumn;
    }
  | { readonly from: 'session'; readonly value: SessionValue }
  | { readonly from: 'constant'; readonly value: IrisValue }
  /** Column (0-based) of the current row of the innermost `each` step, or of the n-th one outwards. */
  | {
      readonly from: 'row';
      readonly column: number;
      readonly outwards?: number;
      readonly seconds?: SecondsColumn;
    }
  /** %ROWID of the last insert of this execution (iris-sql.md section 2, RETURNING). */
  | { readonly from: 'rowid' };

/** IRIS SQL with positional `?`, one slot for each, in order. */
export interface IrisStatement {
  readonly sql: string;
  readonly slots: readonly Slot[];
}

/** Runs once for each row of the client's answer or of an enclosing `each`. */
export type Step =
  /** A query whose rows go to the client, column for column as Plan.columns says. */
  | { readonly do: 'emit'; readonly statement: IrisStatement }
  /**
   * INSERT, UPDATE, DELETE: the affected rows are added to the command tag's count unless `counts` is false.
   * With `skipUnique` a unique violation (-119, -120) ends this round of the enclosing `each` (or the plan) instead of
   * the statement: ON CONFLICT DO NOTHING.
   */
  | {
      readonly do: 'change';
      readonly statement: IrisStatement;
      readonly counts?: boolean;
      readonly skipUnique?: boolean;
    }
  /**
   * DDL or another statement without rows and count. `ignore` lists SQLCODEs that are no error here; `effect` is what a
   * transaction must know of a definition.
   */
  | {
      readonly do: 'command';
      readonly statement: IrisStatement;
      readonly ignore?: readonly number[];
      readonly effect?: DefinitionEffect;
    }
  /** All rows of `source` are fetched first, then `steps` run once for each of them. */
  | {
      readonly do: 'each';
      readonly source: RowSource;
      readonly steps: readonly Step[];
      /**
       * No round waits for a lock: one that would, or whose change finds no row any more, ends and does not count. The loop
       * ends with `most` rounds that do (null: all).
       */
      readonly skipsLocked?: { readonly most: Slot | null };
    }
  /**
   * `query` is run: with a row, `found` runs as an `each` round over its first row, else `missing`. `onSecond` is raised
   * as an error (e.g. 21000 of ON CONFLICT) if the same %ID (first column of the row) is found twice in one execution.
   */
  | {
      readonly do: 'branch';
      readonly query: IrisStatement;
      readonly found: readonly Step[];
      readonly missing: readonly Step[];
      readonly onSecond?: { readonly sqlstate: string; readonly message: string; readonly hint?: string };
    }
  /** Fails with the error when `query` returns a row. */
  | {
      readonly do: 'refuse';
      readonly query: IrisStatement;
      readonly error: {
        readonly sqlstate: string;
        readonly message: string;
        readonly detail?: string;
        /** What the error is about, for its fields. */
        readonly about?: {
          readonly schema: string;
          readonly table: string;
          readonly column?: string;
          readonly constraint?: string;
        };
        /** The query's row is the one that is refused, with these columns: DETAIL shows it. */
        readonly row?: readonly OutputColumn[];
      };
    };

/** Rows for `each`: a query, tuples of slots (VALUES lists), or the rows that come with the execution. */
export type RowSource =
  | { readonly kind: 'given' }
  | { readonly kind: 'query'; readonly statement: IrisStatement }
  | { readonly kind: 'tuples'; readonly tuples: readonly (readonly Slot[])[] };

/**
 * What to do in the backend for one statement of the client: small, plain data, so that it crosses threads and pipes.
 * A plan of more than one changing step is run in a transaction of its own when none is open.
 */
export interface Plan {
  readonly steps: readonly Step[];
  /** Command tag without counts: SELECT, INSERT, UPDATE, DELETE, MERGE, CREATE TABLE ... */
  readonly tag: string;
  /** Whether the tag ends in a row count (INSERT has `0 ` before it). */
  readonly counted: boolean;
  /** The answer's columns; null when the statement returns none. */
  readonly columns: readonly OutputColumn[] | null;
  /** Needs the write turn (embedded backend) and is refused in a READ ONLY transaction. */
  readonly writes: boolean;
  /** The backend's dictionary changes: the mirror is refreshed afterwards. */
  readonly changesSchema: boolean;
  /** DDL: views that IRIS drops with what is dropped (CASCADE). */
  readonly dependents?: readonly DefinedObject[];
  /** Changes nothing but temporary tables, which a READ ONLY transaction may (manual, SET TRANSACTION). */
  readonly temporary?: boolean;
  /** It does not wait for locks: what it could not lock, as 55P03 names it. */
  readonly nowait?: string;
  /** Rows that are locked are left out: where nothing can be locked in time, there are none (FOR UPDATE SKIP LOCKED). */
  readonly skipsLocked?: boolean;
  /** IRIS numbers this column of the rows that are inserted; %ROWID is the number. */
  readonly numbers?: NumberedColumn;
  /** Parameters that are cut to a length before they are bound. */
  readonly fitted?: readonly FittedParameter[];
  /** Vector parameters that a cast gives a number of dimensions. */
  readonly sized?: readonly SizedParameter[];
  /** Parameters (0-based), numbers of other types, that go into columns of type real: rounded before they are bound. */
  readonly singles?: readonly number[];
}

/** A parameter (0-based) that is cast to vector(n) or halfvec(n): it must have n dimensions (22000). */
export interface SizedParameter {
  readonly index: number;
  readonly dimensions: number;
}

/** A column by PostgreSQL's names. */
export interface NumberedColumn {
  readonly schema: string;
  readonly table: string;
  readonly column: string;
}

/** A parameter (0-based) that goes into a varchar(n): only blanks may stand beyond `length` characters, and go (22001). */
export interface FittedParameter {
  readonly index: number;
  readonly length: number;
}
