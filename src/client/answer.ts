import type { ErrorFields } from '../errors/gateway-error.ts';
import type { TransactionStatus } from '../protocol/index.ts';

/** What a server answered up to ReadyForQuery. */
export interface Answer {
  /** DataRow messages, or rows of COPY TO. */
  readonly rows: number;
  /** Contents of all messages. */
  readonly bytes: number;
  /** The first error. */
  readonly error: ErrorFields | null;
  readonly status: TransactionStatus;
}

/** Rows as text, with the names of their columns. */
export interface Table {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (string | null)[])[];
}

/**
 * The link is gone, or could not be made. `sqlstate` is what the server said before it closed (57P01, 28P01 ...), else 08001
 * where no connection came about and 08006 where one was lost.
 */
export class LinkError extends Error {
  override readonly name = 'LinkError';
  readonly sqlstate: string;

  constructor(sqlstate: string, message: string, cause?: unknown) {
    super(message, { cause });
    this.sqlstate = sqlstate;
  }
}
