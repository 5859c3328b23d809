import type { RelationColumn, TranslationContext } from '../context.ts';
import type { Fragment } from '../iris/fragment.ts';
import type { CommonTableExpr, Expression, Query, RangeTblEntry, Var } from '../tree/nodes.ts';

/**
 * What a sub-select is used for: only a derived table keeps an ORDER BY without a limit; EXISTS does not ask for its
 * columns.
 */
export type SubselectUse = 'derived table' | 'expression' | 'existence';

/** One for a whole statement of the client: shared by the scopes of all its queries. */
export interface StatementScope {
  readonly context: TranslationContext;
  /** %ID of the one row that the outermost query reads of its table; null for all rows. */
  readonly row: Fragment | null;
  /** A table alias that no other part of the statement has: `t1`, `t2`, ... */
  nextAlias(): string;
  /**
   * Prints a sub-select without parentheses; its columns are `c1` ... in target-list order. Given by src/sql/select, so
   * that expressions need not know how queries are printed.
   */
  subselect(query: Query, parent: Scope | null, use: SubselectUse): Fragment;
  /** Name of a WITH query that the statement's own WITH clause prints; undefined: it is written where it is used. */
  commonTableName(table: CommonTableExpr): string | undefined;
}

/** A column as a query sees it. */
export interface ColumnReference {
  readonly fragment: Fragment;
  /** How IRIS compares it when nothing else is said (iris-sql.md 6.6). EXACT for what is no string column. */
  readonly collation: 'EXACT' | 'SQLUPPER' | 'OTHER';
  readonly notNull: boolean;
  /** A bare `?`, which has no type in IRIS: it is cast wherever its type matters. */
  readonly untyped: boolean;
  /** The column of the table, when it is one. */
  readonly base: RelationColumn | null;
}

/** The expression behind a column of a sub-select, join or group, with the scope it is read in. */
export interface Definition {
  readonly expression: Expression;
  readonly scope: Scope;
}

/** What stands for nodes whose value comes from elsewhere. */
export interface Bindings {
  /** Columns that are not read from the printed FROM clause: EXCLUDED, OLD/NEW of RETURNING, an outer layer's. */
  readonly columns?: ((varno: number, attno: number) => ColumnReference | undefined) | undefined;
  /** Nodes computed by an inner layer (aggregates, window functions), by identity. */
  readonly computed?: ReadonlyMap<Expression, Fragment> | undefined;
  /** The value of CaseTestExpr. */
  readonly caseTest?: ColumnReference | undefined;
  /** Output column n (1-based) of the sublink whose test expression is printed. */
  readonly sublink?: ((paramid: number) => ColumnReference) | undefined;
}

/** Where the Vars of one query level are looked up. */
export interface Scope {
  readonly statement: StatementScope;
  readonly query: Query;
  readonly parent: Scope | null;
  readonly bindings: Bindings;
  /** Range table entry by its 1-based index. */
  entry(varno: number): RangeTblEntry;
  /** Table alias of an entry, as FROM prints it (not delimited, unique in the statement). */
  alias(varno: number): string;
  /** A column by range table index and attribute number (1-based). 0A000 for whole rows and system columns. */
  column(varno: number, attno: number, location?: number): ColumnReference;
  /** What a column of a sub-select, join or GROUP entry is computed from; null for table columns and bound ones. */
  definition(varno: number, attno: number): Definition | null;
  /** A WITH query visible here `levels` query levels up, and the scope that declares it. */
  commonTable(name: string, levels: number): { readonly table: CommonTableExpr; readonly scope: Scope };
  /** The scope of a query inside of this one. */
  child(query: Query): Scope;
  /** The same scope with more bindings. */
  bind(bindings: Bindings): Scope;
}

/** The scope a Var belongs to: `varlevelsup` query levels up. */
export function scopeOf(node: Var, scope: Scope): Scope {
  return ancestor(scope, node.varlevelsup);
}

/** The scope `levels` query levels up. */
export function ancestor(scope: Scope, levels: number): Scope {
  let found: Scope = scope;
  for (let level = 0; level < levels; level += 1) {
    if (found.parent === null)
      throw new Error(`a tree refers ${levels} query levels up, beyond the statement`);
    found = found.parent;
  }
  return found;
}
