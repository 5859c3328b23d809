import { GatewayError } from '../../../src/errors/gateway-error.ts';
import type { StatementOf } from '../../../src/sql/classify.ts';
import { dropPortal } from '../portal/drop-portals.ts';
import { discardTemporary } from '../temporary/drop-temporary.ts';
import { NOTHING_OBTAINED, type Session } from '../session.ts';

/** DISCARD: what a session has collected is thrown away (manual, DISCARD). */
export async function discard(session: Session, { target, tag }: StatementOf<'discard'>): Promise<void> {
  if (target === 'all') {
    if (session.transaction.inBlock) {
      throw new GatewayError('25001', 'DISCARD ALL cannot run inside a transaction block');
    }
    for (const portal of session.portals.takeAll()) await dropPortal(session, portal);
    session.settings.resetAll();
    session.statements.clear();
    session.advisoryLocks.unlockAll();
    session.notifications.unlisten(null, 0);
  }
  if (target === 'all' || target === 'temp') await discardTemporary(session);
  if (target === 'all' || target === 'sequences') session.obtained = NOTHING_OBTAINED;
  session.outbox.send({ type: 'CommandComplete', tag });
}
