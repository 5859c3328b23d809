import type { Run } from './portal.ts';
import { GatewayError } from '../../../src/errors/gateway-error.ts';
import type { Lane, Outcome } from '../../../src/backend/backend.ts';
import { isGatewayTable } from '../../../src/sql/ddl/gateway-tables.ts';
import type { Plan } from '../../../src/sql/plan.ts';
import type { DdlPrepared } from '../../../src/translation/api.ts';
import { definitionLane } from '../definitions/define.ts';
import { runDefinition } from '../definitions/run-definition.ts';
import { refreshMirror } from '../refresh-mirror.ts';
import type { Session } from '../session.ts';
import { openImplicit } from '../transaction-end.ts';
import { executePlan } from './backend-rows.ts';
import { fillPresentRows, refusePresentRows, type RunPortal } from './present-rows.ts';

/**
 * Runs a DDL statement: PostgreSQL checks it against the shadow, the backend executes it, and the mirror follows, so
 * that the next statement of any session sees it.
 *
 * @param runPortal runs what PostgreSQL is asked about rows that are there
 */
export async function runDdl(
  session: Session,
  prepared: DdlPrepared,
  { alone, to }: Run,
  runPortal: RunPortal,
): Promise<void> {
  const { translation } = session.services;
  const { plan, validate, classification, evaluated } = prepared;
  if (session.readOnly) {
    throw new GatewayError('25006', `cannot execute ${plan.tag} in a read-only transaction`);
  }
  const warnings =
    validate === null ? [] : await translation.validateDdl(validate, session.translationSession());
  if (evaluated) await refusePresentRows(session, evaluated, runPortal);
  // IRIS carries out each command for itself: of several, and of rows put into a new table, all or none are to be done
  // (iris-sql.md 3.4).
  const fills = evaluated !== null && evaluated.fills.length > 0;
  const whole = alone && definitions(plan) <= 1 && !plan.counted && !fills;
  if (alone && !whole) openImplicit(session);
  const outcome = await session.run((signal) =>
    session.backend.use({ writes: true, alone: whole, signal }, async (lane) => {
      if (!plan.changesSchema) return executePlan(session, lane, definitionLane(), plan);
      const changed = whole
        ? await executeAlone(session, lane, prepared)
        : await runDefinition(session, lane, plan, prepared.temporary, (own) =>
            executePlan(session, lane, definitionLane(), own),
          );
      if (prepared.onCommit !== null) session.temporary.note(prepared.onCommit);
      return changed;
    }),
  );
  const filled = evaluated ? await fillPresentRows(session, evaluated, runPortal) : 0;
  if (classification.kind === 'ddl') {
    for (const table of classification.fresh ?? []) session.transaction.noteFresh(table);
  }
  for (const fields of [...prepared.notices, ...warnings]) session.notice(fields);
  const tag = plan.counted ? `${plan.tag} ${outcome.count + filled}` : plan.tag;
  to.complete(tag);
}

/** A statement that is the whole transaction: everybody sees at once what it has done. */
async function executeAlone(
  session: Session,
  lane: Lane,
  { plan, temporary }: DdlPrepared,
): Promise<Outcome> {
  const outcome = await executePlan(session, lane, definitionLane(), plan);
  session.backend.markSchemaChanged();
  await refreshMirror(session, lane, temporary);
  return outcome;
}

/** How many commands define something, beside those that make the gateway's own tables where there are none. */
function definitions({ steps, dependents = [] }: Plan): number {
  const commands = steps.filter((step) => step.do === 'command' && !isGatewayTable(step.statement));
  return commands.length + dependents.length;
}
