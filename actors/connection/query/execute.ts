import type { Execute } from '../../../src/protocol/index.ts';
import { runPortal } from '../portal/run.ts';
import type { Session } from '../session.ts';
import { openImplicit } from '../transaction-end.ts';

/**
 * Execute: runs a portal. What comes between two Syncs is one transaction (manual 55.2.3); a statement that stands
 * alone there, which the Sync behind it shows, needs no transaction in the backend.
 */
export function onExecute(
  session: Session,
  { portal: name, limit }: Execute,
  syncFollows: boolean,
): Promise<void> {
  const portal = session.portals.get(name);
  session.activity.runs(portal.declaration ?? portal.statement.text);
  const alone = syncFollows && !session.transaction.implicit && !session.transaction.inBlock;
  if (!alone) openImplicit(session);
  return runPortal(session, portal, { limit, alone, to: session.client });
}
