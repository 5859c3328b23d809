import type { IncomingMessage } from 'node:http';
import { equalText } from '../auth/secret.ts';

/** Names of this machine. Another name in Host means that a page of somebody else's has been led here (DNS rebinding). */
const LOCAL_HOST = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])(?::\d+)?$/i;

/** Why a request is refused; null when it may go on. */
export interface Refusal {
  readonly status: 401 | 403;
  readonly message: string;
}

/**
 * Who may ask. With a token only who knows it; without one, which is possible on loopback only, everybody on this machine,
 * but no web page that his browser shows: it could send requests that it cannot read the answers of.
 */
export function refusalOf({ headers, method }: IncomingMessage, token: string): Refusal | null {
  if (token !== '') {
    const given = /^Bearer (.+)$/i.exec(headers.authorization ?? '')?.[1] ?? '';
    return equalText(given, token)
      ? null
      : { status: 401, message: 'a token is needed (Authorization: Bearer ...)' };
  }
  const { host = '', origin } = headers;
  if (!LOCAL_HOST.test(host)) return { status: 403, message: 'this address is for localhost only' };
  if (method !== 'GET' && origin !== undefined && origin !== `http://${host}`) {
    return { status: 403, message: 'requests of other sites are refused' };
  }
  return null;
}
