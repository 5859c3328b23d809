import type { Run } from './portal.ts';
import { GatewayError } from '../../../src/errors/gateway-error.ts';
import type { DdlPrepared } from '../../../src/translation/api.ts';
import type { Session } from '../session.ts';
import { executePlan } from './backend-rows.ts';

let statements = 0;

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
  await session.run((signal) =>
    session.backend.use({ writes: true, alone, signal }, async (lane) => {
      await executePlan(session, lane, laneName, plan);
      if (!plan.changesSchema) return;
      session.backend.markSchemaChanged();
      await translation.refresh(await lane.snapshot());
    }),
  );
  for (const fields of [...warnings, ...prepared.notices]) session.notice(fields);
  session.outbox.send({ type: 'CommandComplete', tag: plan.tag });
}
