import { GatewayError } from '../../../src/errors/gateway-error.ts';
import type { Statement, StatementOf } from '../../../src/sql/classify.ts';
import { declareCursor } from '../cursor/declare.ts';
import { fetchCursor } from '../cursor/fetch.ts';
import { dropPortal } from '../portal/drop-portals.ts';
import type { Portal, Run } from '../portal/portal.ts';
import { copy } from '../copy/index.ts';
import { runDo } from '../procedural/do.ts';
import type { Session } from '../session.ts';
import { listen, notify, unlisten } from './notification.ts';
import { deallocate, prepareStatement } from './prepared.ts';
import { discard } from './discard.ts';
import { reset, set, setRole, setTransaction } from './set.ts';
import { preventInTransaction, warnOutsideTransaction } from './prevent-in-transaction.ts';
import { show } from './show.ts';
import { transactionVerb } from './transaction.ts';

/** Executes one kind of statement in the gateway itself and sends everything up to CommandComplete. */
type Utility<K extends Statement['kind']> = (
  session: Session,
  statement: StatementOf<K>,
  run: Run,
  portal: Portal,
) => Promise<void> | void;

type Utilities = { readonly [K in Statement['kind']]?: Utility<K> };

const UTILITIES: Utilities = {
  transaction: transactionVerb,
  set,
  'set-transaction': setTransaction,
  'set-role': setRole,
  'set-constraints': (session, { tag }, { to }) => {
    warnOutsideTransaction(session, tag);
    to.complete(tag);
  },
  reset,
  show,
  discard,
  copy,
  do: runDo,
  prepare: prepareStatement,
  deallocate,
  'declare-cursor': declareCursor,
  fetch: fetchCursor,
  'close-cursor': closeCursor,
  listen,
  unlisten,
  notify,
  grant: (_session, { tag }) => {
    throw new GatewayError(
      '0A000',
      `${tag} is not supported: users, roles and privileges are managed in IRIS`,
    );
  },
  // IRIS looks after its storage and statistics itself (iris-sql.md 0, COLLECT STATISTICS).
  maintenance: (session, { tag }, { to }) => {
    if (tag === 'VACUUM') preventInTransaction(session, tag);
    to.complete(tag);
  },
};

/** Runs a statement the gateway executes itself; 0A000 for kinds it cannot. */
export async function runUtility(
  session: Session,
  portal: Portal,
  statement: Statement,
  run: Run,
): Promise<void> {
  const utility = UTILITIES[statement.kind] as Utility<Statement['kind']> | undefined;
  if (!utility) throw new GatewayError('0A000', `${statement.tag} is not supported by the gateway`);
  await utility(session, statement, run, portal);
}

/** CLOSE: cursors of SQL are the portals of the protocol (manual, CLOSE). */
async function closeCursor(
  session: Session,
  { name, tag }: StatementOf<'close-cursor'>,
  { to }: Run,
): Promise<void> {
  const portals = name === null ? session.portals.takeAll() : [session.portals.takeCursor(name)];
  for (const portal of portals) await dropPortal(session, portal);
  to.complete(tag);
}
