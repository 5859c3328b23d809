import { cursorOf } from '../cursor/fetch.ts';
import type { Session } from '../session.ts';
import type { Portal } from './portal.ts';

/** A portal is no longer wanted: its cursor in the backend and its rows are given back. */
export async function dropPortal(session: Session, portal: Portal): Promise<void> {
  await portal.cursor?.close();
  if (portal.state === 'suspended') await session.backend.closePortal(portal.laneName);
}

/** The transaction has ended, and with it every portal that needs it. */
export async function dropTransactionPortals(session: Session): Promise<void> {
  for (const portal of session.portals.takeAll(({ cursor }) => cursor?.persistent !== true)) {
    await portal.cursor?.close();
  }
}

/** COMMIT: cursors WITH HOLD read what they have not read yet. @throws what their queries throw */
export async function persistHeldCursors(session: Session): Promise<void> {
  for (const [, { cursor }] of session.portals.all()) if (cursor?.hold === true) await cursor.persist();
}

/**
 * ROLLBACK TO: portals that were made after the savepoint end. Earlier ones go on (manual, ROLLBACK TO SAVEPOINT): the
 * lane closes everything then, so that what they have not read yet is read before.
 *
 * @param position of the savepoint, 0-based
 */
export async function rollbackPortals(session: Session, position: number): Promise<void> {
  for (const portal of session.portals.takeAll(({ level }) => level > position)) {
    await dropPortal(session, portal);
  }
  for (const [, portal] of session.portals.all()) {
    if (portal.state === 'suspended' && !portal.held) await cursorOf(session, portal).persist();
  }
}

/** RELEASE: what was made after the savepoint belongs to what is around it now. */
export function releasePortals(session: Session, position: number): void {
  for (const [, portal] of session.portals.all()) portal.level = Math.min(portal.level, position);
}
