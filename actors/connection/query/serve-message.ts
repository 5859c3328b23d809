import { GatewayError } from '../../../src/errors/gateway-error.ts';
import type { OrdinaryMessage } from '../../../src/protocol/index.ts';
import type { Session } from '../session.ts';
import { onBind } from './bind.ts';
import { onClose } from './close.ts';
import { onDescribe } from './describe.ts';
import { onExecute } from './execute.ts';
import { onParse } from './parse.ts';
import { onQuery } from './simple-query.ts';
import { onSync } from './sync.ts';

/**
 * Serves one message of an authenticated client; ReadyForQuery is the caller's. In this tick where possible.
 *
 * @param syncFollows whether the next message is known to be Sync: then an Execute may be a transaction of its own
 */
export function serveMessage(
  session: Session,
  message: OrdinaryMessage,
  syncFollows: boolean,
): void | Promise<void> {
  switch (message.type) {
    case 'Query':
      return onQuery(session, message);
    case 'Parse':
      return onParse(session, message);
    case 'Bind':
      return onBind(session, message);
    case 'Describe':
      return onDescribe(session, message);
    case 'Execute':
      return onExecute(session, message, syncFollows);
    case 'Close':
      return onClose(session, message);
    case 'Flush':
      return session.outbox.flush();
    case 'Sync':
      return onSync(session);
    case 'FunctionCall':
      throw new GatewayError('0A000', 'function calls of the fast path are not supported');
    case 'CopyData':
    case 'CopyDone':
    case 'CopyFail':
      // As PostgreSQL: left over from a COPY that failed, they are ignored (manual 55.2.6).
      return undefined;
    case 'Terminate':
      // The connection has ended before.
      return undefined;
  }
}
