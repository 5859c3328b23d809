import type { Plan } from '../plan.ts';

/** A column that PostgreSQL gives a value for. */
export interface EvaluatedColumn {
  readonly name: string;
  readonly typeOid: number;
  readonly typmod: number;
}

/** A generated column with its expression over the columns of its table, in PostgreSQL's SQL. */
export interface ComputedValue {
  readonly name: string;
  readonly expression: string;
}

/**
 * One change that a statement makes to one table: PostgreSQL evaluates in the shadow what the rows become, the backend is
 * then changed accordingly. Plain data.
 */
export interface ChangePart {
  readonly action: 'insert' | 'update' | 'delete';
  /** PostgreSQL's names */
  readonly schema: string;
  readonly table: string;
  /** What PostgreSQL tells of each changed row, behind its number (INSERT) or its %ID. */
  readonly columns: readonly EvaluatedColumn[];
  /** Columns left out whose numbers the backend gives: the shadow must not count for itself. */
  readonly numbered: readonly string[];
  /** Columns left out that may not be null: whether the backend has a default, only it knows. */
  readonly unchecked: readonly string[];
  /** New rows: generated columns, whose values PostgreSQL computes after all triggers. */
  readonly computed: readonly ComputedValue[];
  /** CHECK constraints on those numbers, which `plan` lets the backend check. */
  readonly unruled: readonly string[];
  /**
   * Columns that `plan` reads back, behind the row's number, of each row that was stored, because the rest of the
   * statement may read them. Null: nothing does.
   */
  readonly stored: readonly string[] | null;
  /** Its one step is an `each` over the told rows, which come with the execution. */
  readonly plan: Plan;
}
