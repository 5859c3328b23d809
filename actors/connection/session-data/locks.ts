import { DATABASE_OID } from '../../../src/catalog/session-data.ts';
import { modeName } from '../../../src/session/advisory-locks.ts';
import type { Session } from '../session.ts';

/** Rows of pg_lock_status(): advisory locks. What the backend has locked it does not tell row by row. */
export async function lockRows({ services }: Session): Promise<readonly object[]> {
  return (await services.advisoryLocks.list()).map(({ key, processId, mode, granted }) => ({
    locktype: 'advisory',
    database: DATABASE_OID,
    ...keyColumns(key),
    virtualtransaction: `${processId}/0`,
    pid: processId,
    mode: modeName(mode),
    granted,
    fastpath: false,
  }));
}

/** A bigint is told in halves; objsubid says which of the two key spaces it is (manual 54.12). */
function keyColumns(key: string): object {
  const [first = '0', second] = key.split(',');
  if (second !== undefined) return { classid: unsigned(first), objid: unsigned(second), objsubid: 2 };
  const whole = BigInt.asUintN(64, BigInt(first));
  return { classid: Number(whole >> 32n), objid: Number(whole & 0xffff_ffffn), objsubid: 1 };
}

function unsigned(text: string): number {
  return Number(text) >>> 0;
}
