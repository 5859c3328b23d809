import type { Session } from '../session.ts';
import { commitTransaction } from '../transaction-end.ts';

/** Sync: ends an implicit transaction; ReadyForQuery is the caller's. */
export function onSync(session: Session): void | Promise<void> {
  return session.transaction.inBlock ? undefined : commitTransaction(session);
}
