import { GatewayError } from '../../../src/errors/gateway-error.ts';
import type { StatementOf } from '../../../src/sql/classify.ts';
import type { Run } from '../portal/portal.ts';
import { releaseLevel, returnToLevel } from '../savepoints.ts';
import { beginBlock, commitTransaction, rollbackTransaction } from '../transaction-end.ts';
import type { Session } from '../session.ts';

type TransactionStatement = StatementOf<'transaction'>;

/** BEGIN, COMMIT, ROLLBACK, SAVEPOINT and their kin (manual, reference pages of each). */
export async function transactionVerb(
  session: Session,
  statement: TransactionStatement,
  { to }: Run,
): Promise<void> {
  const tag = await VERBS[statement.verb](session, statement);
  to.complete(tag);
}

type Verb = (session: Session, statement: TransactionStatement) => Promise<string> | string;

const VERBS: Readonly<Record<TransactionStatement['verb'], Verb>> = {
  begin: (session, { modes, tag }) => {
    if (!beginBlock(session, session.modes(modes))) {
      session.warn('25001', 'there is already a transaction in progress');
    }
    return tag;
  },

  commit: async (session, { chain, tag }) => {
    const { transaction } = session;
    const modes = transaction.modes;
    if (!transaction.inBlock) noTransaction(session, chain, 'COMMIT AND CHAIN');
    const failed = transaction.failed;
    if (failed) await rollbackTransaction(session);
    else await commitTransaction(session);
    if (chain) beginBlock(session, modes ?? session.modes({}));
    return failed ? 'ROLLBACK' : tag;
  },

  rollback: async (session, { chain, tag }) => {
    const { transaction } = session;
    const modes = transaction.modes;
    if (!transaction.inBlock) noTransaction(session, chain, 'ROLLBACK AND CHAIN');
    await rollbackTransaction(session);
    if (chain) beginBlock(session, modes ?? session.modes({}));
    return tag;
  },

  savepoint: (session, { name, tag }) => {
    session.transaction.savepoint(name ?? '');
    session.settings.openLevel();
    return tag;
  },

  release: async (session, { name, tag }) => {
    const position = session.transaction.release(name ?? '');
    await releaseLevel(session, name ?? '', position);
    return tag;
  },

  'rollback-to': async (session, { name, tag }) => {
    const position = session.transaction.rollbackTo(name ?? '');
    await returnToLevel(session, name ?? '', position);
    return tag;
  },

  'prepare-transaction': refuseToPrepare,
  'commit-prepared': refusePrepared,
  'rollback-prepared': refusePrepared,
};

function noTransaction(session: Session, chain: boolean, statement: string): void {
  if (chain) throw new GatewayError('25P01', `${statement} can only be used in transaction blocks`);
  session.warn('25P01', 'there is no transaction in progress');
}

/** PostgreSQL's answer where max_prepared_transactions is 0, after which nothing is left of the transaction. */
async function refuseToPrepare(session: Session): Promise<string> {
  const { failed, inBlock } = session.transaction;
  await rollbackTransaction(session);
  if (failed) return 'ROLLBACK';
  if (!inBlock) {
    noTransaction(session, false, 'PREPARE TRANSACTION');
    return 'ROLLBACK';
  }
  throw new GatewayError('55000', 'prepared transactions are disabled', {
    hint: 'InterSystems IRIS has no two-phase commit.',
  });
}

/** Nothing was ever prepared. */
function refusePrepared(_session: Session, { name }: TransactionStatement): never {
  throw new GatewayError('42704', `prepared transaction with identifier "${name ?? ''}" does not exist`);
}
