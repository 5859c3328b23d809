import type { Socket } from 'node:net';
import { createServer, type Server, type TLSSocket } from 'node:tls';
import { encryptionOf } from './tls-encryption.ts';
import type { Encryption } from '../session/encryption.ts';
import type { TlsIdentity, TlsKeys } from './tls-identity.ts';

/** Protocol name of TLS application-layer negotiation (manual 55.2.11 of PostgreSQL 17). */
const ALPN = 'postgresql';

/** A socket whose handshake is done. */
export interface Secured {
  readonly socket: TLSSocket;
  readonly encryption: Encryption;
  /** The client has named the protocol by ALPN, as it must where TLS comes without SSLRequest. */
  readonly negotiated: boolean;
}

interface Waiting {
  readonly serverEndPoint: Uint8Array;
  readonly done: (secured: Secured) => void;
}

/**
 * Puts TLS on clients' sockets. A TLS server that does not listen is given them: only a server tells whether a client's
 * certificate is verified. Who they are it knows by their addresses, which no two open sockets share.
 */
export class TlsHandshake {
  readonly #identity: TlsIdentity;
  readonly #server: Server;
  readonly #waiting = new Map<string, Waiting>();
  #keys: TlsKeys;

  constructor(identity: TlsIdentity) {
    this.#identity = identity;
    this.#keys = identity.keys;
    this.#server = createServer({
      ...this.#keys.options,
      requestCert: identity.asksCertificate,
      // Who has no certificate may be let in by a password; one that cannot be verified is refused below.
      rejectUnauthorized: false,
      ALPNProtocols: [ALPN],
    });
    this.#server.on('tlsClientError', (_error, socket) => socket.destroy());
    this.#server.on('secureConnection', (socket) => this.#finish(socket));
  }

  /** Rejects when the handshake fails or the client goes; the socket is closed then. What it has read ahead counts. */
  secure(raw: Socket): Promise<Secured> {
    const keys = this.#identity.keys;
    if (keys !== this.#keys) {
      this.#keys = keys;
      this.#server.setSecureContext(keys.options);
    }
    const { promise, resolve, reject } = Promise.withResolvers<Secured>();
    const name = nameOf(raw);
    const gone = (): void => {
      this.#waiting.delete(name);
      reject(new Error('the TLS handshake has failed'));
    };
    raw.once('close', gone);
    const done = (secured: Secured): void => {
      raw.off('close', gone);
      resolve(secured);
    };
    this.#waiting.set(name, { serverEndPoint: keys.serverEndPoint, done });
    this.#server.emit('connection', raw);
    return promise;
  }

  #finish(socket: TLSSocket): void {
    const name = nameOf(socket);
    const waiting = this.#waiting.get(name);
    this.#waiting.delete(name);
    const encryption = waiting && encryptionOf(socket, waiting.serverEndPoint);
    if (encryption) waiting.done({ socket, encryption, negotiated: socket.alpnProtocol === ALPN });
    else socket.destroy();
  }
}

function nameOf({ remoteAddress, remotePort, localAddress, localPort }: Socket): string {
  return `${remoteAddress} ${remotePort} ${localAddress} ${localPort}`;
}
