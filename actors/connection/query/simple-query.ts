import { GatewayError } from '../../../src/errors/gateway-error.ts';
import type { Query } from '../../../src/protocol/index.ts';
import type { Prepared, StatementPart } from '../../../src/translation/api.ts';
import {
  columnsOf,
  describeFields,
  endsFailedTransaction,
  openPortal,
  refuseInFailedTransaction,
  simpleFormats,
} from '../portal/portal.ts';
import { runPortal } from '../portal/run.ts';
import { noParameter } from './no-parameter.ts';
import type { Session } from '../session.ts';
import { parseNotices, prepare } from '../statement.ts';
import { commitTransaction, openImplicit } from '../transaction-end.ts';

/**
 * Query: all its statements are parsed before the first runs; several are one implicit transaction, unless they
 * contain transaction commands of their own (manual 55.2.2.1). ReadyForQuery is the caller's.
 */
export async function onQuery(session: Session, { query }: Query): Promise<void> {
  session.activity.runs(query);
  const { translation } = session.services;
  const about = session.translationSession();
  const parts = translation.splitCached(query, about) ?? (await translation.split(query, about));
  session.statements.remove('');
  if (parts.length === 0) session.outbox.send({ type: 'EmptyQueryResponse' });
  for (const part of parts) {
    if (parts.length > 1) openImplicit(session);
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
    if (columns)
      session.outbox.send({ type: 'RowDescription', fields: describeFields(columns, portal.formats) });
    await runPortal(session, portal, {
      limit: 0,
      alone: alone && !session.transaction.inBlock,
      to: session.client,
    });
  } catch (error) {
    throw error instanceof GatewayError ? error.shifted(part.offset) : error;
  }
  session.report();
}

/** EXPLAIN (GENERIC_PLAN) may have parameters without values. */
function isGenericExplain(prepared: Prepared): boolean {
  return (
    prepared.kind === 'utility' &&
    prepared.classification.kind === 'explain' &&
    prepared.classification.options.some(({ name }) => name === 'generic_plan')
  );
}
