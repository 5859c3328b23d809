import { GatewayError, type ErrorDetails } from '../errors/gateway-error.ts';
import { SQLSTATE } from '../errors/sqlstate.ts';

/**
 * The lane's connection to the backend is gone. Whether the backend has begun what it was asked decides if it may be asked
 * again on another lane: a statement that is lost in between may have been carried out.
 */
export class LostLane extends GatewayError {
  /** False only when nothing of the request can have reached the backend. */
  readonly started: boolean;

  constructor(started: boolean, cause?: unknown, details: ErrorDetails = {}) {
    super(SQLSTATE.connectionFailure, 'connection to the backend was lost', details, { cause });
    this.started = started;
  }
}
