import { GatewayError } from '../../../src/errors/gateway-error.ts';
import type { StatementOfKind } from '../../../src/sql/procedural/tree.ts';
import { commitTransaction, openImplicit, rollbackTransaction } from '../transaction-end.ts';
import type { BlockRun } from './block-run.ts';
import type { Scope } from './scope.ts';

/**
 * COMMIT and ROLLBACK in a block (manual 43.8): a new transaction begins at once.
 * @throws GatewayError 2D000 inside a transaction block, or a block with EXCEPTION
 */
export async function endTransaction(
  run: BlockRun,
  _scope: Scope,
  { kind }: StatementOfKind<'commit' | 'rollback'>,
): Promise<void> {
  if (!run.ownsTransaction) throw new GatewayError('2D000', 'invalid transaction termination');
  if (run.subtransactions > 0) {
    const what = kind === 'commit' ? 'commit' : 'roll back';
    throw new GatewayError('2D000', `cannot ${what} while a subtransaction is active`);
  }
  if (kind === 'commit') await commitTransaction(run.session);
  else await rollbackTransaction(run.session);
  openImplicit(run.session);
  run.session.transaction.join('function');
}
