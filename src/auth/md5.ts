import { createHash, randomBytes } from 'node:crypto';
import { passwordFailed, unexpectedAnswer, type AuthMethod } from './method.ts';
import { equalText, md5Secret, type Secret, type SecretStore } from './secret.ts';

/** The md5 method (manual 21.5), for old userlists: secrets in clear or in md5 form. A SCRAM verifier cannot serve it. */
export function md5Password(secrets: SecretStore): AuthMethod {
  return {
    name: 'md5',
    begin: (user) => {
      const salt = randomBytes(4);
      return {
        start: () => ({ kind: 'challenge', challenge: { ask: 'md5-password', salt } }),
        answer: (answer) => {
          if (answer.type !== 'password') return Promise.reject(unexpectedAnswer());
          const secret = secrets.find(user);
          const usable = secret !== undefined && secret.kind !== 'scram';
          const stored =
            usable && secret.kind === 'md5' ? secret.hash : md5Secret(user, usable ? passwordOf(secret) : '');
          const expected = `md5${createHash('md5').update(stored.slice(3)).update(salt).digest('hex')}`;
          if (!equalText(expected, answer.password) || !usable) return Promise.reject(passwordFailed(user));
          return Promise.resolve({ kind: 'accept', saslFinal: null });
        },
      };
    },
  };
}

function passwordOf(secret: Secret): string {
  return secret.kind === 'plain' ? secret.password : '';
}
