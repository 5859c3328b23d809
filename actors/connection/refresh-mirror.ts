import type { Lane } from '../../src/backend/backend.ts';
import { GatewayError } from '../../src/errors/gateway-error.ts';
import type { Session } from './session.ts';

/** Brings the shadow catalog up to the backend's dictionary as this lane sees it. */
export async function refreshMirror(session: Session, lane: Lane): Promise<void> {
  const { report, translation } = session.services;
  for (const { object, error } of await translation.refresh(await lane.snapshot())) {
    report(new GatewayError(error.sqlstate, `${object} cannot be mirrored: ${error.message}`));
  }
}
