import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { decodeBackend, type BackendMessage } from '../../../src/protocol/index.ts';

/** Milliseconds without an answer after which the server is called silent. */
const PATIENCE_MS = 20_000;

/** A socket that gives single bytes or messages: `closed` when the server has ended it, `silent` when nothing comes. */
export class Link {
  readonly #socket: Socket;
  #bytes: Buffer = Buffer.alloc(0);
  #closed = false;
  #wake: (() => void) | null = null;

  private constructor(socket: Socket) {
    this.#socket = socket;
    socket.setNoDelay(true);
    socket.on('data', (chunk) => {
      this.#bytes = Buffer.concat([this.#bytes, chunk]);
      this.#wake?.();
    });
    socket.on('error', () => this.#end());
    socket.on('close', () => this.#end());
  }

  static async open(host: string, port: number): Promise<Link> {
    const socket = connect(port, host);
    await once(socket, 'connect');
    return new Link(socket);
  }

  send(bytes: Uint8Array): void {
    if (!this.#closed) this.#socket.write(bytes);
  }

  async byte(): Promise<string> {
    const failure = await this.#have(() => 1);
    if (failure !== null) return failure;
    const byte = this.#bytes.toString('latin1', 0, 1);
    this.#bytes = this.#bytes.subarray(1);
    return byte;
  }

  async next(): Promise<BackendMessage | 'closed' | 'silent'> {
    const failure = await this.#have((bytes) => (bytes.length < 5 ? 5 : 1 + bytes.readInt32BE(1)));
    if (failure !== null) return failure;
    const end = 1 + this.#bytes.readInt32BE(1);
    const message = decodeBackend(this.#bytes.readUInt8(), this.#bytes.subarray(5, end));
    this.#bytes = this.#bytes.subarray(end);
    return message;
  }

  destroy(): void {
    this.#socket.destroy();
  }

  #end(): void {
    this.#closed = true;
    this.#wake?.();
  }

  /** Waits until so many bytes are there. */
  async #have(needed: (bytes: Buffer) => number): Promise<'closed' | 'silent' | null> {
    while (this.#bytes.length < needed(this.#bytes)) {
      if (this.#closed) return 'closed';
      const { promise, resolve } = Promise.withResolvers<boolean>();
      const timer = setTimeout(() => resolve(false), PATIENCE_MS);
      this.#wake = () => resolve(true);
      const woken = await promise;
      clearTimeout(timer);
      if (!woken) return 'silent';
    }
    return null;
  }
}
