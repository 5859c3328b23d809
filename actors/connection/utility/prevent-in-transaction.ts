import { GatewayError } from '../../../src/errors/gateway-error.ts';
import type { Session } from '../session.ts';

/**
 * For statements that must be the whole of their transaction (xact.c, PreventInTransactionBlock).
 * @throws 25001 in a code block or a transaction block, among several statements of a Query, or behind another one of the same pipeline
 */
export function preventInTransaction({ transaction }: Session, statement: string): void {
  if (transaction.joined === 'function')
    throw new GatewayError('25001', `${statement} cannot be executed from a function`);
  if (transaction.inBlock || transaction.joined === 'query')
    throw new GatewayError('25001', `${statement} cannot run inside a transaction block`);
  if (transaction.joined === 'pipeline')
    throw new GatewayError('25001', `${statement} cannot be executed within a pipeline`);
}

/** For statements without effect outside of a larger transaction (xact.c, WarnNoTransactionBlock). */
export function warnOutsideTransaction(session: Session, statement: string): void {
  const { inBlock, joined } = session.transaction;
  if (!inBlock && joined !== 'query' && joined !== 'function')
    session.warn('25P01', `${statement} can only be used in transaction blocks`);
}
