import type { Scope } from '../expression/scope.ts';
import { raw } from '../iris/fragment.ts';
import { withColumns, type Target } from './target.ts';

/** MaxTransactionIdAttributeNumber (access/sysattr.h) */
const XMAX = -4;

/** Any transaction but none: the first that is not PostgreSQL's own (access/transam.h, FirstNormalTransactionId). */
const SOME_TRANSACTION = 3;

/**
 * RETURNING of INSERT with the system column xmax: 0 for a row that was inserted, a transaction's number for one that ON
 * CONFLICT DO UPDATE has locked and changed (heapam.c). Programs ask `xmax = 0` to tell them apart; which transaction it
 * was nobody can tell on IRIS.
 */
export function withRowVersion(target: Target, scope: Scope, what: 'inserted' | 'updated'): Scope {
  const xmax = raw(what === 'inserted' ? '0' : String(SOME_TRANSACTION));
  return withColumns(scope, (varno, attno) =>
    varno === target.varno && attno === XMAX
      ? { fragment: xmax, collation: 'EXACT', notNull: true, untyped: false, base: null }
      : undefined,
  );
}
