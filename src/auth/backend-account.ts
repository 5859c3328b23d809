import { asGatewayError, GatewayError } from '../errors/gateway-error.ts';
import { SQLSTATE } from '../errors/sqlstate.ts';
import { passwordFailed, unexpectedAnswer, type AuthMethod } from './method.ts';

/** Logs in to the backend with a client's own name and password. @throws 28P01 when it refuses them */
export type BackendLogin = (user: string, password: string) => Promise<void>;

/**
 * The method iris: the client's name and password are those of an IRIS user, IRIS checks them, and the session has that
 * user's rights. The password comes in clear (it must be handed on), so TLS is asked for.
 *
 * @param withoutTls lets clients without TLS try
 */
export function backendAccount(login: BackendLogin, withoutTls: boolean): AuthMethod {
  return {
    name: 'iris',
    begin: (user, encryption) => ({
      start: () => {
        if (encryption === null && !withoutTls) {
          throw new GatewayError('28000', 'method iris takes passwords over TLS only', {
            severity: 'FATAL',
            hint: 'Connect with sslmode=require, or set PGWIRE_IRIS_WITHOUT_TLS.',
          });
        }
        return { kind: 'challenge', challenge: { ask: 'cleartext-password' } };
      },
      answer: async (answer) => {
        if (answer.type !== 'password') throw unexpectedAnswer();
        if (answer.password === '') throw passwordFailed(user);
        await login(user, answer.password).catch((error: unknown) => {
          throw refusal(asGatewayError(error), user);
        });
        return { kind: 'accept', saslFinal: null, ownAccount: true };
      },
    }),
  };
}

/** As PostgreSQL says it to who cannot come in. */
function refusal(error: GatewayError, user: string): GatewayError {
  if (error.sqlstate === SQLSTATE.invalidPassword) return passwordFailed(user);
  return error.with({ severity: 'FATAL' });
}
