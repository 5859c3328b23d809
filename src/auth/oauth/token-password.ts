import { unexpectedAnswer, type AuthMethod } from '../method.ts';
import type { Permits } from '../user-map.ts';
import { bearerFailed } from './bearer.ts';
import { requireEncryption } from './require-encryption.ts';
import type { TokenCheck } from './token-check.ts';

export interface TokenPasswordOptions {
  readonly check: TokenCheck;
  readonly permits: Permits;
  readonly allowUnencrypted: boolean;
}

/** Method jwt: the same tokens in the place of a password, for clients that do not know OAUTHBEARER. */
export function tokenPassword({ check, permits, allowUnencrypted }: TokenPasswordOptions): AuthMethod {
  return {
    name: 'jwt',
    begin: (user, encryption) => {
      requireEncryption(encryption, allowUnencrypted);
      return {
        start: () => ({ kind: 'challenge', challenge: { ask: 'cleartext-password' } }),
        answer: async (answer) => {
          if (answer.type !== 'password') throw unexpectedAnswer();
          const identity = await check(answer.password);
          if (identity === null || !permits(identity, user)) throw bearerFailed(user);
          return { kind: 'accept', saslFinal: null };
        },
      };
    },
  };
}
