import type { Socket } from 'node:net';
import type { Wire } from '../../actors/connection/connection.ts';

/** How long a client may take to read the last bytes before its socket is cut, in milliseconds. */
const LINGER_MS = 5000;

/** A connection's view of its socket. */
export class SocketWire implements Wire {
  readonly #socket: Socket;

  constructor(socket: Socket) {
    this.#socket = socket;
  }

  write(bytes: Uint8Array): void {
    if (this.#socket.writable) this.#socket.write(bytes);
  }

  drained(): Promise<void> | null {
    const socket = this.#socket;
    if (!socket.writableNeedDrain || socket.destroyed) return null;
    return new Promise((resolve) => {
      const done = (): void => {
        socket.off('drain', done);
        socket.off('close', done);
        resolve();
      };
      socket.on('drain', done);
      socket.on('close', done);
    });
  }

  resume(): void {
    if (this.#socket.isPaused()) this.#socket.resume();
  }

  end(): void {
    const socket = this.#socket;
    socket.end();
    const timer = setTimeout(() => socket.destroy(), LINGER_MS);
    timer.unref();
    socket.once('close', () => clearTimeout(timer));
  }
}
