import { Buffer } from 'node:buffer';
import { createHash, pbkdf2, randomBytes } from 'node:crypto';
import { promisify } from 'node:util';
import { saslprep } from '../auth/saslprep.ts';
import { hmac, sha256 } from '../auth/scram-verifier.ts';
import type { BackendMessage } from '../protocol/index.ts';
import { password, saslInitialResponse, saslResponse } from './frontend-messages.ts';

const derive = promisify(pbkdf2);
const MECHANISM = 'SCRAM-SHA-256';

/** What one user proves himself with; the costly part of SCRAM is done once for all his connections. */
export class Credentials {
  readonly user: string;
  readonly password: string;
  readonly #salted = new Map<string, Promise<Buffer>>();

  constructor(user: string, secret: string) {
    this.user = user;
    this.password = secret;
  }

  /** The salted password of RFC 5802. */
  salted(salt: string, iterations: number): Promise<Buffer> {
    const key = `${salt}:${iterations}`;
    const known = this.#salted.get(key);
    if (known) return known;
    const made = derive(saslprep(this.password), Buffer.from(salt, 'base64'), iterations, 32, 'sha256');
    this.#salted.set(key, made);
    return made;
  }
}

/** The client's side of one login (manual 55.2.1, 55.3): trust, password, md5 and SCRAM-SHA-256. */
export class Login {
  readonly #credentials: Credentials;
  readonly #bare = `n=,r=${randomBytes(18).toString('base64')}`;
  #serverSignature = '';

  constructor(credentials: Credentials) {
    this.#credentials = credentials;
  }

  /**
   * The bytes to answer an authentication message with; null when it asks for nothing.
   *
   * @throws Error when the server asks for what is not known here, or fails to prove itself
   */
  async answer(message: BackendMessage): Promise<Uint8Array | null> {
    switch (message.type) {
      case 'AuthenticationCleartextPassword':
        return password(this.#credentials.password);
      case 'AuthenticationMD5Password':
        return password(this.#md5(message.salt));
      case 'AuthenticationSASL':
        if (!message.mechanisms.includes(MECHANISM)) {
          throw new Error(`the server offers ${message.mechanisms.join(', ')}, not ${MECHANISM}`);
        }
        return saslInitialResponse(MECHANISM, `n,,${this.#bare}`);
      case 'AuthenticationSASLContinue':
        return saslResponse(await this.#proof(Buffer.from(message.data).toString()));
      case 'AuthenticationSASLFinal':
        if (Buffer.from(message.data).toString() !== `v=${this.#serverSignature}`) {
          throw new Error('the server does not know the password');
        }
        return null;
      default:
        return null;
    }
  }

  #md5(salt: Uint8Array): string {
    const { user, password: secret } = this.#credentials;
    const inner = createHash('md5')
      .update(secret + user)
      .digest('hex');
    return `md5${createHash('md5').update(inner).update(salt).digest('hex')}`;
  }

  /** RFC 5802 section 3, without channel binding. */
  async #proof(serverFirst: string): Promise<string> {
    const [, nonce = '', salt = '', iterations = ''] = /^r=([^,]+),s=([^,]+),i=(\d+)/.exec(serverFirst) ?? [];
    if (!`n=,r=${nonce}`.startsWith(this.#bare)) throw new Error('the server changed the nonce');
    const salted = await this.#credentials.salted(salt, Number(iterations));
    const clientKey = hmac(salted, 'Client Key');
    const withoutProof = `c=biws,r=${nonce}`;
    const authMessage = `${this.#bare},${serverFirst},${withoutProof}`;
    const signature = hmac(sha256(clientKey), authMessage);
    this.#serverSignature = hmac(hmac(salted, 'Server Key'), authMessage).toString('base64');
    const proof = Buffer.from(clientKey.map((byte, i) => byte ^ (signature[i] ?? 0)));
    return `${withoutProof},p=${proof.toString('base64')}`;
  }
}
