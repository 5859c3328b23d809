import { Buffer } from 'node:buffer';
import type { Socket } from 'node:net';
import { GatewayError, type ErrorFields } from '../errors/gateway-error.ts';
import { decodeBackend, type BackendMessage, type TransactionStatus } from '../protocol/index.ts';
import { LinkError, type Answer, type Table } from './answer.ts';
import { Login, type Credentials } from './credentials.ts';
import { query, startup, terminate } from './frontend-messages.ts';
import { MessageCutter } from './message-cutter.ts';
import { openSocket } from './open-socket.ts';
import type { ServerAddress } from './server-address.ts';

/** Types of messages that an exchange looks at; all others are only counted. */
const DATA_ROW = 'D'.charCodeAt(0);
const COPY_DATA = 'd'.charCodeAt(0);
const ERROR_RESPONSE = 'E'.charCodeAt(0);
const READY_FOR_QUERY = 'Z'.charCodeAt(0);

interface Exchange {
  rows: number;
  bytes: number;
  error: ErrorFields | null;
  /** All messages, where somebody wants them. */
  readonly messages: BackendMessage[] | null;
  resolve(answer: Answer): void;
  reject(error: Error): void;
}

/**
 * One session with a server. It does as little as possible with what comes, because it measures: rows are counted, not read.
 * One exchange at a time.
 */
export class ClientConnection {
  readonly #socket: Socket;
  readonly #parameters = new Map<string, string>();
  /** What the server said last before the link was lost. */
  #lastError: ErrorFields | null = null;
  #failure: LinkError | null = null;
  #exchange: Exchange | null = null;
  #onLost: ((error: LinkError) => void) | null = null;
  #closing = false;

  private constructor(socket: Socket) {
    this.#socket = socket;
  }

  /** Connects and logs in. @throws LinkError */
  static async open(
    address: ServerAddress,
    credentials: Credentials,
    parameters: Readonly<Record<string, string>> = {},
  ): Promise<ClientConnection> {
    let socket: Socket;
    try {
      socket = await openSocket(address);
    } catch (error) {
      throw new LinkError(
        '08001',
        `cannot connect to ${address.host}:${address.port}: ${(error as Error).message}`,
        error,
      );
    }
    const connection = new ClientConnection(socket);
    try {
      await connection.#login(new Login(credentials), {
        user: address.user,
        database: address.database,
        ...parameters,
      });
    } catch (error) {
      connection.destroy();
      throw error instanceof LinkError ? error : new LinkError('08001', (error as Error).message, error);
    }
    return connection;
  }

  /** ParameterStatus values. */
  parameter(name: string): string | undefined {
    return this.#parameters.get(name);
  }

  /** Why no exchange is possible; null while it is. */
  get failure(): LinkError | null {
    return this.#failure;
  }

  /** Told when the link is lost between two exchanges. */
  onLost(listener: (error: LinkError) => void): void {
    this.#onLost = listener;
  }

  /** Sends messages that end in ReadyForQuery, and waits for it. Rejects with a LinkError only. */
  exchange(bytes: Uint8Array): Promise<Answer> {
    return this.#run(bytes, null);
  }

  /** One Query whose rows are wanted. @throws GatewayError for the server's error, LinkError */
  async table(sql: string): Promise<Table> {
    const messages: BackendMessage[] = [];
    const { error } = await this.#run(query(sql), messages);
    if (error) throw new GatewayError(error.sqlstate, error.message, error);
    const description = messages.find((message) => message.type === 'RowDescription');
    return {
      columns: description?.fields.map(({ name }) => name) ?? [],
      rows: messages.flatMap((message) =>
        message.type === 'DataRow'
          ? [message.values.map((value) => (value === null ? null : Buffer.from(value).toString()))]
          : [],
      ),
    };
  }

  /** Says goodbye. */
  close(): void {
    this.#closing = true;
    if (this.#failure) return;
    this.#socket.end(terminate());
    // A server that does not close is not waited for.
    const timer = setTimeout(() => this.#socket.destroy(), 2000);
    this.#socket.once('close', () => clearTimeout(timer));
  }

  destroy(): void {
    this.#closing = true;
    this.#socket.destroy();
  }

  #run(bytes: Uint8Array, messages: BackendMessage[] | null): Promise<Answer> {
    if (this.#failure) return Promise.reject(this.#failure);
    return new Promise((resolve, reject) => {
      this.#exchange = { rows: 0, bytes: 0, error: null, messages, resolve, reject };
      this.#socket.write(bytes);
    });
  }

  /** Resolves at the first ReadyForQuery. */
  #login(login: Login, parameters: Readonly<Record<string, string>>): Promise<void> {
    return new Promise((resolve, reject) => {
      let answering = Promise.resolve();
      let take = (message: BackendMessage): void => {
        if (message.type === 'ErrorResponse') {
          reject(new LinkError(message.fields.sqlstate, message.fields.message));
        } else if (message.type === 'ReadyForQuery') {
          take = () => undefined;
          this.#onLost = null;
          this.#serve = (type, body) => this.#inExchange(type, body);
          resolve();
        } else {
          answering = answering
            .then(() => login.answer(message))
            .then((bytes) => void (bytes && this.#socket.write(bytes)))
            .catch(reject);
        }
      };
      this.#serve = (type, body) => take(this.#decode(type, body));
      this.#onLost = reject;
      const cutter = new MessageCutter((type, body) => this.#serve(type, body));
      this.#socket.on('data', (chunk: Buffer) => {
        try {
          cutter.push(chunk);
        } catch (error) {
          this.#lose(error as Error);
          this.#socket.destroy();
        }
      });
      this.#socket.on('error', (error) => this.#lose(error));
      this.#socket.on('close', () => this.#lose(null));
      this.#socket.write(startup(parameters));
    });
  }

  #serve: (type: number, body: Uint8Array) => void = () => undefined;

  #decode(type: number, body: Uint8Array): BackendMessage {
    // The chunk's memory is used again.
    const message = decodeBackend(type, Uint8Array.from(body));
    if (message.type === 'ParameterStatus') this.#parameters.set(message.name, message.value);
    return message;
  }

  #inExchange(type: number, body: Uint8Array): void {
    const exchange = this.#exchange;
    if (exchange) exchange.bytes += body.length + 5;
    if (type === DATA_ROW || type === COPY_DATA) {
      if (!exchange) return;
      exchange.rows += 1;
      exchange.messages?.push(this.#decode(type, body));
    } else if (type === READY_FOR_QUERY) {
      this.#exchange = null;
      exchange?.resolve({
        rows: exchange.rows,
        bytes: exchange.bytes,
        error: exchange.error,
        status: String.fromCharCode(body[0] ?? 0) as TransactionStatus,
      });
    } else if (type === ERROR_RESPONSE) {
      const message = this.#decode(type, body);
      if (message.type !== 'ErrorResponse') return;
      if (exchange) exchange.error ??= message.fields;
      if (message.fields.severity !== 'ERROR') this.#lastError = message.fields;
    } else if (exchange?.messages) {
      exchange.messages.push(this.#decode(type, body));
    }
  }

  #lose(cause: Error | null): void {
    if (this.#failure) return;
    const said = this.#lastError;
    this.#failure = said
      ? new LinkError(said.sqlstate, said.message)
      : new LinkError(
          '08006',
          cause ? `connection lost: ${cause.message}` : 'connection closed by the server',
          cause,
        );
    const exchange = this.#exchange;
    this.#exchange = null;
    if (exchange) exchange.reject(this.#failure);
    else if (!this.#closing) this.#onLost?.(this.#failure);
  }
}
