import type { GatewayFunctionPrepared, ShadowPrepared } from '../../../src/translation/api.ts';
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
  const answer = await session.run((signal) =>
    session.services.translation.run(
      prepared,
      portal.bound,
      portal.formats,
      session.translationSession(),
      signal,
    ),
  );
  await sendAnswer(session, portal, prepared, answer, run);
}
