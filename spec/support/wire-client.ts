import { Buffer } from 'node:buffer';
import { once } from 'node:events';
import { connect as openSocket } from 'node:net';
import type { Socket } from 'node:net';
import { decodeBackend, splitMessages } from '../../src/protocol/index.ts';
import type { BackendMessage, FormatCode } from '../../src/protocol/index.ts';
import * as frontend from './frontend.ts';
import { ClientLogin } from './wire-login.ts';

type Of<Type extends BackendMessage['type']> = Extract<BackendMessage, { type: Type }>;

export interface ConnectOptions {
  readonly host: string;
  readonly port: number;
  readonly user?: string;
  readonly database?: string;
  readonly password?: string;
  /** Further startup parameters, e.g. TimeZone. */
  readonly parameters?: Readonly<Record<string, string>>;
  /** Milliseconds without a message of the server before a read fails; 10 s by default. */
  readonly timeoutMs?: number;
}

export interface ExtendedOptions {
  /** Parameter types for Parse; 0 or absent: the server infers. */
  readonly types?: readonly number[];
  readonly formats?: readonly FormatCode[];
  readonly resultFormats?: readonly FormatCode[];
  /** Ask for Describe of the statement and of the portal. */
  readonly describe?: boolean;
  /** Execute's row limit: Execute is repeated while the portal is suspended. */
  readonly limit?: number;
}

/** The server ended the link, or was silent for too long, while an answer was awaited. */
export class LinkError extends Error {
  override readonly name = 'LinkError';
}

/** A failed login; `response` is what the server said. */
export class LoginError extends Error {
  override readonly name = 'LoginError';
  readonly response: Of<'ErrorResponse'>;

  constructor(response: Of<'ErrorResponse'>) {
    super(`${response.fields.sqlstate} ${response.fields.message}`);
    this.response = response;
  }
}

/** Bytes at the start that are whole messages. */
function completeLength(bytes: Buffer): number {
  let end = 0;
  while (end + 5 <= bytes.length) {
    const next = end + 1 + bytes.readInt32BE(end + 1);
    if (next > bytes.length) break;
    end = next;
  }
  return end;
}

/**
 * A PostgreSQL client for specs: it hides nothing and interprets nothing. Answers are the decoded messages in their
 * order. One call at a time.
 */
export class WireClient {
  /** ParameterStatus values as they are now. */
  readonly parameters = new Map<string, string>();
  processId = 0;
  secretKey: Uint8Array = new Uint8Array();
  readonly #socket: Socket;
  readonly #timeoutMs: number;
  /** Of the message that has not come as a whole. */
  #partial: Buffer[] = [];
  #partialBytes = 0;
  readonly #received: BackendMessage[] = [];
  #taken = 0;
  #failure: Error | null = null;
  #waiter: { resolve(): void; reject(reason: Error): void } | null = null;

  private constructor(socket: Socket, timeoutMs: number) {
    this.#socket = socket;
    this.#timeoutMs = timeoutMs;
    socket.setNoDelay(true);
    socket.on('data', (chunk) => this.#receive(chunk));
    socket.on('error', (error) => this.#fail(new LinkError(`connection failed: ${error.message}`)));
    socket.on('close', () => this.#fail(new LinkError('connection closed by the server')));
  }

  /** Opens the socket only: for specs that send their own bytes. */
  static async open(options: Pick<ConnectOptions, 'host' | 'port' | 'timeoutMs'>): Promise<WireClient> {
    const socket = openSocket(options.port, options.host);
    await once(socket, 'connect');
    return new WireClient(socket, options.timeoutMs ?? 10_000);
  }

  /** Logs in with whatever method the server asks for and waits for ReadyForQuery. */
  static async connect(options: ConnectOptions): Promise<WireClient> {
    const client = await WireClient.open(options);
    const user = options.user ?? '_SYSTEM';
    client.send(frontend.startup({ user, database: options.database ?? 'USER', ...options.parameters }));
    const login = new ClientLogin(user, options.password ?? '');
    for (;;) {
      const message = await client.next();
      if (message.type === 'ErrorResponse') {
        client.destroy();
        throw new LoginError(message);
      }
      if (message.type === 'ReadyForQuery') return client;
      if (message.type === 'BackendKeyData') {
        client.processId = message.processId;
        client.secretKey = message.secretKey;
      }
      const answer = login.answer(message);
      if (answer) client.send(answer);
    }
  }

  send(...messages: Uint8Array[]): void {
    this.#socket.write(messages.length === 1 ? (messages[0] ?? Buffer.alloc(0)) : Buffer.concat(messages));
  }

  /** The next message, in order. */
  async next(): Promise<BackendMessage> {
    while (this.#taken === this.#received.length) await this.#wait();
    const message = this.#received[this.#taken];
    this.#taken += 1;
    if (this.#taken === this.#received.length) {
      this.#received.length = 0;
      this.#taken = 0;
    }
    if (!message) throw new LinkError('no message');
    return message;
  }

  /** Messages up to and including the first of the type. */
  async readUntil(type: BackendMessage['type']): Promise<BackendMessage[]> {
    const messages: BackendMessage[] = [];
    for (;;) {
      const message = await this.next();
      messages.push(message);
      if (message.type === type) return messages;
    }
  }

  /** One Query; all messages up to ReadyForQuery. */
  simple(sql: string): Promise<BackendMessage[]> {
    this.send(frontend.query(sql));
    return this.readUntil('ReadyForQuery');
  }

  /** Parse, Bind, Execute and Sync of the unnamed statement; all messages up to ReadyForQuery. */
  async extended(
    sql: string,
    values: readonly (Uint8Array | string | null)[] = [],
    options: ExtendedOptions = {},
  ): Promise<BackendMessage[]> {
    const limit = options.limit ?? 0;
    this.send(
      frontend.parse('', sql, options.types),
      ...(options.describe === true ? [frontend.describe('S', '')] : []),
      frontend.bind('', '', {
        values,
        ...(options.formats ? { parameterFormats: options.formats } : {}),
        ...(options.resultFormats ? { resultFormats: options.resultFormats } : {}),
      }),
      ...(options.describe === true ? [frontend.describe('P', '')] : []),
      frontend.execute('', limit),
      limit > 0 ? frontend.flush() : frontend.sync(),
    );
    return limit > 0 ? this.#drainPortal(limit) : this.readUntil('ReadyForQuery');
  }

  /** True once the link is gone. */
  get closed(): boolean {
    return this.#failure !== null;
  }

  /** Stops reading: what the server sends fills the socket's buffers. */
  pause(): void {
    this.#socket.pause();
  }

  resume(): void {
    this.#socket.resume();
  }

  /** Terminate, then waits for the server to close. */
  async close(): Promise<void> {
    if (this.closed) return;
    const closed = once(this.#socket, 'close');
    this.send(frontend.terminate());
    this.#socket.end();
    await closed;
  }

  /** Drops the link without a word, as a crashing client does. */
  destroy(): void {
    this.#socket.destroy();
  }

  async #drainPortal(limit: number): Promise<BackendMessage[]> {
    const messages: BackendMessage[] = [];
    for (;;) {
      const message = await this.next();
      messages.push(message);
      if (message.type === 'PortalSuspended') this.send(frontend.execute('', limit), frontend.flush());
      const ended =
        message.type === 'CommandComplete' ||
        message.type === 'ErrorResponse' ||
        message.type === 'EmptyQueryResponse';
      if (!ended) continue;
      this.send(frontend.sync());
      return [...messages, ...(await this.readUntil('ReadyForQuery'))];
    }
  }

  #receive(chunk: Buffer): void {
    this.#partial.push(chunk);
    this.#partialBytes += chunk.length;
    // Joined once they are a message: a large one comes in hundreds of chunks.
    if (this.#partialBytes < this.#awaited()) return;
    const bytes = this.#partial.length === 1 ? chunk : Buffer.concat(this.#partial);
    const end = completeLength(bytes);
    this.#partial = end < bytes.length ? [bytes.subarray(end)] : [];
    this.#partialBytes = bytes.length - end;
    if (end === 0) return;
    try {
      for (const { type, body } of splitMessages(bytes.subarray(0, end))) {
        const message = decodeBackend(type, body);
        if (message.type === 'ParameterStatus') this.parameters.set(message.name, message.value);
        this.#received.push(message);
      }
    } catch (error) {
      this.#fail(error instanceof Error ? error : new LinkError(String(error)));
      this.destroy();
      return;
    }
    this.#waiter?.resolve();
  }

  /** Bytes of the message that has begun to come; 5 while its length has not come. */
  #awaited(): number {
    const [first] = this.#partial;
    return first !== undefined && first.length >= 5 ? 1 + first.readInt32BE(1) : 5;
  }

  #fail(reason: Error): void {
    this.#failure ??= reason;
    this.#waiter?.reject(this.#failure);
  }

  async #wait(): Promise<void> {
    if (this.#failure) throw this.#failure;
    const { promise, resolve, reject } = Promise.withResolvers<undefined>();
    const timer = setTimeout(
      () => reject(new LinkError(`no answer within ${this.#timeoutMs} ms`)),
      this.#timeoutMs,
    );
    this.#waiter = { resolve: () => resolve(undefined), reject };
    try {
      await promise;
    } finally {
      clearTimeout(timer);
      this.#waiter = null;
    }
  }
}
