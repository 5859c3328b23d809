import type { ErrorFields } from '../../../errors/gateway-error.ts';
import type { RegistryOptions } from '../../../types/index.ts';
import type { ConnectionFacts, ConnectionOptions } from '../options.ts';

/** The first message to a child: credentials never stand in arguments or the environment, which others can read. */
export type ChildTask =
  | { readonly serve: 'lane'; readonly connection: ConnectionOptions; readonly types: RegistryOptions }
  /** A control connection: tells of the server, and cancels what lanes run. */
  | { readonly serve: 'control'; readonly connection: ConnectionOptions };

/** The first message from it. */
export type ChildOpened =
  | { readonly opened: ConnectionFacts }
  /** `reason` is for the log. */
  | { readonly refused: ErrorFields; readonly reason: string };

/** What a control child is asked: the $JOB whose statement is to end. */
export interface CancelRequest {
  readonly cancel: string;
}

/** Its answer; `failed` tells why the server did not take the request. */
export interface CancelReply {
  readonly failed: string | null;
}

/** Descriptors of a child, behind standard input, output and error. */
export const PIPE_DESCRIPTOR = 3;
export const CONTROL_DESCRIPTOR = 4;
