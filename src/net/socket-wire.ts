import type { Socket } from 'node:net';
import type { Wire } from '../../actors/connection/connection.ts';
import type { Addresses } from '../session/activity.ts';

/** How long a client may take to read the last bytes before its socket is cut, in milliseconds. */
const LINGER_MS = 5000;

/** A connection's view of its socket. */
export class SocketWire implements Wire {
  readonly #socket: Socket;
  /** As the listener has left it. */
  #keepAlive = 0;

  constructor(socket: Socket) {
    this.#socket = socket;
  }

  get addresses(): Addresses | null {
    const { remoteAddress, remotePort, localAddress, localPort } = this.#socket;
    if (
      remoteAddress === undefined ||
      remotePort === undefined ||
      localAddress === undefined ||
      localPort === undefined
    )
      return null;
    return {
      clientAddress: plainAddress(remoteAddress),
      clientPort: remotePort,
      serverAddress: plainAddress(localAddress),
      serverPort: localPort,
    };
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

  keepAlive(seconds: number): void {
    if (seconds === this.#keepAlive) return;
    this.#keepAlive = seconds;
    this.#socket.setKeepAlive(true, seconds * 1000);
  }

  end(): void {
    const socket = this.#socket;
    socket.end();
    const timer = setTimeout(() => socket.destroy(), LINGER_MS);
    timer.unref();
    socket.once('close', () => clearTimeout(timer));
  }
}

/** A client of IPv4 on a socket of both versions: `::ffff:127.0.0.1` is 127.0.0.1 to everybody. */
function plainAddress(address: string): string {
  return address.startsWith('::ffff:') && address.includes('.') ? address.slice('::ffff:'.length) : address;
}
