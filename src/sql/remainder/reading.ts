import type { Plan } from '../plan.ts';

/**
 * A table's rows that PostgreSQL needs to evaluate a query which IRIS cannot: read from the backend, laid into the
 * shadow's empty table of that name for the time of the query. Plain data.
 */
export interface Reading {
  /** PostgreSQL's names */
  readonly schema: string;
  readonly table: string;
  readonly columns: readonly string[];
  /**
   * The statement changes the table: `plan` emits %ID as text before `columns`, so that the changed rows can be told, and
   * locks the rows if PostgreSQL would.
   */
  readonly keyed: boolean;
  /** Emits the rows that can matter. */
  readonly plan: Plan;
}
