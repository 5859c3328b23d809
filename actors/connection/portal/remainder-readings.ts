import type { Execution, Outcome } from '../../../src/backend/backend.ts';
import type { TableRows } from '../../../src/catalog/table-rows.ts';
import type { Plan } from '../../../src/sql/plan.ts';
import type { IrisValue } from '../../../src/types/iris-value.ts';
import type { RemainderPrepared } from '../../../src/translation/api.ts';
import type { LaneUse } from '../backend-work.ts';
import { noteNumbered } from '../sequences/numbered-row.ts';
import type { Session } from '../session.ts';
import { sessionValues } from '../session-values.ts';
import type { Portal } from './portal.ts';
import type { RemainderBudget } from './remainder-budget.ts';

/** A statement that PostgreSQL evaluates, while it runs. */
export interface RemainderRun {
  readonly session: Session;
  readonly portal: Portal;
  readonly prepared: RemainderPrepared;
  readonly budget: RemainderBudget;
  readonly use: LaneUse;
}

/** Reads the rows that PostgreSQL needs, within the session's transaction. */
export async function readTables(run: RemainderRun): Promise<TableRows[]> {
  const tables: TableRows[] = [];
  for (const { schema, table, columns, keyed, plan } of run.prepared.readings) {
    const { frames } = await runPlan(run, plan);
    tables.push({ schema, table, columns, keyed, frames });
  }
  return tables;
}

/** Runs one of the statement's plans; its rows in binary format are kept, within the budget. */
export async function runPlan(
  { session, portal, prepared, budget, use }: RemainderRun,
  plan: Plan,
  rows: readonly (readonly IrisValue[])[] = [],
): Promise<{ readonly frames: readonly Uint8Array[]; readonly outcome: Outcome }> {
  const frames: Uint8Array[] = [];
  const execution: Execution = {
    plan,
    parameters: [...portal.values, ...prepared.literals],
    sessionValues: sessionValues(session, plan),
    rows,
    formats: (plan.columns ?? []).map(() => 1 as const),
    settings: session.valueSettings,
    limit: 0,
    lockTimeoutMs: session.settings.integer('lock_timeout'),
  };
  const outcome = await session.backend.use({ ...use, writes: plan.writes }, (lane) =>
    lane.execute(portal.laneName, execution, async (chunk, rows) => {
      budget.take(rows, chunk.length);
      frames.push(chunk);
      await Promise.resolve();
    }),
  );
  noteNumbered(session, plan, outcome);
  return { frames, outcome };
}
