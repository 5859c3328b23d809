import { certificate } from './certificate.ts';
import { md5Password } from './md5.ts';
import type { AuthMethod } from './method.ts';
import { cleartextPassword } from './password.ts';
import { scramSha256 } from './scram-sha-256.ts';
import type { SecretStore } from './secret.ts';
import { trust } from './trust.ts';

/** The methods PGWIRE_AUTH_METHOD may name. */
export const AUTH_METHODS = ['trust', 'password', 'md5', 'scram-sha-256', 'cert'] as const;

export type AuthMethodName = (typeof AUTH_METHODS)[number];

/** The method of that name; `secrets` is not asked by `trust` and `cert`. */
export function authMethod(name: AuthMethodName, secrets: SecretStore): AuthMethod {
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
      return certificate;
  }
}
