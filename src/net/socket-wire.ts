import type { Socket } from 'node:net';
import type { Wire } from '../../actors/connection/connection.ts';
import type { Addresses } from '../session/activity.ts';
import type { Encryption } from '../session/encryption.ts';
import { plainAddress } from './address-list.ts';
import { readProxyHeader } from './proxy-header.ts';
import type { TlsHandshake } from './tls-handshake.ts';

/** How long a client may take to read the last bytes before its socket is cut, in milliseconds. */
const LINGER_MS = 5000;

/** Content type of a TLS handshake record (RFC 8446 5.1); no startup packet begins with it, whose length is small. */
const TLS_HANDSHAKE = 0x16;

/** A connection's view of its socket. */
export class SocketWire implements Wire {
  readonly #tls: TlsHandshake | null;
  readonly #receive: (chunk: Buffer) => void;
  #socket: Socket;
  #handshaking = false;
  #encryption: Encryption | null = null;
  /** As a balancer tells them. */
  #told: Addresses | null = null;
  /** As the listener has left it. */
  #keepAlive = 0;

  /** `tls`: what can be put on the socket; `receive` takes what the client sends, decrypted, once `read` is called. */
  constructor(socket: Socket, tls: TlsHandshake | null, receive: (chunk: Buffer) => void) {
    this.#socket = socket;
    this.#tls = tls;
    this.#receive = receive;
  }

  get encryption(): Encryption | null {
    return this.#encryption;
  }

  get securable(): boolean {
    return this.#tls !== null && this.#encryption === null;
  }

  /**
   * Reads the PROXY header with which a balancer begins, then what comes behind it. How long it may take, the connection's
   * limit for authentication says. Rejects when there is no header; the socket is closed then.
   */
  async readBehindBalancer(): Promise<void> {
    const socket = this.#socket;
    let bytes: Buffer = Buffer.alloc(0);
    for (;;) {
      const chunk = await this.#nextChunk(socket);
      if (chunk === null) return;
      bytes = bytes.length === 0 ? chunk : Buffer.concat([bytes, chunk]);
      try {
        const header = readProxyHeader(bytes);
        if (header === null) continue;
        this.#told = header.addresses;
        if (bytes.length > header.length) socket.unshift(bytes.subarray(header.length));
      } catch (error) {
        socket.destroy();
        throw error;
      }
      this.read();
      return;
    }
  }

  /** Null when the socket is closed. */
  #nextChunk(socket: Socket): Promise<Buffer | null> {
    return new Promise((resolve) => {
      const closed = (): void => resolve(null);
      socket.once('close', closed);
      socket.once('data', (chunk: Buffer) => {
        socket.pause();
        socket.off('close', closed);
        resolve(chunk);
      });
      socket.resume();
    });
  }

  /** Starts to read. A client whose first byte is a TLS record's speaks TLS without asking (manual 55.2.11). */
  read(): void {
    const socket = this.#socket;
    socket.once('data', (chunk: Buffer) => {
      if (chunk[0] !== TLS_HANDSHAKE || !this.securable) {
        socket.on('data', this.#receive);
        this.#receive(chunk);
        return;
      }
      socket.pause();
      socket.unshift(chunk);
      this.#handshake().then(
        (negotiated) => {
          if (!negotiated) this.#socket.destroy();
        },
        () => socket.destroy(),
      );
    });
    socket.resume();
  }

  /** Says `S` and lets the client start the handshake; rejects when it fails. The socket is closed then. */
  async secure(): Promise<void> {
    const socket = this.#socket;
    socket.off('data', this.#receive);
    socket.pause();
    socket.write('S');
    await this.#handshake();
  }

  async #handshake(): Promise<boolean> {
    if (!this.#tls) throw new Error('no certificate is configured');
    this.#handshaking = true;
    const { socket, encryption, negotiated } = await this.#tls.secure(this.#socket);
    this.#handshaking = false;
    this.#encryption = encryption;
    this.#socket = socket;
    if (this.#keepAlive > 0) socket.setKeepAlive(true, this.#keepAlive * 1000);
    socket.on('data', this.#receive);
    return negotiated;
  }

  get addresses(): Addresses | null {
    if (this.#told) return this.#told;
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
    if (this.#socket.writable && !this.#handshaking) this.#socket.write(bytes);
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

  /** More than the connection can serve has come. */
  pause(): void {
    if (!this.#handshaking) this.#socket.pause();
  }

  resume(): void {
    if (!this.#handshaking && this.#socket.isPaused()) this.#socket.resume();
  }

  keepAlive(seconds: number): void {
    if (seconds === this.#keepAlive) return;
    this.#keepAlive = seconds;
    this.#socket.setKeepAlive(true, seconds * 1000);
  }

  end(): void {
    const socket = this.#socket;
    // Nothing readable can be said within a handshake.
    if (this.#handshaking) {
      socket.destroy();
      return;
    }
    socket.end();
    const timer = setTimeout(() => socket.destroy(), LINGER_MS);
    timer.unref();
    socket.once('close', () => clearTimeout(timer));
  }
}
