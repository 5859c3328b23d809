import type { TLSSocket } from 'node:tls';
import type { ClientCertificate, Encryption } from '../session/encryption.ts';

/** What the handshake has agreed on; null when the client's certificate is not of a known authority. */
export function encryptionOf(socket: TLSSocket, serverEndPoint: Uint8Array): Encryption | null {
  const peer = socket.getPeerX509Certificate();
  if (peer && !socket.authorized) return null;
  const { standardName, name } = socket.getCipher();
  return {
    protocol: socket.getProtocol() ?? '',
    cipher: name,
    bits: cipherBits(standardName ?? name),
    serverEndPoint,
    certificate: peer ? described(peer) : null,
  };
}

function described(peer: {
  readonly subject: string;
  readonly issuer: string;
  readonly serialNumber: string;
}): ClientCertificate {
  return {
    subject: oneLine(peer.subject),
    commonName: /^CN=(.*)$/m.exec(peer.subject)?.[1] ?? null,
    issuer: oneLine(peer.issuer),
    serial: peer.serialNumber,
  };
}

/** X509Certificate has an attribute a line; pg_stat_ssl.client_dn is `/C=DE/CN=ann` (manual 28.2.5). */
function oneLine(name: string): string {
  return name
    .split('\n')
    .map((attribute) => `/${attribute}`)
    .join('');
}

/** Key length of the cipher: every suite of TLS 1.2 and 1.3 that OpenSSL offers has it in its name. */
function cipherBits(name: string): number {
  if (name.includes('CHACHA20')) return 256;
  return Number(/(?:_|AES)(128|192|256)/.exec(name)?.[1] ?? 0);
}
