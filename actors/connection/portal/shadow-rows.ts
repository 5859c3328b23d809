import type { GatewayFunctionPrepared, ShadowPrepared } from '../../../src/translation/api.ts';
import { withSequences } from '../sequences/with-sequences.ts';
import type { Session } from '../session.ts';
import { sendAnswer } from './held-rows.ts';
import type { Portal, Run } from './portal.ts';

/** Runs a statement without user tables in the shadow PostgreSQL; its rows come all at once and are sent in parts. */
export async function runInShadow(
  session: Session,
  portal: Portal,
  prepared: ShadowPrepared | GatewayFunctionPrepared,
  run: Run,
): Promise<void> {
  const use = prepared.kind === 'shadow' ? prepared.sequences : null;
  const { answer } = await session.run((signal) =>
    withSequences(session, use, signal, (laid) =>
      session.services.translation.run(
        prepared,
        portal.bound,
        portal.formats,
        session.translationSession(),
        signal,
        [],
        laid,
      ),
    ),
  );
  await sendAnswer(session, portal, prepared, answer, run);
}
