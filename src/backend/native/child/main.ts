import { asGatewayError } from '../../../errors/gateway-error.ts';
import { openConnection, type OpenConnection } from '../session/open-session.ts';
import { type ChildOpened, type ChildTask, PIPE_DESCRIPTOR } from './messages.ts';
import { BlockingPipe } from './pipe.ts';
import { serveControl } from './serve-control.ts';
import { serveLane } from './serve-lane.ts';

// The entry of a child process around one connection to IRIS. The driver blocks, cannot be stopped inside a call and may
// crash on what it does not expect, so it has a process for itself (iris-driver.md section 0).

const pipe = new BlockingPipe(PIPE_DESCRIPTOR);

function open(task: ChildTask): OpenConnection | null {
  try {
    const connection = openConnection(task.connection);
    pipe.write({ opened: connection.facts } satisfies ChildOpened);
    return connection;
  } catch (error) {
    pipe.write({ refused: asGatewayError(error).fields, reason: reasonOf(error) } satisfies ChildOpened);
    return null;
  }
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? `${error.message}: ${error.cause.message}` : error.message;
}

const task = pipe.read() as ChildTask | null;
const connection = task === null ? null : open(task);
if (task !== null && connection !== null) {
  if (task.serve === 'lane') await serveLane(pipe, connection, task.types);
  else serveControl(pipe, connection);
  connection.close();
}
process.exit(0);
