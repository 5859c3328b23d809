import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, SignJWT, UnsecuredJWT, type JWK } from 'jose';

type Keys = Awaited<ReturnType<typeof generateKeyPair>>;

export interface Claims {
  readonly sub?: string;
  readonly iss?: string;
  readonly aud?: string;
  readonly scope?: string;
  /** Seconds from now; null leaves it out. */
  readonly expires?: number | null;
  readonly notBefore?: number;
  readonly [claim: string]: unknown;
}

/** An issuer of tokens on this machine, with one key that its key set has and one that it has not. */
export class TokenIssuer {
  readonly issuer = 'https://issuer.test/tenant';
  readonly audience = 'iris';
  readonly #server: Server;
  readonly #known: Keys;
  readonly #unknown: Keys;
  /** Answers of the key set. */
  fetched = 0;

  private constructor(known: Keys, unknown: Keys, jwk: JWK) {
    this.#known = known;
    this.#unknown = unknown;
    this.#server = createServer((_request, response) => {
      this.fetched += 1;
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify({ keys: [jwk] }));
    });
  }

  static async start(): Promise<TokenIssuer> {
    const known = await generateKeyPair('ES256');
    const jwk: JWK = { ...(await exportJWK(known.publicKey)), kid: 'one', alg: 'ES256', use: 'sig' };
    const issuer = new TokenIssuer(known, await generateKeyPair('ES256'), jwk);
    issuer.#server.listen(0, '127.0.0.1');
    await once(issuer.#server, 'listening');
    return issuer;
  }

  get jwks(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/keys`;
  }

  token(claims: Claims = {}, key: 'known' | 'unknown' = 'known'): Promise<string> {
    const keys = key === 'known' ? this.#known : this.#unknown;
    return new SignJWT(this.#payload(claims))
      .setProtectedHeader({ alg: 'ES256', kid: 'one' })
      .sign(keys.privateKey);
  }

  /** A token with `alg: none`. */
  unsigned(claims: Claims = {}): string {
    return new UnsecuredJWT(this.#payload(claims)).encode();
  }

  /** A token signed by a shared secret: the public key, as who confuses algorithms would take it. */
  async confused(claims: Claims = {}): Promise<string> {
    const secret = new TextEncoder().encode(JSON.stringify(await exportJWK(this.#known.publicKey)));
    return new SignJWT(this.#payload(claims)).setProtectedHeader({ alg: 'HS256', kid: 'one' }).sign(secret);
  }

  async stop(): Promise<void> {
    this.#server.close();
    this.#server.closeAllConnections();
    await once(this.#server, 'close');
  }

  #payload({ expires = 300, notBefore, ...claims }: Claims): Record<string, unknown> {
    const now = Math.floor(Date.now() / 1000);
    return {
      sub: 'ann@corp.test',
      iss: this.issuer,
      aud: this.audience,
      scope: 'openid sql',
      ...(expires === null ? {} : { exp: now + expires }),
      ...(notBefore === undefined ? {} : { nbf: now + notBefore }),
      ...claims,
    };
  }
}
