import { createRegistry, type RegistryOptions } from '../../../types/index.ts';
import { LaneHost } from '../../lane/lane-host.ts';
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
  const session = new LaneSession(connection.session, interrupts.interrupted);
  const host = new LaneHost(
    session,
    createRegistry(types),
    { post: (message) => pipe.write(message) },
    interrupts.interrupted,
  );
  for (;;) {
    const message = pipe.read() as ToLane | null;
    if (message === null) return;
    if ('request' in message) {
      interrupts.current = message.id;
      prepareFor(message.request, session, connection);
    }
    void host.receive(message);
    // A host that waits for credit or data goes on when the next message is there; everything else is done by then.
    await new Promise(setImmediate);
  }
}

function prepareFor(request: LaneRequest, session: LaneSession, connection: OpenConnection): void {
  if (request.ask !== 'execute' && request.ask !== 'copyIn') return;
  const { lockTimeoutMs } = request.ask === 'execute' ? request.execution : request.copy;
  session.lockTimeoutMs = lockTimeoutMs;
  const { plan } = request.plan;
  // A plan that is new may have been made because a table has changed.
  if (plan !== null) for (const sql of statementsOf(plan)) connection.forget(sql);
}
