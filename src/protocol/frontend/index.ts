import type { SingleByteTable } from '../../encoding/single-byte.ts';
import { GatewayError } from '../../errors/gateway-error.ts';
import { Reader } from '../reader.ts';
import { checkType } from './limits.ts';
import type { Awaiting } from './limits.ts';
import { decodePasswordMessage } from './password-message.ts';
import type { PasswordMessage } from './password-message.ts';
import { ordinaryKind } from './registry.ts';
import type { OrdinaryMessage } from './registry.ts';
import { decodeSASLInitialResponse } from './sasl-initial-response.ts';
import type { SASLInitialResponse } from './sasl-initial-response.ts';
import { decodeSASLResponse } from './sasl-response.ts';
import type { SASLResponse } from './sasl-response.ts';
import { decodeStartupPacket } from './startup-packet.ts';
import type { StartupPacket } from './startup-packet.ts';

export type { Bind } from './bind.ts';
export type { CancelRequest } from './cancel-request.ts';
export type { Close } from './close.ts';
export type { Describe } from './describe.ts';
export type { Execute } from './execute.ts';
export type { FunctionCall } from './function-call.ts';
export type { Parse } from './parse.ts';
export type { Query } from './query.ts';
export type { StartupMessage } from './startup-message.ts';
export type { Awaiting, OrdinaryMessage, PasswordMessage, SASLInitialResponse, SASLResponse, StartupPacket };

/** Answers to an authentication request. */
export type AuthenticationMessage = PasswordMessage | SASLInitialResponse | SASLResponse;

export type FrontendMessage = StartupPacket | AuthenticationMessage | OrdinaryMessage;

/** The messages that can come in a given state. */
export interface AwaitedMessages {
  readonly startup: StartupPacket;
  readonly password: PasswordMessage;
  readonly 'sasl-initial': SASLInitialResponse;
  readonly sasl: SASLResponse;
  readonly 'bearer-initial': SASLInitialResponse;
  readonly bearer: SASLResponse;
  readonly ordinary: OrdinaryMessage;
}

function decodeContents(type: number, reader: Reader, awaiting: Awaiting): FrontendMessage {
  if (awaiting === 'startup') return decodeStartupPacket(reader);
  checkType(awaiting, type);
  switch (awaiting) {
    case 'password':
      return decodePasswordMessage(reader);
    case 'sasl-initial':
    case 'bearer-initial':
      return decodeSASLInitialResponse(reader);
    case 'sasl':
    case 'bearer':
      return decodeSASLResponse(reader);
    case 'ordinary':
      return ordinaryKind(type).decode(reader);
  }
}

/**
 * Reads one frame as the message it is in the state `awaiting`. Views in it live as long as `body`. `encoding` is that of
 * the client's text; null for UTF-8, which it is until the client is authenticated.
 *
 * Errors are GatewayErrors. Until the client is authenticated they are all FATAL; afterwards a malformed body is an
 * ERROR, since the frame's end is known, and only an unknown type byte is FATAL.
 */
export function decodeFrontend<State extends Awaiting>(
  type: number,
  body: Uint8Array,
  awaiting: State,
  encoding?: SingleByteTable | null,
): AwaitedMessages[State];
export function decodeFrontend(
  type: number,
  body: Uint8Array,
  awaiting: Awaiting,
  encoding: SingleByteTable | null = null,
): FrontendMessage {
  const reader = new Reader(body, encoding);
  try {
    const message = decodeContents(type, reader, awaiting);
    reader.end();
    return message;
  } catch (error) {
    if (awaiting === 'ordinary' || !(error instanceof GatewayError)) throw error;
    throw error.with({ severity: 'FATAL' });
  }
}
