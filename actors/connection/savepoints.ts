import { releasePortals, rollbackPortals } from './portal/drop-portals.ts';
import type { Session } from './session.ts';

/** What RELEASE does beside the transaction's own bookkeeping. @param position of the savepoint, 0-based */
export async function releaseLevel(session: Session, name: string, position: number): Promise<void> {
  await session.backend.releaseSavepoint(name, position);
  releasePortals(session, position);
  for (const part of session.parts) part.release(position);
  session.settings.mergeToDepth(position + 1);
}

/** What ROLLBACK TO does beside the transaction's own bookkeeping: the savepoint stays. */
export async function returnToLevel(session: Session, name: string, position: number): Promise<void> {
  await rollbackPortals(session, position);
  await session.backend.rollbackTo(name, position);
  session.settings.rollbackToDepth(position + 1);
  session.settings.openLevel();
  for (const part of session.parts) part.rollbackTo(position);
}

/**
 * Runs `work` in a subtransaction, as a PL/pgSQL block with EXCEPTION does (pl_exec.c, exec_stmt_block): what it throws
 * undoes what it did. The transaction may be an implicit one.
 */
export async function inSubtransaction<T>(session: Session, work: () => Promise<T>): Promise<T> {
  const name = `iris_pgwire_block_${session.transaction.savepoints.length}`;
  const position = session.transaction.openLevel(name);
  session.settings.openLevel();
  let result: T;
  try {
    result = await work();
  } catch (error) {
    session.transaction.returnToLevel(position);
    await returnToLevel(session, name, position);
    await release(session, name, position);
    throw error;
  }
  await release(session, name, position);
  return result;
}

async function release(session: Session, name: string, position: number): Promise<void> {
  session.transaction.releaseLevel(position);
  await releaseLevel(session, name, position);
}
