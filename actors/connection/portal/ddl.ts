import type { Run } from './portal.ts';
import { GatewayError } from '../../../src/errors/gateway-error.ts';
import type { DdlPrepared } from '../../../src/translation/api.ts';
import { refreshMirror } from '../refresh-mirror.ts';
import type { Session } from '../session.ts';
import { executePlan } from './backend-rows.ts';
import { fillPresentRows, refusePresentRows, type RunPortal } from './present-rows.ts';

let statements = 0;

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
  statements += 1;
  const laneName = `ddl-${statements}`;
  const outcome = await session.run((signal) =>
    session.backend.use({ writes: true, alone, signal }, async (lane) => {
      const changed = await executePlan(session, lane, laneName, plan);
      if (!plan.changesSchema) return changed;
      session.backend.markSchemaChanged();
      await refreshMirror(session, lane, prepared.temporary);
      if (prepared.onCommit !== null) session.temporary.note(prepared.onCommit);
      return changed;
    }),
  );
  if (evaluated) await fillPresentRows(session, evaluated, runPortal);
  if (classification.kind === 'ddl') {
    for (const table of classification.fresh ?? []) session.transaction.noteFresh(table);
  }
  for (const fields of [...prepared.notices, ...warnings]) session.notice(fields);
  const tag = plan.counted ? `${plan.tag} ${outcome.count}` : plan.tag;
  to.complete(tag);
}
