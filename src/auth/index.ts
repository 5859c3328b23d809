import { backendAccount, type BackendLogin } from './backend-account.ts';
import { certificate } from './certificate.ts';
import { oauthBearer, type OAuthOptions } from './oauth/bearer.ts';
import { tokenPassword } from './oauth/token-password.ts';
import type { Permits } from './user-map.ts';
import { md5Password } from './md5.ts';
import type { AuthMethod } from './method.ts';
import { cleartextPassword } from './password.ts';
import { scramSha256 } from './scram-sha-256.ts';
import type { SecretStore } from './secret.ts';
import { trust } from './trust.ts';

/** The methods PGWIRE_AUTH_METHOD may name. */
export const AUTH_METHODS = [
  'trust',
  'password',
  'md5',
  'scram-sha-256',
  'cert',
  'oauth',
  'jwt',
  'iris',
] as const;

export type AuthMethodName = (typeof AUTH_METHODS)[number];

/** What the methods need. */
export interface MethodSources {
  /** Not asked by `trust`, `cert`, `oauth`, `jwt` and `iris`. */
  readonly secrets: SecretStore;
  /** Whom a certificate or token names to the user he may be. */
  readonly permits: Permits;
  /** Null where no issuer is configured. */
  readonly oauth: Omit<OAuthOptions, 'permits'> | null;
  /** Of method `iris`. */
  readonly login: BackendLogin;
  readonly irisWithoutTls: boolean;
}

/** The method of that name. */
export function authMethod(
  name: AuthMethodName,
  { secrets, permits, oauth, login, irisWithoutTls }: MethodSources,
): AuthMethod {
  switch (name) {
    case 'trust':
      return trust;
    case 'password':
      return cleartextPassword(secrets);
    case 'md5':
      return md5Password(secrets);
    case 'scram-sha-256':
      return scramSha256(secrets);
    case 'cert':
      return certificate(permits);
    case 'oauth':
      return oauthBearer({ ...configured(oauth), permits });
    case 'jwt':
      return tokenPassword({ ...configured(oauth), permits });
    case 'iris':
      return backendAccount(login, irisWithoutTls);
  }
}

function configured<T>(oauth: T | null): T {
  if (oauth === null) throw new Error('the composition root checks that an issuer is configured');
  return oauth;
}
