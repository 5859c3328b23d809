import { GatewayError } from '../../errors/gateway-error.ts';
import type { Encryption } from '../../session/encryption.ts';

/**
 * Who reads a bearer token on its way can use it (RFC 7628 section 4): without TLS none is asked for.
 *
 * @throws FATAL 28000
 */
export function requireEncryption(encryption: Encryption | null, allowUnencrypted: boolean): void {
  if (encryption !== null || allowUnencrypted) return;
  throw new GatewayError('28000', 'OAuth bearer tokens are accepted on TLS connections only', {
    severity: 'FATAL',
    hint: 'Connect with sslmode=require or better.',
  });
}
