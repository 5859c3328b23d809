import { GatewayError } from '../../errors/gateway-error.ts';
import { unexpectedAnswer, type Answer, type AuthMethod, type Exchange, type Step } from '../method.ts';
import type { Permits } from '../user-map.ts';
import { bearerToken, readBearerMessage } from './bearer-message.ts';
import type { TokenCheck } from './token-check.ts';
import { requireEncryption } from './require-encryption.ts';

const MECHANISM = 'OAUTHBEARER';

/** What a client is told that has no token, or no good one (RFC 7628 section 3.2.2). */
export interface Discovery {
  readonly issuer: string;
  readonly scope: string;
}

export interface OAuthOptions {
  readonly check: TokenCheck;
  readonly discovery: Discovery;
  /** Whether who the token names may be the user of the startup packet. */
  readonly permits: Permits;
  readonly allowUnencrypted: boolean;
}

/**
 * The oauth method of PostgreSQL 18 (its manual, 20.15 and 54.3.2): the client shows a bearer token. A token that is not
 * accepted is answered by where the issuer is to be found, the client acknowledges, and the connection ends. How long the
 * token is valid does not limit the session, as in PostgreSQL: it is not shown again.
 */
export function oauthBearer(options: OAuthOptions): AuthMethod {
  return {
    name: 'oauth',
    begin: (user, encryption) => {
      requireEncryption(encryption, options.allowUnencrypted);
      return new BearerExchange(user, options);
    },
  };
}

class BearerExchange implements Exchange {
  readonly #user: string;
  readonly #options: OAuthOptions;
  /** first: the token is to come; failed, discovered: the client has to acknowledge. */
  #state: 'first' | 'failed' | 'discovered' = 'first';
  #begun = false;

  constructor(user: string, options: OAuthOptions) {
    this.#user = user;
    this.#options = options;
  }

  start(): Step {
    return { kind: 'challenge', challenge: { ask: 'sasl', mechanisms: [MECHANISM], token: true } };
  }

  async answer(answer: Answer): Promise<Step> {
    if (answer.type === 'password' || (answer.type === 'sasl-initial') === this.#begun)
      throw unexpectedAnswer();
    if (answer.type === 'sasl-initial' && answer.mechanism !== MECHANISM) {
      throw new GatewayError('08P01', 'client selected an invalid SASL authentication mechanism', FATAL);
    }
    this.#begun = true;
    if (answer.data === null) return proceed(new Uint8Array());
    if (this.#state === 'first') return this.#onToken(answer.data);
    // RFC 7628 section 3.2.3
    if (answer.data.length !== 1 || answer.data[0] !== 1) {
      throw new GatewayError('08P01', 'malformed OAUTHBEARER message', {
        ...FATAL,
        detail: 'Client did not send a kvsep response.',
      });
    }
    const error = bearerFailed(this.#user);
    if (this.#state === 'failed') throw error;
    return { kind: 'refuse', error };
  }

  async #onToken(data: Uint8Array): Promise<Step> {
    const { auth } = readBearerMessage(data);
    if (auth === '') {
      this.#state = 'discovered';
    } else {
      const token = bearerToken(auth);
      const identity = token === null ? null : await this.#options.check(token);
      if (identity !== null && this.#options.permits(identity, this.#user)) {
        return { kind: 'accept', saslFinal: null };
      }
      this.#state = 'failed';
    }
    return proceed(Buffer.from(discoveryDocument(this.#options.discovery)));
  }
}

const FATAL = { severity: 'FATAL' } as const;

function proceed(data: Uint8Array): Step {
  return { kind: 'challenge', challenge: { ask: 'sasl-continue', data, token: true } };
}

function discoveryDocument({ issuer, scope }: Discovery): string {
  const document = issuer.includes('/.well-known/') ? issuer : `${issuer}/.well-known/openid-configuration`;
  return JSON.stringify({ status: 'invalid_token', 'openid-configuration': document, scope });
}

/** As auth_failed in PostgreSQL 18's auth.c says it. */
export function bearerFailed(user: string): GatewayError {
  return new GatewayError('28000', `OAuth bearer authentication failed for user "${user}"`, FATAL);
}
