import type { TransactionStmtKind } from '@pgsql/types';
import type { NodeBody } from '../parse/node.ts';
import { bodies, body } from '../parse/node.ts';
import type { StatedTransactionModes, Statement, TransactionVerb } from './statement.ts';

const VERBS: Readonly<Record<TransactionStmtKind, readonly [verb: TransactionVerb, tag: string]>> = {
  TRANS_STMT_BEGIN: ['begin', 'BEGIN'],
  TRANS_STMT_START: ['begin', 'START TRANSACTION'],
  TRANS_STMT_COMMIT: ['commit', 'COMMIT'],
  TRANS_STMT_ROLLBACK: ['rollback', 'ROLLBACK'],
  TRANS_STMT_SAVEPOINT: ['savepoint', 'SAVEPOINT'],
  TRANS_STMT_RELEASE: ['release', 'RELEASE'],
  TRANS_STMT_ROLLBACK_TO: ['rollback-to', 'ROLLBACK'],
  TRANS_STMT_PREPARE: ['prepare-transaction', 'PREPARE TRANSACTION'],
  TRANS_STMT_COMMIT_PREPARED: ['commit-prepared', 'COMMIT PREPARED'],
  TRANS_STMT_ROLLBACK_PREPARED: ['rollback-prepared', 'ROLLBACK PREPARED'],
};

/** BEGIN, COMMIT, ROLLBACK, SAVEPOINT and what belongs to them. */
export function classifyTransaction(statement: NodeBody<'TransactionStmt'>): Statement {
  const [verb, tag] = VERBS[statement.kind ?? 'TRANS_STMT_BEGIN'];
  return {
    kind: 'transaction',
    tag,
    verb,
    name: statement.savepoint_name ?? statement.gid ?? null,
    modes: transactionModes(statement.options),
    chain: statement.chain ?? false,
  };
}

/** The modes of a list of DefElems: `transaction_isolation`, `transaction_read_only`, `transaction_deferrable`. */
export function transactionModes(options: NodeBody<'TransactionStmt'>['options']): StatedTransactionModes {
  const modes: { -readonly [K in keyof StatedTransactionModes]: StatedTransactionModes[K] } = {};
  for (const option of bodies(options, 'DefElem')) {
    const value = body(option.arg, 'A_Const');
    const on = (value?.ival?.ival ?? 0) !== 0;
    if (option.defname === 'transaction_isolation') {
      modes.isolation = value?.sval?.sval as NonNullable<StatedTransactionModes['isolation']>;
    } else if (option.defname === 'transaction_read_only') modes.readOnly = on;
    else if (option.defname === 'transaction_deferrable') modes.deferrable = on;
  }
  return modes;
}
