import type { ErrorFields } from '../../errors/gateway-error.ts';
import type { Fragment } from '../iris/fragment.ts';
import type { Plan, Step } from '../plan.ts';

/** What to do for one DDL statement. */
export interface DdlPlan {
  readonly plan: Plan;
  /**
   * NoticeResponses for the client: PostgreSQL's own ("... does not exist, skipping") and the gateway's. The shadow
   * gives PostgreSQL's own ones too, in the same words, when it validates the statement.
   */
  readonly notices: readonly ErrorFields[];
  /** PostgreSQL text for the shadow to validate before the plan is run; null when PostgreSQL has nothing to say. */
  readonly shadow: string | null;
}

/** Steps and notices of one statement, gathered in order. */
export class DdlSteps {
  readonly steps: Step[] = [];
  readonly notices: ErrorFields[] = [];

  /** One IRIS statement without rows. */
  command(statement: Fragment): void {
    this.steps.push({ do: 'command', statement });
  }

  /** A change to rows that belongs to the DDL and is not counted. */
  change(statement: Fragment): void {
    this.steps.push({ do: 'change', statement, counts: false });
  }

  /** Fails with PostgreSQL's error when `query` finds a row. */
  refuse(query: Fragment, sqlstate: string, message: string): void {
    this.steps.push({ do: 'refuse', query, error: { sqlstate, message } });
  }

  /** PostgreSQL's notice; most have SQLSTATE 00000. */
  notice(message: string, sqlstate = '00000'): void {
    this.notices.push({ severity: 'NOTICE', sqlstate, message });
  }

  /** The gateway's word that part of the statement has no effect in IRIS; said once. */
  warning(message: string, hint?: string): void {
    if (this.notices.some((notice) => notice.message === message)) return;
    this.notices.push({ severity: 'WARNING', sqlstate: '01000', message, hint });
  }

  /** The finished plan. `changesSchema` is decided by whether anything is done. */
  plan(tag: string, shadow: string | null): DdlPlan {
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
    };
  }
}
