import type { Lane, Outcome } from '../../../src/backend/backend.ts';
import type { IrisStatement, Plan, Step } from '../../../src/sql/plan.ts';
import { DEFAULT_VALUE_SETTINGS } from '../../../src/types/value-settings.ts';
import type { Session } from '../session.ts';

let statements = 0;

/** Runs one DDL statement of IRIS's. */
export async function define(session: Session, lane: Lane, statement: IrisStatement): Promise<void> {
  await executeDefinition(session, lane, definitionPlan([{ do: 'command', statement }]));
}

/** Runs a plan that has nothing of a client's in it. */
export function executeDefinition(session: Session, lane: Lane, plan: Plan): Promise<Outcome> {
  return lane.execute(
    definitionLane(),
    {
      plan,
      parameters: [],
      sessionValues: {},
      formats: [],
      settings: DEFAULT_VALUE_SETTINGS,
      limit: 0,
      lockTimeoutMs: session.settings.integer('lock_timeout'),
    },
    () => Promise.resolve(),
  );
}

/** A name for what is executed in a lane. */
export function definitionLane(): string {
  statements += 1;
  return `definition-${statements}`;
}

/** The plan of a definition that is no client's statement. */
export function definitionPlan(steps: readonly Step[]): Plan {
  return { steps, tag: '', counted: false, columns: null, writes: true, changesSchema: true };
}
