import { GatewayError } from '../errors/gateway-error.ts';
import type { Encryption } from '../session/encryption.ts';
import { sameName, type Permits } from './user-map.ts';
import { unexpectedAnswer, type AuthMethod } from './method.ts';

/** The cert method (manual 21.12): the common name of the client's verified certificate is the user, or mapped to it. */
export function certificate(permits: Permits): AuthMethod {
  return {
    name: 'cert',
    begin: (user, encryption) => ({
      start: () => {
        requireCertificate(user, encryption, 'verify-full', permits);
        return { kind: 'accept', saslFinal: null };
      },
      answer: () => Promise.reject(unexpectedAnswer()),
    }),
  };
}

/**
 * What `clientcert=` asks beside another method (manual 21.1): any certificate of a known authority, or one of the user.
 *
 * @throws FATAL 28000
 */
export function requireCertificate(
  user: string,
  encryption: Encryption | null,
  demand: 'verify-ca' | 'verify-full',
  permits: Permits = sameName,
): void {
  const shown = encryption?.certificate;
  if (!shown) {
    throw new GatewayError('28000', 'connection requires a valid client certificate', { severity: 'FATAL' });
  }
  if (demand === 'verify-full' && (shown.commonName === null || !permits(shown.commonName, user))) {
    throw new GatewayError('28000', `certificate authentication failed for user "${user}"`, {
      severity: 'FATAL',
    });
  }
}
