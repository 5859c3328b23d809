import type { Lane } from '../../../src/backend/backend.ts';
import { withoutDropped } from '../../../src/catalog/restoration/without-dropped.ts';
import type { Session } from '../session.ts';

/**
 * The session sees the schema as its transaction has left it, and nobody else does. Called whenever a statement has
 * changed it, also when the statement failed in the middle.
 *
 * @param onlyTemporary nothing but the session's own temporary tables has changed
 */
export async function showOwnSchema(session: Session, lane: Lane, onlyTemporary = false): Promise<void> {
  const { journal, temporary, services } = session;
  const snapshot = await lane.snapshot();
  journal.end(snapshot);
  const visible = withoutDropped(snapshot, journal.dropped);
  temporary.take(visible);
  if (!onlyTemporary || session.schema !== null) session.schema = services.translation.own(visible);
}
