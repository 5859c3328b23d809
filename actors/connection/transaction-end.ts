import type { Modes } from '../../src/session/transaction.ts';
import { dropTransactionPortals, persistHeldCursors } from './portal/drop-portals.ts';
import type { Portal } from './portal/portal.ts';
import type { Session } from './session.ts';
import { endTemporary } from './temporary/drop-temporary.ts';

/** BEGIN: false when there is a block already. An implicit transaction becomes the block's beginning. */
export function beginBlock(session: Session, modes: Modes): boolean {
  if (session.settings.depth === 0) session.settings.openLevel();
  return session.transaction.begin(modes);
}

/** The statements of one Query or pipeline from here on are one transaction. No effect inside one. */
export function openImplicit(session: Session): void {
  if (session.transaction.inBlock || session.transaction.implicit) return;
  session.transaction.openImplicit();
  session.settings.openLevel();
}

/**
 * Commits what is open, if anything; its portals are gone. When the backend refuses, everything is rolled back. In this tick
 * where nothing has to be done elsewhere: after most statements that are a transaction of their own.
 */
export function commitTransaction(session: Session): void | Promise<void> {
  if (session.backend.idle && !session.temporary.endWithTransactions && !session.portals.some(isCursor)) {
    session.portals.clear();
    session.notifications.checkRoom();
    finish(session);
    return undefined;
  }
  return commitWork(session);
}

function isCursor({ cursor }: Portal): boolean {
  return cursor !== null;
}

async function commitWork(session: Session): Promise<void> {
  try {
    await persistHeldCursors(session);
    await dropTransactionPortals(session);
    session.notifications.checkRoom();
    await endTemporary(session);
    await session.backend.commit();
  } catch (error) {
    await rollbackTransaction(session);
    throw error;
  }
  finish(session);
}

function finish(session: Session): void {
  session.settings.commit();
  session.transaction.end();
  for (const part of session.parts) part.commit();
}

export async function rollbackTransaction(session: Session): Promise<void> {
  await dropTransactionPortals(session);
  session.settings.rollbackToDepth(0);
  session.transaction.end();
  for (const part of session.parts) part.rollback();
  await session.backend.rollback();
}

/**
 * After an error: an implicit transaction is rolled back; a block fails, and without savepoints to return to its work
 * is rolled back at once, so that its locks hinder nobody while the client makes up its mind.
 */
export async function failTransaction(session: Session): Promise<void> {
  const { transaction } = session;
  if (!transaction.inBlock) return rollbackTransaction(session);
  transaction.fail();
  if (transaction.savepoints.length === 0) await session.backend.rollback();
  return undefined;
}
