import type { Prepared } from '../../../src/translation/api.ts';
import { SequenceClaimed } from '../sequences/with-sequences.ts';
import type { RemainderPrepared } from '../../../src/translation/api.ts';
import type { Session } from '../session.ts';
import { runExplain } from '../explain/explain.ts';
import { freshen, isOutdated } from '../statement.ts';
import { openImplicit } from '../transaction-end.ts';
import { runCursor } from '../cursor/fetch.ts';
import { runUtility } from '../utility/index.ts';
import { openExecuted } from '../utility/prepared.ts';
import { runInBackend } from './backend-rows.ts';
import { runDdl } from './ddl.ts';
import { runGatewayFunction } from './gateway-function.ts';
import { sendHeld } from './held-rows.ts';
import { runOwn } from './own-sql.ts';
import { checkTransaction, type Portal, type Run } from './portal.ts';
import { runRemainderChange } from './remainder-change.ts';
import { runRemainder } from './remainder-rows.ts';
import { runInShadow } from './shadow-rows.ts';

/** Execute: runs or continues a portal; one that FETCH has used gives its next rows. */
export function runPortal(session: Session, portal: Portal, run: Run): Promise<void> {
  return portal.cursor ? runCursor(portal, portal.cursor, run) : advancePortal(session, portal, run);
}

/**
 * Runs or continues a portal and sends its rows and CommandComplete, PortalSuspended or EmptyQueryResponse.
 * Nothing is flushed but what back-pressure demands.
 */
export async function advancePortal(session: Session, portal: Portal, run: Run): Promise<void> {
  const { statement } = portal;
  checkTransaction(session, statement.prepared);
  if (portal.held) return sendHeld(portal, run);
  // ON COMMIT is part of the transaction, so the statement cannot be the whole of it.
  const alone = run.alone && !session.temporary.endWithTransactions;
  if (!alone) openImplicit(session);
  for (let claims = 0; ; claims += 1) {
    if (portal.state === 'ready' && isOutdated(session, statement)) await freshen(session, statement);
    try {
      return await runPrepared(session, portal, { ...run, alone });
    } catch (error) {
      if (!(error instanceof SequenceClaimed) || claims === MOST_CLAIMS) throw error;
    }
  }
}

/** Each claim leaves one round of counters fewer; a statement that finds ever more of them is not to run for ever. */
const MOST_CLAIMS = 100;

function runPrepared(session: Session, portal: Portal, run: Run): Promise<void> {
  const { prepared } = portal.statement;
  if (seesData(prepared)) session.transaction.noteQuery();
  switch (prepared.kind) {
    case 'empty':
      session.outbox.send({ type: 'EmptyQueryResponse' });
      return Promise.resolve();
    case 'backend':
      return runInBackend(session, portal, prepared, run, (otherwise) =>
        runEvaluated(session, portal, otherwise, run),
      );
    case 'remainder':
      return runEvaluated(session, portal, prepared, run);
    case 'shadow':
      return runInShadow(session, portal, prepared, run);
    case 'gateway-function':
      return runGatewayFunction(session, portal, prepared, run);
    case 'ddl':
      return runDdl(session, prepared, run, runPortal);
    case 'iris':
      return runOwn(session, portal, prepared, run);
    case 'utility':
      if (prepared.classification.kind === 'explain') {
        return runExplain(session, prepared.classification, run, portal, (target, its) =>
          runPortal(session, target, its),
        );
      }
      // EXECUTE is another portal's run; everything else the gateway does itself.
      return prepared.classification.kind === 'execute'
        ? openExecuted(session, prepared.classification, portal.formats).then((executed) =>
            runPortal(session, executed, run),
          )
        : runUtility(session, portal, prepared.classification, run);
  }
}

/** A statement that PostgreSQL evaluates over rows of the backend. */
function runEvaluated(
  session: Session,
  portal: Portal,
  prepared: RemainderPrepared,
  run: Run,
): Promise<void> {
  return prepared.changes.length === 0
    ? runRemainder(session, portal, prepared, run)
    : runRemainderChange(session, portal, prepared, run);
}

/** What takes a snapshot in PostgreSQL (postgres.c, analyze_requires_snapshot; utility.c). */
function seesData(prepared: Prepared): boolean {
  if (prepared.kind === 'utility') return UTILITIES_WITH_SNAPSHOT.has(prepared.classification.kind);
  return prepared.kind !== 'empty';
}

const UTILITIES_WITH_SNAPSHOT = new Set(['copy', 'declare-cursor', 'explain', 'execute']);
