import { readFileSync, statSync } from 'node:fs';
import { createLocalJWKSet, createRemoteJWKSet, type JSONWebKeySet, type JWTVerifyGetKey } from 'jose';
import { isLoopback } from '../auth/loopback.ts';

/** A key set that cannot be used. The message is one line without contents. */
export class KeySetError extends Error {
  override readonly name = 'KeySetError';
}

/** The longest that fetching a key set may take, in milliseconds; a client waits for it. */
const FETCH_MS = 5000;

/**
 * Public keys of an issuer (RFC 7517), from an HTTPS address or a file. Fetched keys are kept for ten minutes and fetched
 * again when a token names one that is not among them, twice a minute at most; a file is read again when it has changed.
 *
 * @throws KeySetError for a file that holds none, or an address that anybody on the way could answer for
 */
export function keySet(source: string, report: (error: unknown) => void): JWTVerifyGetKey {
  const url = URL.parse(source);
  if (
    url?.protocol === 'https:' ||
    (url?.protocol === 'http:' && isLoopback(url.hostname.replace(/^\[|\]$/g, '')))
  ) {
    return createRemoteJWKSet(url, { timeoutDuration: FETCH_MS });
  }
  if (url?.protocol === 'http:') throw new KeySetError('keys are fetched by https, or from this machine');
  return keyFile(source, report);
}

function keyFile(file: string, report: (error: unknown) => void): JWTVerifyGetKey {
  let keys = readKeys(file);
  let state = stateOf(file);
  return (header, token) => {
    const now = stateOf(file);
    if (now !== state) {
      state = now;
      try {
        keys = readKeys(file);
      } catch (error) {
        // The old ones serve on, as old certificates do.
        report(error);
      }
    }
    return keys(header, token);
  };
}

function stateOf(file: string): string {
  const stat = statSync(file, { throwIfNoEntry: false, bigint: true });
  return stat ? `${stat.ino}:${stat.mtimeNs}:${stat.size}` : '-';
}

function readKeys(file: string): JWTVerifyGetKey {
  try {
    return createLocalJWKSet(JSON.parse(readFileSync(file, 'utf8')) as JSONWebKeySet);
  } catch (error) {
    const why =
      error instanceof Error && 'code' in error && error.code === 'ENOENT' ? 'cannot read' : 'no key set in';
    throw new KeySetError(`${why} ${file}`, { cause: error });
  }
}
