import { GatewayError } from '../../../src/errors/gateway-error.ts';
import type { Signalled } from '../../../src/session/cancel-registry.ts';
import type { GatewayFunction } from './function.ts';

/** pg_cancel_backend(pid) (manual 9.28.2). */
export const pgCancelBackend: GatewayFunction = (session, [pid]) =>
  signal(session, pid, (other) => other.cancel());

/** pg_terminate_backend(pid [, timeout]). */
export const pgTerminateBackend: GatewayFunction = (session, [pid]) =>
  signal(session, pid, (other) => other.terminate());

function signal(
  session: Parameters<GatewayFunction>[0],
  pid: string | null | undefined,
  send: (other: Signalled) => void,
): string | null {
  if (pid === null || pid === undefined) return null;
  const other = session.services.cancels.find(Number(pid));
  if (!other) {
    session.warn('01000', `PID ${pid} is not a PostgreSQL backend process`);
    return 'f';
  }
  if (other.user !== session.user) {
    throw new GatewayError('42501', 'permission denied to cancel query', {
      detail: 'Only sessions of the same user may be signalled.',
    });
  }
  send(other);
  return 't';
}
