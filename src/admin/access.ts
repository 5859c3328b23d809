import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { isLoopback } from '../auth/loopback.ts';
import { equalText } from '../auth/secret.ts';

/** Why a request is refused; null when it may go on. */
export interface Refusal {
  readonly status: 401 | 403;
  readonly message: string;
}

/**
 * Who may ask. With a token only who knows it; without one, which is possible on loopback only, everybody on this machine,
 * but no web page of others that his browser shows: it could send requests whose answers it cannot read, or open a
 * WebSocket, whose messages it can.
 */
export function refusalOf({ headers, method }: IncomingMessage, token: string): Refusal | null {
  if (token !== '') {
    const given = /^Bearer (.+)$/i.exec(headers.authorization ?? '')?.[1] ?? '';
    return equalText(given, token)
      ? null
      : { status: 401, message: 'a token is needed (Authorization: Bearer ...)' };
  }
  const { host = '' } = headers;
  // Another name than this machine's means that a page of somebody else's has been led here (DNS rebinding).
  if (!isLoopback(hostName(host))) return { status: 403, message: 'this address is for localhost only' };
  return isForeign(headers, method, host)
    ? { status: 403, message: 'requests of other sites are refused' }
    : null;
}

/** A link on somebody else's page may be followed; nothing else comes from there. */
function isForeign(headers: IncomingHttpHeaders, method: string | undefined, host: string): boolean {
  const { origin } = headers;
  if (origin !== undefined) return origin !== `http://${host}`;
  const site = headers['sec-fetch-site'];
  if (site === undefined || site === 'same-origin' || site === 'none') return false;
  return method !== 'GET' || headers['sec-fetch-mode'] !== 'navigate';
}

/** Host without its port (RFC 9110 7.2), brackets of IPv6 taken off. */
function hostName(host: string): string {
  const [, bracketed, plain] = /^(?:\[([^\]]*)\]|([^:]*))(?::\d+)?$/.exec(host) ?? [];
  return bracketed ?? plain ?? '';
}
