import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { sslRequest } from './frontend-messages.ts';
import type { ServerAddress } from './server-address.ts';

/** How long connecting may take, handshake included, in milliseconds. */
const CONNECT_MS = 60_000;

const YES = 'S'.charCodeAt(0);

/** Opens a socket to the server, with TLS as far as the address asks for it. Rejects with the socket's error. */
export async function openSocket(address: ServerAddress): Promise<Socket> {
  const signal = AbortSignal.timeout(CONNECT_MS);
  const socket = connect({ host: address.host, port: address.port, noDelay: true, keepAlive: true });
  try {
    await once(socket, 'connect', { signal });
    if (address.sslMode === 'disable') return socket;
    socket.write(sslRequest());
    const [answer] = (await once(socket, 'data', { signal })) as [Uint8Array];
    if (answer[0] === YES && answer.length === 1) return await secured(socket, address, signal);
    if (address.sslMode !== 'prefer') throw new Error('the server has no TLS');
    return socket;
  } catch (error) {
    socket.destroy();
    throw error;
  }
}

async function secured(socket: Socket, address: ServerAddress, signal: AbortSignal): Promise<Socket> {
  const { host, sslMode, authorities } = address;
  const verified = sslMode === 'verify-ca' || sslMode === 'verify-full';
  const secure = connectTls({
    socket,
    // A name for SNI; an address is none.
    ...(/^[\d.]+$|:/.test(host) ? {} : { servername: host }),
    host,
    rejectUnauthorized: verified,
    ...(sslMode === 'verify-ca' ? { checkServerIdentity: () => undefined } : {}),
    ...(authorities === null ? {} : { ca: authorities }),
  });
  await once(secure, 'secureConnect', { signal });
  return secure;
}
