import { GatewayError } from '../../../src/errors/gateway-error.ts';
import type { Query } from '../../../src/protocol/index.ts';
import type { Prepared, StatementPart } from '../../../src/translation/api.ts';
import {
  columnsOf,
  endsFailedTransaction,
  openPortal,
  refuseInFailedTransaction,
  simpleFormats,
} from '../portal/portal.ts';
import { DescribingReceiver } from '../portal/describing-receiver.ts';
import { dropPortal } from '../portal/drop-portals.ts';
import { clientReceiver } from '../portal/receiver.ts';
import { runObserved } from '../portal/observed-run.ts';
import { checkStatementLength } from './statement-length.ts';
import { withConformingText } from './conforming-text.ts';
import { noParameter } from './no-parameter.ts';
import type { Session } from '../session.ts';
import { parseNotices, prepare } from '../statement.ts';
import { commitTransaction, openImplicit } from '../transaction-end.ts';

/**
 * Query: all its statements are parsed before the first runs; several are one implicit transaction, unless they
 * contain transaction commands of their own (manual 55.2.2.1). ReadyForQuery is the caller's.
 */
export function onQuery(session: Session, { query }: Query): void | Promise<void> {
  checkStatementLength(session, query);
  session.activity.runs(query);
  return withConformingText(session, query, (text) => runQuery(session, text));
}

async function runQuery(session: Session, query: string): Promise<void> {
  const { translation } = session.services;
  const about = session.translationSession();
  const parts = translation.splitCached(query, about) ?? (await translation.split(query, about));
  session.statements.remove('');
  if (parts.length === 0) session.outbox.send({ type: 'EmptyQueryResponse' });
  for (const part of parts) {
    // It runs in an unnamed portal of its own (postgres.c, exec_simple_query).
    const unnamed = session.portals.remove('');
    if (unnamed) await dropPortal(session, unnamed);
    if (parts.length > 1) {
      openImplicit(session);
      session.transaction.join('query');
    }
    await runPart(session, part, parts.length === 1);
  }
  if (!session.transaction.inBlock) await commitTransaction(session);
}

async function runPart(session: Session, part: StatementPart, alone: boolean): Promise<void> {
  try {
    if (session.transaction.failed && !endsFailedTransaction(part.classification))
      throw refuseInFailedTransaction();
    const found = prepare(session, part.text, []);
    const statement = found instanceof Promise ? await found : found;
    const { prepared } = statement;
    if (prepared.parameterTypes.length > 0 && !isGenericExplain(prepared)) throw noParameter(part.text);
    for (const fields of parseNotices(prepared)) session.notice(fields);
    const columns = columnsOf(session, prepared);
    const portal = openPortal(statement, [], [], simpleFormats(session, prepared), columns);
    const client = clientReceiver(session, columns, portal.formats);
    const to = columns ? new DescribingReceiver(session, client, columns, portal.formats) : client;
    // Execution of a query proper begins with its columns; everything else is done first (pquery.c, PortalStart).
    if (to instanceof DescribingReceiver && streams(prepared)) to.describe();
    await runObserved(session, portal, {
      limit: 0,
      alone: alone && !session.transaction.inBlock,
      to,
    });
  } catch (error) {
    throw error instanceof GatewayError ? error.shifted(part.offset) : error;
  }
}

/**
 * Whether it fails, if at all, when rows are on their way. What the shadow evaluates fails as a whole, mostly over
 * constants, and those PostgreSQL evaluates when it plans.
 */
function streams(prepared: Prepared): boolean {
  if (prepared.kind === 'gateway-function') return true;
  return (
    (prepared.kind === 'backend' || prepared.kind === 'remainder') && prepared.classification.tag === 'SELECT'
  );
}

/** EXPLAIN (GENERIC_PLAN) may have parameters without values. */
function isGenericExplain(prepared: Prepared): boolean {
  return (
    prepared.kind === 'utility' &&
    prepared.classification.kind === 'explain' &&
    prepared.classification.options.some(({ name }) => name === 'generic_plan')
  );
}
