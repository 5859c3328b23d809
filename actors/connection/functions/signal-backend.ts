import { GatewayError } from '../../../src/errors/gateway-error.ts';
import type { SessionSignal, SignalOutcome } from '../../../src/session/neighbours.ts';
import type { Services } from '../services.ts';
import type { GatewayFunction } from './function.ts';

/** pg_cancel_backend(pid) (manual 9.28.2). */
export const pgCancelBackend: GatewayFunction = (session, [pid]) => signal(session, pid, 'cancel');

/** pg_terminate_backend(pid [, timeout]). */
export const pgTerminateBackend: GatewayFunction = (session, [pid]) => signal(session, pid, 'terminate');

async function signal(
  session: Parameters<GatewayFunction>[0],
  pid: string | null | undefined,
  what: SessionSignal,
): Promise<string | null> {
  if (pid === null || pid === undefined) return null;
  switch (await outcomeOf(session.services, Number(pid), what, session.user)) {
    case 'sent':
      return 't';
    case 'unknown':
      session.warn('01000', `PID ${pid} is not a PostgreSQL backend process`);
      return 'f';
    case 'denied':
      throw new GatewayError('42501', 'permission denied to cancel query', {
        detail: 'Only sessions of the same user may be signalled.',
      });
  }
}

/** A session of this process hears at once, one of another through its neighbours. */
function outcomeOf(
  { cancels, neighbours }: Services,
  processId: number,
  what: SessionSignal,
  user: string,
): SignalOutcome | Promise<SignalOutcome> {
  const here = cancels.signal(processId, what, user);
  return here === 'unknown' && neighbours !== null ? neighbours.signal(processId, what, user) : here;
}
