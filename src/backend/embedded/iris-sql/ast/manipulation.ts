import type { Condition, FromItem, Query, QualifiedName, Scalar } from './query.ts';

/** %NOCHECK, %NOFPLAN, %NOINDEX, %NOJOURN, %NOLOCK, %NOTRIGGER, %PROFILE as written after the verb. */
export type Restriction = string;

/** INSERT [OR UPDATE] [INTO] t ... (iris-sql.md section 2). */
export interface Insert {
  readonly kind: 'insert';
  readonly at: number;
  /** INSERT OR UPDATE: a clash on any unique key updates that row with the given columns. */
  readonly orUpdate: boolean;
  readonly restrictions: readonly Restriction[];
  readonly table: QualifiedName;
  /** null: all columns in order. */
  readonly columns: readonly string[] | null;
  readonly source: InsertSource;
}

export type InsertSource =
  /** One row; `columns.length === row.length` when columns are named. INSERT ... SET c = v comes in this form too. */
  | { readonly kind: 'values'; readonly row: readonly Scalar[] }
  | { readonly kind: 'defaultValues' }
  | { readonly kind: 'query'; readonly query: Query };

/** UPDATE t [[AS] a] SET ... [FROM ...] [WHERE ...]. No column twice. */
export interface Update {
  readonly kind: 'update';
  readonly at: number;
  /** Common tables of a WITH before the verb (2024.3). */
  readonly with: Query['with'];
  readonly restrictions: readonly Restriction[];
  readonly table: QualifiedName;
  readonly alias: string | null;
  readonly assignments: readonly Assignment[];
  readonly from: readonly FromItem[];
  readonly where: Condition | null;
}

export interface Assignment {
  readonly at: number;
  readonly column: string;
  readonly value: Scalar;
}

/** DELETE [FROM] t [[AS] a] [FROM ...] [WHERE ...]. */
export interface Delete {
  readonly kind: 'delete';
  readonly at: number;
  readonly with: Query['with'];
  readonly restrictions: readonly Restriction[];
  readonly table: QualifiedName;
  readonly alias: string | null;
  /** The second FROM: PostgreSQL's USING. The target belongs to it when named there. */
  readonly from: readonly FromItem[];
  readonly where: Condition | null;
}

/** TRUNCATE TABLE t */
export interface Truncate {
  readonly kind: 'truncate';
  readonly at: number;
  readonly restrictions: readonly Restriction[];
  readonly table: QualifiedName;
}
