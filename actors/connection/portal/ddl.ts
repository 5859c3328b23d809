import type { Run } from './portal.ts';
import type { Lane } from '../../../src/backend/backend.ts';
import { GatewayError } from '../../../src/errors/gateway-error.ts';
import type { DdlPrepared } from '../../../src/translation/api.ts';
import type { Session } from '../session.ts';
import { executePlan } from './backend-rows.ts';

let statements = 0;

/** Brings the shadow catalog up to the backend's dictionary as this lane sees it. */
export async function refreshMirror(session: Session, lane: Lane): Promise<void> {
  const { report, translation } = session.services;
  for (const { object, error } of await translation.refresh(await lane.snapshot())) {
    report(new GatewayError(error.sqlstate, `${object} cannot be mirrored: ${error.message}`));
  }
}

/**
 * Runs a DDL statement: PostgreSQL checks it against the shadow, the backend executes it, and the mirror follows, so
 * that the next statement of any session sees it.
 */
export async function runDdl(session: Session, prepared: DdlPrepared, { alone }: Run): Promise<void> {
  const { translation } = session.services;
  const { plan, validate } = prepared;
  if (session.readOnly) {
    throw new GatewayError('25006', `cannot execute ${plan.tag} in a read-only transaction`);
  }
  const warnings =
    validate === null ? [] : await translation.validateDdl(validate, session.translationSession());
  statements += 1;
  const laneName = `ddl-${statements}`;
  const outcome = await session.run((signal) =>
    session.backend.use({ writes: true, alone, signal }, async (lane) => {
      const changed = await executePlan(session, lane, laneName, plan);
      if (!plan.changesSchema) return changed;
      session.backend.markSchemaChanged();
      await refreshMirror(session, lane);
      return changed;
    }),
  );
  for (const fields of warnings) session.notice(fields);
  const tag = plan.counted ? `${plan.tag} ${outcome.count}` : plan.tag;
  session.outbox.send({ type: 'CommandComplete', tag });
}
