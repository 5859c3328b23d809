import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Administration } from './administration.ts';

/** What a route answers: a status and JSON, or nothing when it has answered itself. */
export type Answer = { readonly status: number; readonly body: object } | null;

export interface Route {
  readonly method: 'GET' | 'POST' | 'PUT';
  /** Groups are given to `answer`. */
  readonly path: RegExp;
  /** As `/` lists it. */
  readonly shown: string;
  readonly about: string;
  /** For probes and the inspector's page, which have no token: it must tell nothing but that. */
  readonly open?: boolean;
  answer(
    gateway: Administration,
    groups: readonly string[],
    request: IncomingMessage,
    response: ServerResponse,
  ): Answer | Promise<Answer>;
}
