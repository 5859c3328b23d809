import type { Run } from './portal.ts';
import { GatewayError } from '../../../src/errors/gateway-error.ts';
import type { Plan } from '../../../src/sql/plan.ts';
import type { DdlPrepared } from '../../../src/translation/api.ts';
import { refreshMirror } from '../refresh-mirror.ts';
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
  const outcome = await session.run((signal) =>
    session.backend.use({ writes: true, alone, signal }, async (lane) => {
      const changed = await executePlan(session, lane, laneName, plan).catch((error: unknown) => {
        throw withObject(error, plan);
      });
      if (!plan.changesSchema) return changed;
      session.backend.markSchemaChanged();
      await refreshMirror(session, lane);
      return changed;
    }),
  );
  for (const fields of [...prepared.notices, ...warnings]) session.notice(fields);
  const tag = plan.counted ? `${plan.tag} ${outcome.count}` : plan.tag;
  session.outbox.send({ type: 'CommandComplete', tag });
}

/** A refusal of the plan's own with the names of what it is about. */
function withObject(error: unknown, { steps }: Plan): unknown {
  if (!(error instanceof GatewayError)) return error;
  const refusals = steps.flatMap((step) => (step.do === 'refuse' ? [step.error] : []));
  return error.with(refusals.find(({ message }) => message === error.message)?.about ?? {});
}
