import type { Lane } from '../../../src/backend/backend.ts';
import { GatewayError } from '../../../src/errors/gateway-error.ts';
import type { IrisPrepared } from '../../../src/translation/api.ts';
import { refreshMirror } from '../refresh-mirror.ts';
import type { Session } from '../session.ts';
import { runInLane, endRun, tagOf } from './backend-rows.ts';
import type { Portal, Run } from './portal.ts';

/** Runs a statement in IRIS's own SQL, or continues it. Errors are IRIS's: PostgreSQL cannot read the statement. */
export async function runOwn(
  session: Session,
  portal: Portal,
  { plan, classification }: IrisPrepared,
  run: Run,
): Promise<void> {
  if (plan === null) throw new GatewayError('XX000', 'a statement of IRIS has not been described');
  if (portal.state === 'done') return endRun(run, { count: 0, suspended: false }, tagOf(plan, plan.tag, 0));
  const follow = async (lane: Lane): Promise<void> => {
    session.backend.markSchemaChanged();
    await refreshMirror(session, lane);
  };
  const outcome = await runInLane(session, portal, plan, [], run, plan.changesSchema ? follow : undefined);
  endRun(run, outcome, tagOf(plan, classification.tag, outcome.count));
}
