import type { StatementOf } from '../../../src/sql/classify.ts';
import { preventInTransaction } from './prevent-in-transaction.ts';
import { dropPortal } from '../portal/drop-portals.ts';
import { discardTemporary } from '../temporary/drop-temporary.ts';
import type { Run } from '../portal/portal.ts';
import { NOTHING_OBTAINED, type Session } from '../session.ts';

/** DISCARD: what a session has collected is thrown away (manual, DISCARD). */
export async function discard(
  session: Session,
  { target, tag }: StatementOf<'discard'>,
  { to }: Run,
): Promise<void> {
  if (target === 'all') {
    preventInTransaction(session, tag);
    for (const portal of session.portals.takeAll()) await dropPortal(session, portal);
    session.settings.resetAll();
    session.statements.clear();
    session.advisoryLocks.unlockAll();
    session.notifications.unlisten(null, 0);
  }
  if (target === 'all' || target === 'temp') await discardTemporary(session);
  if (target === 'all' || target === 'sequences') session.obtained = NOTHING_OBTAINED;
  to.complete(tag);
}
