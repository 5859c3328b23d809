import { GatewayError } from '../../../src/errors/gateway-error.ts';
import type { Execute } from '../../../src/protocol/index.ts';
import type { Prepared } from '../../../src/translation/api.ts';
import { columnsOf } from '../portal/portal.ts';
import { clientReceiver } from '../portal/receiver.ts';
import { runObserved } from '../portal/observed-run.ts';
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
  const columns = columnsOf(session, portal.statement.prepared);
  // What gives no rows runs once (pquery.c, PortalRun); an empty statement is as empty again.
  if (portal.state === 'done' && columns === null && portal.statement.prepared.kind !== 'empty') {
    throw new GatewayError('55000', `portal "${name}" cannot be run`);
  }
  const alone = syncFollows && !session.transaction.implicit && !session.transaction.inBlock;
  if (!alone) openImplicit(session);
  const to = clientReceiver(session, columns, portal.formats);
  return runObserved(session, portal, { limit, alone, to }).then(() => {
    if (columns === null) portal.state = 'done';
    if (!endsTransaction(portal.statement.prepared)) session.transaction.join('pipeline');
  });
}

function endsTransaction(prepared: Prepared): boolean {
  return prepared.kind === 'utility' && prepared.classification.kind === 'transaction';
}
