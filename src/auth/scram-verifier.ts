import { createHash, createHmac, pbkdf2, randomBytes, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import { saslprep } from './saslprep.ts';

const derive = promisify(pbkdf2);

/** PostgreSQL's SCRAM_SHA_256_DEFAULT_ITERATIONS. */
export const SCRAM_ITERATIONS = 4096;
const KEY_LENGTH = 32;

/** What a server keeps of a password for SCRAM-SHA-256 (RFC 5802 section 3). */
export interface ScramVerifier {
  readonly iterations: number;
  readonly salt: Uint8Array;
  readonly storedKey: Uint8Array;
  readonly serverKey: Uint8Array;
}

export function hmac(key: Uint8Array, data: string | Uint8Array): Buffer {
  return createHmac('sha256', key).update(data).digest();
}

export function sha256(data: Uint8Array): Buffer {
  return createHash('sha256').update(data).digest();
}

/** Derives the verifier of a password; about 2 ms in libuv's thread pool at 4096 iterations. */
export async function makeVerifier(
  password: string,
  salt: Uint8Array = randomBytes(16),
  iterations: number = SCRAM_ITERATIONS,
): Promise<ScramVerifier> {
  const salted = await derive(saslprep(password), salt, iterations, KEY_LENGTH, 'sha256');
  return {
    iterations,
    salt,
    storedKey: sha256(hmac(salted, 'Client Key')),
    serverKey: hmac(salted, 'Server Key'),
  };
}

export async function matchesVerifier(verifier: ScramVerifier, password: string): Promise<boolean> {
  const candidate = await makeVerifier(password, verifier.salt, verifier.iterations);
  return timingSafeEqual(candidate.storedKey, verifier.storedKey);
}

/** Reads `SCRAM-SHA-256$<iterations>:<salt>$<StoredKey>:<ServerKey>` (manual 53.8, rolpassword); null if it is none. */
export function parseVerifier(text: string): ScramVerifier | null {
  const match = /^SCRAM-SHA-256\$(\d{1,9}):([A-Za-z0-9+/=]+)\$([A-Za-z0-9+/=]+):([A-Za-z0-9+/=]+)$/.exec(
    text,
  );
  if (!match) return null;
  const [, iterations = '', salt = '', storedKey = '', serverKey = ''] = match;
  const verifier: ScramVerifier = {
    iterations: Number(iterations),
    salt: Buffer.from(salt, 'base64'),
    storedKey: Buffer.from(storedKey, 'base64'),
    serverKey: Buffer.from(serverKey, 'base64'),
  };
  const sound =
    verifier.iterations > 0 &&
    verifier.storedKey.length === KEY_LENGTH &&
    verifier.serverKey.length === KEY_LENGTH;
  return sound ? verifier : null;
}

/** The text form `parseVerifier` reads; what `iris-pgwire user` prints. */
export function formatVerifier(verifier: ScramVerifier): string {
  const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');
  const { iterations, salt, storedKey, serverKey } = verifier;
  return `SCRAM-SHA-256$${iterations}:${base64(salt)}$${base64(storedKey)}:${base64(serverKey)}`;
}
