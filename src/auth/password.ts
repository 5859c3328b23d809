import { passwordFailed, unexpectedAnswer, type AuthMethod } from './method.ts';
import { matchesSecret, type Secret, type SecretStore } from './secret.ts';
import { makeVerifier } from './scram-verifier.ts';

/** The cleartext password method (manual 21.5). An unknown user costs the same time as a wrong password. */
export function cleartextPassword(secrets: SecretStore): AuthMethod {
  const nobody: Promise<Secret> = makeVerifier('').then((verifier) => ({ kind: 'scram', verifier }));
  return {
    name: 'password',
    begin: (user) => ({
      start: () => ({ kind: 'challenge', challenge: { ask: 'cleartext-password' } }),
      answer: async (answer) => {
        if (answer.type !== 'password') throw unexpectedAnswer();
        const known = secrets.find(user);
        const matches = await matchesSecret(known ?? (await nobody), user, answer.password);
        if (!known || !matches || answer.password === '') throw passwordFailed(user);
        return { kind: 'accept', saslFinal: null };
      },
    }),
  };
}
