import type { ErrorFields } from '../../errors/gateway-error.ts';
import type { Relation } from '../context.ts';
import type { Fragment } from '../iris/fragment.ts';
import type { Plan, Step } from '../plan.ts';
import type { DefinitionEffect } from './definition-effect.ts';
import type { OnCommit } from './temporary-table.ts';

/** What to do for one DDL statement. */
export interface DdlPlan {
  readonly plan: Plan;
  /**
   * What of the statement has no effect, or another one, in IRIS. PostgreSQL's own notices ("... does not exist,
   * skipping") come from the shadow when it validates the statement.
   */
  readonly notices: readonly ErrorFields[];
  /** PostgreSQL text for the shadow to validate before the plan is run. */
  readonly shadow: string;
  /** Of a temporary table that it makes. */
  readonly onCommit?: OnCommit;
  /** What of it PostgreSQL evaluates over the rows that are there; absent for nothing. */
  readonly evaluated?: EvaluatedRows;
}

/** What a definition does to the rows of a table that IRIS cannot. Statements of the gateway's own, in PostgreSQL's SQL. */
export interface EvaluatedRows {
  /** Asked before the plan is run. */
  readonly refusals: readonly RowRefusal[];
  /** Run when the mirror has followed. */
  readonly fills: readonly string[];
}

/** Fails with the error when the query has a row; null: when its evaluation fails. */
export interface RowRefusal {
  readonly query: string;
  readonly error: Refusal | null;
}

/** The error of a `refuse` step. */
export type Refusal = Extract<Step, { readonly do: 'refuse' }>['error'];

/** Steps and notices of one statement, gathered in order. */
export class DdlSteps {
  readonly steps: Step[] = [];
  readonly notices: ErrorFields[] = [];
  readonly #refusals: RowRefusal[] = [];
  readonly #fills: string[] = [];

  /** One IRIS statement without rows. */
  command(statement: Fragment, effect?: DefinitionEffect): void {
    this.steps.push({ do: 'command', statement, ...(effect === undefined ? {} : { effect }) });
  }

  /** A change to rows that belongs to the DDL and is not counted. */
  change(statement: Fragment): void {
    this.steps.push({ do: 'change', statement, counts: false });
  }

  /** Fails with PostgreSQL's error when `query` finds a row. */
  refuse(query: Fragment, sqlstate: string, message: string): void {
    this.steps.push({ do: 'refuse', query, error: { sqlstate, message } });
  }

  /** 23502 when `query` finds a row, in which the column would be NULL. */
  refuseNulls(query: Fragment, { schema, name: table }: Relation, column: string): void {
    const message = `column "${column}" of relation "${table}" contains null values`;
    const error = { sqlstate: '23502', message, about: { schema, table, column } };
    this.steps.push({ do: 'refuse', query, error });
  }

  /** Asks PostgreSQL about rows that are there, before anything is done. */
  refuseRows(refusal: RowRefusal): void {
    this.#refusals.push(refusal);
  }

  /** A statement in PostgreSQL's SQL, run when the mirror has followed what the steps do. */
  fill(text: string): void {
    this.#fills.push(text);
  }

  /** Something that makes no difference to what statements answer. */
  notice(message: string): void {
    this.notices.push({ severity: 'NOTICE', sqlstate: '00000', message });
  }

  /** Part of the statement has no effect in IRIS; said once. */
  warning(message: string): void {
    if (this.notices.some((notice) => notice.message === message)) return;
    this.notices.push({ severity: 'WARNING', sqlstate: '01000', message });
  }

  /** The finished plan. `changesSchema` is decided by whether anything is done. */
  plan(tag: string, shadow: string): DdlPlan {
    const something = this.steps.length > 0;
    return {
      plan: {
        steps: this.steps,
        tag,
        counted: false,
        columns: null,
        writes: something,
        changesSchema: something,
      },
      notices: this.notices,
      shadow,
      ...(this.#fills.length + this.#refusals.length === 0
        ? {}
        : { evaluated: { refusals: this.#refusals, fills: this.#fills } }),
    };
  }
}
