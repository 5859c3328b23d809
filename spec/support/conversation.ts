import { createActor, type ActorRefFrom } from 'xstate';
import { Connection, type Wire } from '../../actors/connection/connection.ts';
import { LastingStatements } from '../../actors/connection/lasting-statements.ts';
import { connectionMachine } from '../../actors/connection/machine.ts';
import type { Services } from '../../actors/connection/services.ts';
import { decodeBackend, splitMessages, type BackendMessage } from '../../src/protocol/index.ts';
import * as client from './frontend.ts';

/** A client and a Connection without a socket between them. */
export class Conversation {
  readonly connection: Connection;
  readonly actor: ActorRefFrom<typeof connectionMachine>;
  ended = false;
  #received: Uint8Array[] = [];

  constructor(services: Services) {
    const wire: Wire = {
      write: (bytes) => this.#received.push(bytes),
      drained: () => Promise.resolve(),
      keepAlive: () => undefined,
      addresses: null,
      securable: false,
      secure: () => Promise.reject(new Error('there is no TLS here')),
      encryption: null,
      resume: () => undefined,
      end: () => {
        this.ended = true;
      },
    };
    this.connection = new Connection('conn-1', services, wire, new LastingStatements());
    this.actor = createActor(connectionMachine, {
      input: { connection: this.connection, authTimeoutMs: services.limits.authTimeoutMs },
    });
    this.connection.attach(this.actor);
    this.actor.start();
  }

  /** Sends bytes and waits until the connection has served them. */
  async send(...parts: readonly Uint8Array[]): Promise<BackendMessage[]> {
    await this.connection.receive(Buffer.concat(parts));
    return this.take();
  }

  /** What has come since the last call. */
  take(): BackendMessage[] {
    const bytes = Buffer.concat(this.#received);
    this.#received = [];
    return Array.from(splitMessages(bytes), ({ type, body }) => decodeBackend(type, body));
  }

  /** Takes single bytes: the answer to SSLRequest is no message. */
  takeRaw(): Buffer {
    const bytes = Buffer.concat(this.#received);
    this.#received = [];
    return bytes;
  }

  login(parameters: Record<string, string> = {}): Promise<BackendMessage[]> {
    return this.send(client.startup({ user: '_SYSTEM', database: 'USER', ...parameters }));
  }

  async close(): Promise<void> {
    await this.connection.disconnected();
    this.actor.stop();
  }
}

/** A short form of messages for expectations: `DataRow 7`, `CommandComplete SELECT 1`, `ErrorResponse 22012`. */
export function brief(messages: readonly BackendMessage[]): string[] {
  return messages.map((message) => {
    switch (message.type) {
      case 'DataRow':
        return `DataRow ${message.values.map((value) => (value === null ? 'NULL' : Buffer.from(value).toString())).join(',')}`;
      case 'CommandComplete':
        return `CommandComplete ${message.tag}`;
      case 'ErrorResponse':
      case 'NoticeResponse':
        return `${message.type} ${message.fields.sqlstate}`;
      case 'ReadyForQuery':
        return `ReadyForQuery ${message.status}`;
      case 'ParameterStatus':
        return `ParameterStatus ${message.name}=${message.value}`;
      default:
        return message.type;
    }
  });
}
