import { createServer, type AddressInfo, type BlockList, type Server, type Socket } from 'node:net';
import type { Gateway } from '../../actors/gateway/gateway.ts';
import type { Traffic } from '../diagnostics/telemetry/figures.ts';
import { isListed } from './address-list.ts';
import { SocketWire } from './socket-wire.ts';
import type { TlsHandshake } from './tls-handshake.ts';

/** What stands before the messages of a client. */
export interface ListenerOptions {
  /** For clients that ask for it; null declines. */
  readonly tls: TlsHandshake | null;
  /** Who must begin with a PROXY header; nobody else may. */
  readonly balancers: BlockList;
  /** Takes why a balancer's connection was closed: for the log. */
  readonly report: (error: unknown) => void;
}

/**
 * Accepts clients on one TCP address. The address is taken before the gateway is ready, so that one that cannot be used
 * is told at once; who connects in between waits unread until `serve`.
 */
export class Listener {
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  readonly #options: ListenerOptions;
  /** Bytes of sockets that are closed. */
  readonly #past = { received: 0, sent: 0 };
  #gateway: Gateway | null = null;

  constructor(options: ListenerOptions) {
    this.#options = options;
    this.#server = createServer({ noDelay: true, keepAlive: true, pauseOnConnect: true }, (socket) =>
      this.accept(socket, false),
    );
  }

  /** Takes a client that has connected. `refused`: it is told that there are too many. */
  accept(socket: Socket, refused: boolean): void {
    this.#sockets.add(socket);
    socket.once('close', () => this.#forget(socket));
    // A reset by the client is the end of its session, nothing more; 'close' follows.
    socket.on('error', () => socket.destroy());
    if (this.#gateway) serve(this.#gateway, socket, this.#options, refused);
  }

  /**
   * Starts to listen; the address says which port 0 became. Rejects with the socket's error (EADDRINUSE ...).
   *
   * @param backlog clients that the system may hold until they are accepted
   */
  listen(host: string, port: number, backlog: number): Promise<AddressInfo> {
    return new Promise((resolve, reject) => {
      this.#server.once('error', reject);
      this.#server.listen({ host, port, backlog }, () => {
        this.#server.off('error', reject);
        resolve(this.#server.address() as AddressInfo);
      });
    });
  }

  /** From now on clients are served, those who wait first. */
  serve(gateway: Gateway): void {
    this.#gateway = gateway;
    for (const socket of this.#sockets) serve(gateway, socket, this.#options, false);
  }

  /** Bytes of all clients since the start, as they went over the network. */
  get traffic(): Traffic {
    let { received, sent } = this.#past;
    for (const socket of this.#sockets) {
      received += socket.bytesRead;
      sent += socket.bytesWritten;
    }
    return { received, sent };
  }

  #forget(socket: Socket): void {
    this.#sockets.delete(socket);
    this.#past.received += socket.bytesRead;
    this.#past.sent += socket.bytesWritten;
  }

  /** No new clients; the present ones stay. */
  stopAccepting(): void {
    this.#server.close();
  }

  /** Cuts what is still connected. */
  close(): void {
    this.stopAccepting();
    for (const socket of this.#sockets) socket.destroy();
  }
}

/** Reading stops while this many bytes wait for a connection that is busy. */
const BACKLOG_BYTES = 256 * 1024;

function serve(
  gateway: Gateway,
  socket: Socket,
  { tls, balancers, report }: ListenerOptions,
  refused: boolean,
): void {
  const wire: SocketWire = new SocketWire(socket, tls, (chunk) => {
    const working = connection.receive(chunk);
    if (working) void working.then(() => wire.resume());
    else if (connection.backlog > BACKLOG_BYTES) wire.pause();
  });
  const connection = gateway.open(wire, refused);
  socket.once('close', () => void gateway.closed(connection));
  const behindBalancer = socket.remoteAddress !== undefined && isListed(balancers, socket.remoteAddress);
  if (behindBalancer) wire.readBehindBalancer().catch(report);
  else wire.read();
}
