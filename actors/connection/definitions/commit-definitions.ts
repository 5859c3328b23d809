import type { Lane } from '../../../src/backend/backend.ts';
import type { Session } from '../session.ts';
import { define } from './define.ts';
import { droppingStatement } from './dropping-statement.ts';

/**
 * Does what has waited for the commit, before the backend commits: a drop that IRIS refuses makes the COMMIT fail, and
 * everything is undone.
 */
export async function dropWaiting(session: Session, lane: Lane): Promise<void> {
  const { journal } = session;
  for (const drop of journal.drops) {
    await define(session, lane, droppingStatement(drop.object));
    journal.forgetDrop(drop);
  }
}
