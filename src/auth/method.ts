import { GatewayError } from '../errors/gateway-error.ts';
import type { Encryption } from '../session/encryption.ts';

/** What the client is asked for; src/protocol has a message for each. */
export type Challenge =
  | { readonly ask: 'cleartext-password' }
  | { readonly ask: 'md5-password'; readonly salt: Uint8Array }
  /** `token`: the answer may be as long as a bearer token. */
  | { readonly ask: 'sasl'; readonly mechanisms: readonly string[]; readonly token?: boolean }
  | { readonly ask: 'sasl-continue'; readonly data: Uint8Array; readonly token?: boolean };

/** What the client answered. */
export type Answer =
  | { readonly type: 'password'; readonly password: string }
  | { readonly type: 'sasl-initial'; readonly mechanism: string; readonly data: Uint8Array | null }
  | { readonly type: 'sasl'; readonly data: Uint8Array };

/**
 * One step of an exchange: ask more, let the client in (with the last SASL message, if any), or end it without that the
 * client has tried anything.
 */
export type Step =
  | { readonly kind: 'challenge'; readonly challenge: Challenge }
  | {
      readonly kind: 'accept';
      readonly saslFinal: Uint8Array | null;
      /** The session works with the client's own account in the backend. */
      readonly ownAccount?: true;
    }
  | { readonly kind: 'refuse'; readonly error: GatewayError };

/** One client's authentication, step by step: pure data, no sockets. Failure is a thrown FATAL GatewayError. */
export interface Exchange {
  start(): Step;
  answer(answer: Answer): Promise<Step>;
}

/** An authentication method (manual chapter 21). */
export interface AuthMethod {
  readonly name: string;
  /** `encryption` is the TLS of the client's connection, if it has any. */
  begin(user: string, encryption: Encryption | null): Exchange;
}

/** The one answer to every failed password, whatever the reason: it must not tell whether the user exists. */
export function passwordFailed(user: string): GatewayError {
  return new GatewayError('28P01', `password authentication failed for user "${user}"`, {
    severity: 'FATAL',
  });
}

/** The client answered with a message that does not belong here. */
export function unexpectedAnswer(): GatewayError {
  return new GatewayError('08P01', 'unexpected authentication response', { severity: 'FATAL' });
}
