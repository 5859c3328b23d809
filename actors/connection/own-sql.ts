import { describedColumns } from '../../src/backend/described-columns.ts';
import { GatewayError } from '../../src/errors/gateway-error.ts';
import { passedPlan, type PassedStatement } from '../../src/sql/pass-through/pass-through.ts';
import type { Plan } from '../../src/sql/plan.ts';
import type { IrisPrepared } from '../../src/translation/api.ts';
import { OID } from '../../src/types/index.ts';
import type { Session } from './session.ts';

/** Plans of statements that IRIS has described; they live as long as the plan cache keeps the statement. */
const plans = new WeakMap<PassedStatement, Plan>();

/**
 * A statement in IRIS's own SQL with the columns that IRIS tells of it; in this tick when they are known.
 * @throws PostgreSQL's error or IRIS's when IRIS refuses the statement too
 */
export function describeOwn(
  session: Session,
  prepared: IrisPrepared,
  statedTypes: readonly number[],
): IrisPrepared | Promise<IrisPrepared> {
  const known = plans.get(prepared.passed);
  if (known) return complete(prepared, known, statedTypes);
  return ask(session, prepared.passed).then((plan) => complete(prepared, plan, statedTypes));
}

function complete(prepared: IrisPrepared, plan: Plan, statedTypes: readonly number[]): IrisPrepared {
  const count = Math.max(prepared.passed.parameters, statedTypes.length);
  // IRIS tells no types of `?`: a value is text unless the client says otherwise.
  const parameterTypes = Array.from({ length: count }, (_, i) => statedTypes[i] || OID.text);
  return { ...prepared, parameterTypes, columns: plan.columns, plan };
}

async function ask(session: Session, passed: PassedStatement): Promise<Plan> {
  const { statement, refusal, certainty } = passed;
  try {
    const { columns } = await session.run((signal) =>
      session.backend.use({ writes: false, alone: true, signal }, (lane) => lane.describe(statement.sql)),
    );
    const plan = passedPlan(passed, describedColumns(columns));
    plans.set(passed, plan);
    return plan;
  } catch (error) {
    if (certainty === 'possible' && isRefusal(error)) throw GatewayError.fromFields(refusal);
    throw error;
  }
}

/** IRIS says no to the statement; a lost or cancelled lane says nothing about it. */
function isRefusal(error: unknown): boolean {
  if (!(error instanceof GatewayError)) return false;
  return !['08', '53', '55', '57'].includes(error.sqlstate.slice(0, 2));
}
