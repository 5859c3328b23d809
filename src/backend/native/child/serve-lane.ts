import { createRegistry, type RegistryOptions } from '../../../types/index.ts';
import { LaneHost, type LaneLink } from '../../lane/lane-host.ts';
import type { LaneRequest, ToLane } from '../../lane/messages.ts';
import { LaneSession } from '../session/lane-session.ts';
import type { OpenConnection } from '../session/open-session.ts';
import { CONTROL_DESCRIPTOR } from './messages.ts';
import { InterruptReader } from './interrupt-file.ts';
import type { BlockingPipe } from './pipe.ts';
import { statementsOf } from './statements-of-plan.ts';

/** Serves the requests of a lane until the gateway goes. */
export async function serveLane(
  pipe: BlockingPipe,
  connection: OpenConnection,
  types: RegistryOptions,
): Promise<void> {
  const interrupts = new InterruptReader(CONTROL_DESCRIPTOR);
  const session = new LaneSession(connection.session, interrupts.interrupted, connection.link);
  const link: LaneLink = {
    post: (message) => pipe.write(message),
    next: () => {
      const message = pipe.read() as ToLane | null;
      if (message !== null && 'request' in message) {
        interrupts.current = message.id;
        prepareFor(message.request, session, connection);
      }
      return message;
    },
  };
  await new LaneHost(session, createRegistry(types), link, interrupts.interrupted).serve();
}

function prepareFor(request: LaneRequest, session: LaneSession, connection: OpenConnection): void {
  session.nextRequest();
  if (request.ask !== 'execute' && request.ask !== 'copyIn') return;
  const { lockTimeoutMs } = request.ask === 'execute' ? request.execution : request.copy;
  session.lockTimeoutMs = lockTimeoutMs;
  const { plan } = request.plan;
  // A plan that is new may have been made because a table has changed.
  if (plan !== null) for (const sql of statementsOf(plan)) connection.forget(sql);
}
