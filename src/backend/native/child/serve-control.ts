import type { OpenConnection } from '../session/open-session.ts';
import type { CancelReply, CancelRequest } from './messages.ts';
import type { BlockingPipe } from './pipe.ts';

/** Serves requests to cancel until the gateway goes. */
export function serveControl(pipe: BlockingPipe, connection: OpenConnection): void {
  for (;;) {
    const request = pipe.read() as CancelRequest | null;
    if (request === null) return;
    pipe.write({ failed: cancel(connection, request.cancel) } satisfies CancelReply);
  }
}

function cancel(connection: OpenConnection, job: string): string | null {
  try {
    connection.cancel(job);
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
