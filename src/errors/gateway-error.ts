import type { Sqlstate } from './sqlstate.ts';

/** The fields of an ErrorResponse or NoticeResponse (PostgreSQL manual 55.8). */
export interface ErrorFields {
  readonly severity: 'ERROR' | 'FATAL' | 'PANIC' | 'WARNING' | 'NOTICE' | 'DEBUG' | 'INFO' | 'LOG';
  readonly sqlstate: string;
  readonly message: string;
  readonly detail?: string | undefined;
  readonly hint?: string | undefined;
  /** 1-based character position in the client's statement. */
  readonly position?: number | undefined;
  /** The same in `internalQuery`, a statement that the client has not sent itself. */
  readonly internalPosition?: number | undefined;
  readonly internalQuery?: string | undefined;
  readonly where?: string | undefined;
  readonly schema?: string | undefined;
  readonly table?: string | undefined;
  readonly column?: string | undefined;
  readonly dataType?: string | undefined;
  readonly constraint?: string | undefined;
}

/** What may be said beside SQLSTATE and message. */
export type ErrorDetails = Partial<Omit<ErrorFields, 'sqlstate' | 'message'>>;

/**
 * Any error a client may be told of. Its message is PostgreSQL's wording and never holds secrets; internal causes go
 * into `cause`, which only logs see.
 */
export class GatewayError extends Error {
  override readonly name = 'GatewayError';
  readonly fields: ErrorFields;

  constructor(
    sqlstate: Sqlstate | (string & {}),
    message: string,
    details: ErrorDetails = {},
    options?: ErrorOptions,
  ) {
    const depth = Error.stackTraceLimit;
    // Where an answer to a client was made is nobody's question, and a trace of the translators' recursion costs as much as
    // what they do. A defect's trace is that of its cause, or wanted.
    if (sqlstate !== 'XX000') Error.stackTraceLimit = 0;
    super(message, options);
    Error.stackTraceLimit = depth;
    this.fields = { severity: 'ERROR', ...details, sqlstate, message };
  }

  get sqlstate(): string {
    return this.fields.sqlstate;
  }

  /** FATAL and PANIC end the session. */
  get fatal(): boolean {
    return this.fields.severity === 'FATAL' || this.fields.severity === 'PANIC';
  }

  /** Rebuilds an error that crossed a thread or process as data. */
  static fromFields(fields: ErrorFields): GatewayError {
    const { sqlstate, message, ...details } = fields;
    return new GatewayError(sqlstate, message, details);
  }

  /** The same error with more said about it, for callers that know what the thrower could not. */
  with(details: ErrorDetails): GatewayError {
    const { sqlstate, message, ...own } = this.fields;
    return new GatewayError(sqlstate, message, { ...own, ...details }, { cause: this.cause });
  }

  /** The same error in a longer text: its position counts from that text's beginning. */
  shifted(offset: number): GatewayError {
    const { position } = this.fields;
    return position === undefined || offset === 0 ? this : this.with({ position: position + offset });
  }
}

/** Any thrown thing as a GatewayError; what is not one becomes XX000 without its text, which stays in `cause`. */
export function asGatewayError(thrown: unknown): GatewayError {
  if (thrown instanceof GatewayError) return thrown;
  return new GatewayError('XX000', 'internal error of the gateway', {}, { cause: thrown });
}
