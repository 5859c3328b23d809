import { Buffer } from 'node:buffer';
import { createHash, createHmac, pbkdf2Sync, randomBytes } from 'node:crypto';
import type { BackendMessage } from '../../src/protocol/index.ts';
import * as frontend from './frontend.ts';

/** The client's side of the authentication methods (manual 55.2.1, 55.3): trust, password, md5, SCRAM-SHA-256. */
export class ClientLogin {
  readonly #user: string;
  readonly #password: string;
  #scram: ScramClient | null = null;

  constructor(user: string, password: string) {
    this.#user = user;
    this.#password = password;
  }

  /** The bytes to answer with; null when the message asks for nothing. */
  answer(message: BackendMessage): Buffer | null {
    switch (message.type) {
      case 'AuthenticationCleartextPassword':
        return frontend.password(this.#password);
      case 'AuthenticationMD5Password':
        return frontend.password(md5Answer(this.#user, this.#password, message.salt));
      case 'AuthenticationSASL':
        this.#scram = new ScramClient(this.#password);
        return frontend.saslInitialResponse('SCRAM-SHA-256', this.#scram.first());
      case 'AuthenticationSASLContinue':
        if (!this.#scram) throw new Error('AuthenticationSASLContinue before AuthenticationSASL');
        return frontend.saslResponse(this.#scram.final(Buffer.from(message.data).toString()));
      case 'AuthenticationSASLFinal':
        this.#scram?.verify(Buffer.from(message.data).toString());
        return null;
      default:
        return null;
    }
  }
}

function md5Answer(user: string, password: string, salt: Uint8Array): string {
  const secret = createHash('md5')
    .update(password + user)
    .digest('hex');
  return `md5${createHash('md5').update(secret).update(salt).digest('hex')}`;
}

function hmac(key: Uint8Array, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest();
}

/** RFC 5802 section 3 without channel binding. */
class ScramClient {
  readonly #password: string;
  readonly #nonce = randomBytes(18).toString('base64');
  #serverSignature = '';

  constructor(password: string) {
    this.#password = password;
  }

  first(): string {
    return `n,,${this.#bare}`;
  }

  final(serverFirst: string): string {
    const [, nonce = '', salt = '', iterations = ''] = /^r=([^,]+),s=([^,]+),i=(\d+)/.exec(serverFirst) ?? [];
    if (!nonce.startsWith(this.#nonce)) throw new Error('the server changed the nonce');
    const salted = pbkdf2Sync(this.#password, Buffer.from(salt, 'base64'), Number(iterations), 32, 'sha256');
    const clientKey = hmac(salted, 'Client Key');
    const storedKey = createHash('sha256').update(clientKey).digest();
    const withoutProof = `c=biws,r=${nonce}`;
    const authMessage = `${this.#bare},${serverFirst},${withoutProof}`;
    const signature = hmac(storedKey, authMessage);
    this.#serverSignature = hmac(hmac(salted, 'Server Key'), authMessage).toString('base64');
    const proof = Buffer.from(clientKey.map((byte, i) => byte ^ (signature[i] ?? 0)));
    return `${withoutProof},p=${proof.toString('base64')}`;
  }

  /** Mutual authentication: a server that does not know the password cannot sign. */
  verify(serverFinal: string): void {
    if (serverFinal !== `v=${this.#serverSignature}`) throw new Error('the server failed to prove itself');
  }

  get #bare(): string {
    return `n=,r=${this.#nonce}`;
  }
}
