import assert from 'node:assert/strict';
import { GatewayError } from '../../src/errors/gateway-error.ts';

/** What a run came to: its value, or the refusal as text. Whatever is no proper refusal is thrown on. */
export type Outcome<T> = { readonly value: T } | { readonly refused: string };

/** Runs something that may refuse its input with an error a client can be told. */
export function civil<T>(run: () => T): Outcome<T> {
  try {
    return { value: run() };
  } catch (error) {
    if (!(error instanceof GatewayError)) throw error;
    assert.match(error.sqlstate, /^[0-9A-Z]{5}$/);
    // PostgreSQL's own jsonb_recv tells this one as an internal error.
    if (!error.message.startsWith('unsupported jsonb version')) assert.notEqual(error.sqlstate, 'XX000');
    return { refused: `${error.fields.severity} ${error.sqlstate} ${error.message}` };
  }
}
