import type { Lane } from '../../src/backend/backend.ts';
import { GatewayError } from '../../src/errors/gateway-error.ts';
import type { Session } from './session.ts';

/**
 * Brings the shadow catalog up to the backend's dictionary as this lane sees it.
 * @param onlyTemporary nothing but the session's own temporary tables has changed
 */
export async function refreshMirror(session: Session, lane: Lane, onlyTemporary = false): Promise<void> {
  const { report, translation } = session.services;
  const snapshot = await lane.snapshot();
  session.temporary.take(snapshot);
  if (onlyTemporary) return;
  for (const { object, error } of await translation.refresh(snapshot)) {
    report(new GatewayError(error.sqlstate, `${object} cannot be mirrored: ${error.message}`));
  }
}
