import { GatewayError } from '../../../errors/gateway-error.ts';
import { IrisError } from '../../iris-session.ts';
import { LostLane } from '../../lost-lane.ts';

/** What the driver's messages about a broken link begin with (iris-driver.md section 5.4). */
const LINK = '<COMMUNICATION';

/** A message that could not be sent, or not to its end, is none for the server: each begins with its length. */
const NOT_SENT = 'Failed to send message';

/** Whether the driver says that the connection is of no use any more. */
export function isLinkError(error: unknown): boolean {
  return error instanceof Error && error.message.startsWith(LINK);
}

/**
 * The error for what the driver has thrown: a lost link is 08006; anything else was thrown by the server in ObjectScript,
 * which is SQLCODE -400. The driver cuts such messages at the first character that is not ASCII.
 */
export function fromDriver(error: unknown): Error {
  if (error instanceof GatewayError || error instanceof IrisError) return error;
  if (isLinkError(error)) {
    return new LostLane(!(error as Error).message.includes(NOT_SENT), error);
  }
  return new IrisError(-400, error instanceof Error ? error.message : String(error));
}

/** What a refused login means: the driver tells only by its text (iris-driver.md section 3.2). */
export function fromLogin(
  error: unknown,
  { host, port, ns }: { host: string; port: number; ns: string },
): GatewayError {
  const message = error instanceof Error ? error.message : String(error);
  if (/access denied/i.test(message)) {
    return new GatewayError('28P01', 'IRIS refuses the user name or password', {}, { cause: error });
  }
  if (/licen[sc]e/i.test(message)) {
    return new GatewayError(
      '53300',
      'IRIS allows no further connection: its licence is used up',
      {},
      { cause: error },
    );
  }
  if (/namespace/i.test(message)) {
    return new GatewayError('3D000', `IRIS has no namespace "${ns}"`, {}, { cause: error });
  }
  return new GatewayError('08001', `Cannot connect to IRIS at ${host}:${port}`, {}, { cause: error });
}
