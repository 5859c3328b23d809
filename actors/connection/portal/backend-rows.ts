import { NO_WAIT, type Execution, type Lane, type Outcome } from '../../../src/backend/backend.ts';
import type { CopyRows } from '../../../src/copy/to/copy-rows.ts';
import { GatewayError } from '../../../src/errors/gateway-error.ts';
import { SQLSTATE } from '../../../src/errors/sqlstate.ts';
import type { Plan } from '../../../src/sql/plan.ts';
import type { BackendPrepared, RemainderPrepared } from '../../../src/translation/api.ts';
import { parseFloatText, roundToSingle } from '../../../src/types/float-text.ts';
import type { IrisValue } from '../../../src/types/iris-value.ts';
import { checkElementCount } from '../../../src/types/pgvector/limits.ts';
import { fitLength } from '../../../src/types/varchar.ts';
import { textOfParameter } from '../parameters.ts';
import { noteNumbered } from '../sequences/numbered-row.ts';
import type { Session } from '../session.ts';
import { sessionValues } from '../session-values.ts';
import { CountingReceiver } from './counting-receiver.ts';
import type { Portal, Run } from './portal.ts';
import { inPostgresWords } from './refused-value.ts';

/**
 * Runs a statement on user tables in a lane, or continues it. `evaluate` runs it where these values lead to SQL that IRIS
 * does not have.
 */
export async function runInBackend(
  session: Session,
  portal: Portal,
  prepared: BackendPrepared,
  run: Run,
  evaluate: (otherwise: RemainderPrepared) => Promise<void>,
): Promise<void> {
  if (portal.state === 'done') return complete(run, prepared, { count: 0, suspended: false });
  if (prepared.classification.kind === 'lock') checkInBlock(session);
  const plan = prepared.plan ?? (await planOrRemainder(session, portal, prepared));
  if (!('steps' in plan)) return evaluate(plan);
  const counting = prepared.otherwise === null || plan.writes ? null : new CountingReceiver(run.to);
  const running = runInLane(
    session,
    portal,
    plan,
    prepared.literals,
    counting === null ? run : { ...run, to: counting },
  );
  let outcome: Outcome;
  try {
    outcome = await (plan.writes ? inPostgresWords(session, portal, prepared, running) : running);
  } catch (error) {
    if (counting === null || counting.any || portal.state === 'suspended') throw error;
    if (prepared.otherwise === null || !cannotCompute(error)) throw error;
    return evaluate(prepared.otherwise);
  }
  complete(run, prepared, outcome, plan);
}

/** IRIS's errors of numbers that it cannot compute with, or not compute at all. */
const COMPUTING: readonly string[] = [SQLSTATE.numericValueOutOfRange, SQLSTATE.invalidParameterValue];

/** Whether PostgreSQL can say more of a failure, or may not fail at all. */
function cannotCompute(error: unknown): boolean {
  return error instanceof GatewayError && COMPUTING.includes(error.sqlstate);
}

/** Runs a portal's plan in a lane, or continues it, and sends its rows. */
export async function runInLane(
  session: Session,
  portal: Portal,
  plan: Plan,
  literals: readonly IrisValue[],
  { limit, alone, to }: Run,
  then?: (lane: Lane) => Promise<void>,
): Promise<Outcome> {
  if (plan.writes && plan.temporary !== true && session.readOnly) {
    throw new GatewayError('25006', `cannot execute ${plan.tag} in a read-only transaction`);
  }
  const sink = (frames: Uint8Array): Promise<void> | void => to.rows(frames);
  const work = async (lane: Lane): Promise<Outcome> => {
    const result =
      portal.state === 'suspended'
        ? await lane.resume(portal.laneName, limit, sink)
        : await lane.execute(
            portal.laneName,
            execution(session, portal, literals, plan, { limit, copy: to.copy }),
            sink,
          );
    session.backend.holdPortal(portal.laneName, result.suspended);
    if (then) await then(lane);
    return result;
  };
  const running = session.run((signal) => session.backend.use({ writes: plan.writes, alone, signal }, work));
  const waits = plan.nowait === undefined && plan.skipsLocked === undefined;
  const outcome = await (waits ? running : withoutWaiting(running, plan));
  noteNumbered(session, plan, outcome);
  portal.state = outcome.suspended ? 'suspended' : 'done';
  return outcome;
}

/** Runs a plan that is not a client's portal (DDL): its rows, if any, are dropped. */
export function executePlan(session: Session, lane: Lane, laneName: string, plan: Plan): Promise<Outcome> {
  return lane.execute(
    laneName,
    {
      plan,
      parameters: [],
      sessionValues: sessionValues(session, plan),
      formats: [],
      settings: session.valueSettings,
      limit: 0,
      lockTimeoutMs: session.settings.integer('lock_timeout'),
    },
    () => Promise.resolve(),
  );
}

function execution(
  session: Session,
  portal: Portal,
  literals: readonly IrisValue[],
  plan: Plan,
  { limit, copy }: { readonly limit: number; readonly copy: CopyRows | undefined },
): Execution {
  return {
    plan,
    parameters: fitted([...portal.values, ...literals], plan),
    sessionValues: sessionValues(session, plan),
    formats: portal.formats,
    ...(copy === undefined ? {} : { copy }),
    settings: session.valueSettings,
    limit,
    lockTimeoutMs: plan.nowait === undefined ? session.settings.integer('lock_timeout') : NO_WAIT,
  };
}

/** A lock ends with the transaction (lockcmds.c, LockTableCommand). @throws GatewayError 25P01 */
function checkInBlock({ transaction }: Session): void {
  if (!transaction.inBlock && !transaction.implicit)
    throw new GatewayError('25P01', 'LOCK TABLE can only be used in transaction blocks');
}

/** The failure of a statement that does not wait says what it could not lock; one that skips what is locked has no rows. */
async function withoutWaiting(running: Promise<Outcome>, { nowait, skipsLocked }: Plan): Promise<Outcome> {
  try {
    return await running;
  } catch (error) {
    if (!(error instanceof GatewayError) || error.sqlstate !== '55P03') throw error;
    if (skipsLocked === true) return { count: 0, suspended: false };
    throw new GatewayError('55P03', `could not obtain lock on ${nowait}`, {}, { cause: error });
  }
}

/** Text of a number in single precision, as float8 and numeric are cast to real. @throws GatewayError 22003 */
function single(value: NonNullable<IrisValue>): number {
  return parseFloatText(String(value), 'real', roundToSingle);
}

/** @throws GatewayError 22001 when more than blanks would be lost, 22000 when a vector has other dimensions */
function fitted(parameters: IrisValue[], plan: Plan): IrisValue[] {
  for (const { index, length } of plan.fitted ?? []) {
    const value = parameters[index];
    if (typeof value === 'string') parameters[index] = fitLength(value, length, 'character varying');
  }
  for (const { index, dimensions } of plan.sized ?? []) {
    const value = parameters[index];
    if (typeof value === 'string') checkElementCount(value, dimensions);
  }
  for (const index of plan.singles ?? []) {
    const value = parameters[index] ?? null;
    if (value !== null) parameters[index] = single(value);
  }
  return parameters;
}

/** The plan for the portal's values, where the IRIS SQL depends on them. */
export function planFor(session: Session, portal: Portal, prepared: BackendPrepared): Plan | Promise<Plan> {
  if (prepared.plan !== null) return prepared.plan;
  const { registry, translation } = session.services;
  const settings = session.valueSettings;
  const textOf = (i: number): string | null =>
    textOfParameter(
      registry,
      prepared.parameterTypes[i] ?? 0,
      portal.bound[i] ?? { format: 0, bytes: null },
      settings,
    );
  return translation.resolvePlan(prepared, textOf, session.translationSession());
}

/** The same, or what stands in for a plan where IRIS has no SQL for these values. */
async function planOrRemainder(
  session: Session,
  portal: Portal,
  prepared: BackendPrepared,
): Promise<Plan | RemainderPrepared> {
  try {
    return await planFor(session, portal, prepared);
  } catch (error) {
    const inexpressible = error instanceof GatewayError && error.sqlstate === SQLSTATE.featureNotSupported;
    if (inexpressible && prepared.otherwise !== null) return prepared.otherwise;
    throw error;
  }
}

function complete(run: Run, prepared: BackendPrepared, outcome: Outcome, plan?: Plan): void {
  endRun(run, outcome, tagOf(plan ?? prepared.plan, prepared.classification.tag, outcome.count));
}

/** Tells how a run has ended: more rows wait, or the command is complete. */
export function endRun({ to }: Run, { suspended }: Outcome, tag: string): void {
  if (suspended) to.suspend();
  else to.complete(tag);
}

/** The command tag of a plan that has sent or changed `count` rows (manual 55.7, CommandComplete). */
export function tagOf(plan: Plan | null, statementTag: string, count: number): string {
  const tag = plan?.tag ?? statementTag;
  if (plan && !plan.counted) return tag;
  return tag === 'INSERT' ? `INSERT 0 ${count}` : `${tag} ${count}`;
}
