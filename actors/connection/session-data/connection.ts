import type { Session } from '../session.ts';

/** What inet_client_addr() and its kin tell; nothing of one that is not connected by TCP. */
export function connectionFacts({ addresses }: Session): object {
  if (addresses === null) return {};
  return {
    client_addr: addresses.clientAddress,
    client_port: addresses.clientPort,
    server_addr: addresses.serverAddress,
    server_port: addresses.serverPort,
  };
}
