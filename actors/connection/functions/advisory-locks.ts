import { GatewayError } from '../../../src/errors/gateway-error.ts';
import { modeName, type LockMode } from '../../../src/session/advisory-locks.ts';
import type { Session } from '../session.ts';
import type { GatewayFunction } from './function.ts';

/** Advisory locks, by name of the function (manual 9.28.10). All are strict: NULL in, NULL out. */
export const ADVISORY_LOCKS: readonly (readonly [string, GatewayFunction])[] = [
  ['pg_advisory_lock', taking('exclusive', false)],
  ['pg_advisory_lock_shared', taking('shared', false)],
  ['pg_advisory_xact_lock', taking('exclusive', true)],
  ['pg_advisory_xact_lock_shared', taking('shared', true)],
  ['pg_try_advisory_lock', trying('exclusive', false)],
  ['pg_try_advisory_lock_shared', trying('shared', false)],
  ['pg_try_advisory_xact_lock', trying('exclusive', true)],
  ['pg_try_advisory_xact_lock_shared', trying('shared', true)],
  ['pg_advisory_unlock', givingBack('exclusive')],
  ['pg_advisory_unlock_shared', givingBack('shared')],
  [
    'pg_advisory_unlock_all',
    (session) => {
      session.advisoryLocks.unlockAll();
      return null;
    },
  ],
];

function taking(mode: LockMode, ofTransaction: boolean): GatewayFunction {
  return async (session, args, signal) => {
    const key = keyOf(args);
    if (key === null) return null;
    const limit = lockTimeout(session, signal);
    try {
      const level = levelOf(session, ofTransaction);
      await session.activity.waits('Lock', 'advisory', () =>
        session.advisoryLocks.lock(key, mode, level, limit.signal),
      );
    } finally {
      limit.end();
    }
    return null;
  };
}

function trying(mode: LockMode, ofTransaction: boolean): GatewayFunction {
  return async (session, args) => {
    const key = keyOf(args);
    if (key === null) return null;
    return (await session.advisoryLocks.tryLock(key, mode, levelOf(session, ofTransaction))) ? 't' : 'f';
  };
}

function givingBack(mode: LockMode): GatewayFunction {
  return (session, args) => {
    const key = keyOf(args);
    if (key === null) return null;
    if (session.advisoryLocks.unlock(key, mode)) return 't';
    session.warn('01000', `you don't own a lock of type ${modeName(mode)}`);
    return 'f';
  };
}

/** One bigint and two integers are different key spaces. */
function keyOf(args: readonly (string | null)[]): string | null {
  return args.includes(null) ? null : args.join(',');
}

function levelOf(session: Session, ofTransaction: boolean): number | null {
  return ofTransaction ? session.transaction.savepoints.length : null;
}

/** The statement's signal, which lock_timeout aborts as well. */
function lockTimeout(
  session: Session,
  signal: AbortSignal,
): { readonly signal: AbortSignal; readonly end: () => void } {
  const timeoutMs = session.settings.integer('lock_timeout');
  if (timeoutMs === 0) return { signal, end: () => undefined };
  const late = new AbortController();
  const timer = setTimeout(
    () => late.abort(new GatewayError('55P03', 'canceling statement due to lock timeout')),
    timeoutMs,
  );
  return { signal: AbortSignal.any([signal, late.signal]), end: () => clearTimeout(timer) };
}
