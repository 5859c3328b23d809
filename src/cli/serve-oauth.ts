import { ConfigError, type Config } from '../../config/load.ts';
import type { MethodSources } from '../auth/index.ts';
import { tokenCheck } from '../auth/oauth/token-check.ts';
import { KeySetError, keySet } from '../net/key-set.ts';

/**
 * What methods oauth and jwt check tokens by.
 *
 * @throws ConfigError for settings that are missing, or a key set that cannot be read
 */
export function openOAuth({ oauth }: Config, report: (error: unknown) => void): MethodSources['oauth'] {
  for (const name of ['issuer', 'audience', 'jwks'] as const) {
    if (oauth[name] !== '') continue;
    throw new ConfigError(
      `oauth.${name}: methods oauth and jwt need it (PGWIRE_OAUTH_${name.toUpperCase()})`,
    );
  }
  try {
    const keys = keySet(oauth.jwks, report);
    return {
      check: tokenCheck(keys, oauth, report),
      discovery: { issuer: oauth.issuer, scope: oauth.scope },
      allowUnencrypted: oauth.allowUnencrypted,
    };
  } catch (error) {
    if (!(error instanceof KeySetError)) throw error;
    throw new ConfigError(`oauth.jwks: ${error.message}`, { cause: error });
  }
}
