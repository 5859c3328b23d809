import { GatewayError } from '../../../src/errors/gateway-error.ts';
import type { StatementOf } from '../../../src/sql/classify.ts';
import type { CopyTarget } from '../../../src/translation/api.ts';
import type { Run } from '../portal/portal.ts';
import { copyOptions } from './copy-options.ts';
import type { Session } from '../session.ts';
import { ClientFeed } from './copy-feed.ts';
import { checkFreeze } from './freeze.ts';
import { checkForcedColumns } from './forced-columns.ts';
import { planCopy, type CopyPlan } from './copy-plan.ts';
import { insertInLane } from './insert-in-lane.ts';
import { insertByStatements } from './insert-by-statements.ts';

/** COPY FROM STDIN. Checks come in PostgreSQL's order, some of them when the client may send data already. */
export async function copyFrom(
  session: Session,
  statement: StatementOf<'copy'>,
  relation: NonNullable<StatementOf<'copy'>['relation']>,
  run: Run,
): Promise<void> {
  const { columns, where } = statement;
  const request = { direction: 'from', relation, columns, where } as const;
  const target = await session.services.translation.copyTarget(request, session.translationSession());
  if (session.readOnly) {
    throw new GatewayError('25006', 'cannot execute COPY FROM in a read-only transaction');
  }
  const options = copyOptions(session, statement, 'from');
  checkForcedColumns(options, target.columns ?? [], target);
  const plan = target.view ? null : await planCopy(session, target, options, where);
  const { copy, outbox } = session;
  const format = options.format === 'binary' ? 1 : 0;
  outbox.send({
    type: 'CopyInResponse',
    format,
    columnFormats: (target.columns ?? []).map(() => format),
  });
  outbox.flush();
  copy.enter('copy-in');
  try {
    if (plan === null) throw cannotCopyTo(target);
    if (options.freeze) checkFreeze(session, target);
    const count = await receive(session, plan, run);
    run.to.complete(`COPY ${count}`);
  } finally {
    copy.enter(null);
  }
}

function receive(session: Session, plan: CopyPlan, { alone }: Run): Promise<number> {
  return session.run(async (signal) => {
    const feed = new ClientFeed(session, signal);
    try {
      await feed.begin();
      return plan.rows === null
        ? await insertByStatements(session, plan, feed, signal)
        : await insertInLane(session, { ...plan, rows: plan.rows }, feed, { writes: true, alone, signal });
    } catch (error) {
      if (!feed.lost || !(error instanceof GatewayError)) throw error;
      // PostgreSQL has not read the message that it refuses, so it cannot go on.
      session.outbox.send({ type: 'ErrorResponse', fields: error.fields });
      throw new GatewayError('08P01', 'terminating connection because protocol synchronization was lost', {
        severity: 'FATAL',
      });
    }
  });
}

function cannotCopyTo({ table }: CopyTarget): GatewayError {
  return new GatewayError('42809', `cannot copy to view "${table}"`, {
    hint: 'To enable copying to a view, provide an INSTEAD OF INSERT trigger.',
  });
}
