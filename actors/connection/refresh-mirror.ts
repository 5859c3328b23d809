import type { Lane } from '../../src/backend/backend.ts';
import type { Session } from './session.ts';

/**
 * Brings the shadow catalog up to the backend's dictionary as this lane sees it.
 * @param onlyTemporary nothing but the session's own temporary tables has changed
 */
export async function refreshMirror(session: Session, lane: Lane, onlyTemporary = false): Promise<void> {
  const snapshot = await (onlyTemporary ? lane.snapshot() : session.services.dictionary.changed(lane));
  session.temporary.take(snapshot);
}
