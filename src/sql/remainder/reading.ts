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
  /** Emits `columns`, of the rows that can matter. */
  readonly plan: Plan;
}
