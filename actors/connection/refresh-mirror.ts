import type { Lane } from '../../src/backend/backend.ts';
import type { CatalogSnapshot } from '../../src/catalog/snapshot.ts';
import type { Session } from './session.ts';

/**
 * Brings the shadow catalog up to the backend's dictionary as this lane sees it.
 * @param onlyTemporary nothing but the session's own temporary tables has changed
 */
export async function refreshMirror(session: Session, lane: Lane, onlyTemporary = false): Promise<void> {
  const snapshot = await (onlyTemporary ? lane.snapshot() : shared(session, lane));
  session.temporary.take(snapshot);
}

/** The dictionary of all, read with the rights of the gateway's own account: a client's may see less of it. */
async function shared(
  { lanes, services: { pool, dictionary } }: Session,
  lane: Lane,
): Promise<CatalogSnapshot> {
  if (lanes === pool) return dictionary.changed(lane);
  const lease = await pool.acquire(new AbortController().signal);
  let reusable = false;
  try {
    const snapshot = await dictionary.changed(lease.lane);
    reusable = true;
    return snapshot;
  } finally {
    lease.release(reusable);
  }
}
