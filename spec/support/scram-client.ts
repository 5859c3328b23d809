import { createHash, createHmac, pbkdf2Sync } from 'node:crypto';

/** The client's side of SCRAM-SHA-256 (RFC 5802), written apart from src/auth so that both check each other. */
export class ScramClient {
  readonly #password: string;
  readonly #nonce: string;
  readonly #user: string;
  #authMessage = '';
  #salted: Buffer = Buffer.alloc(0);

  /** gs2-header and channel binding data; `n,,` and none by default. */
  readonly #binding: { readonly header: string; readonly data: Uint8Array };

  constructor(
    password: string,
    nonce: string,
    user = '',
    binding: { readonly header: string; readonly data: Uint8Array } = {
      header: 'n,,',
      data: new Uint8Array(),
    },
  ) {
    this.#binding = binding;
    this.#password = password;
    this.#nonce = nonce;
    this.#user = user;
  }

  get #bare(): string {
    return `n=${this.#user},r=${this.#nonce}`;
  }

  first(): string {
    return `${this.#binding.header}${this.#bare}`;
  }

  final(serverFirst: string): string {
    const fields = new Map(serverFirst.split(',').map((field) => [field[0], field.slice(2)]));
    const salt = Buffer.from(fields.get('s') ?? '', 'base64');
    this.#salted = pbkdf2Sync(this.#password, salt, Number(fields.get('i')), 32, 'sha256');
    const bound = Buffer.concat([Buffer.from(this.#binding.header), this.#binding.data]).toString('base64');
    const withoutProof = `c=${bound},r=${fields.get('r') ?? ''}`;
    this.#authMessage = `${this.#bare},${serverFirst},${withoutProof}`;
    const clientKey = hmac(this.#salted, 'Client Key');
    const signature = hmac(createHash('sha256').update(clientKey).digest(), this.#authMessage);
    const proof = Buffer.from(clientKey.map((byte, i) => byte ^ (signature[i] ?? 0)));
    return `${withoutProof},p=${proof.toString('base64')}`;
  }

  /** What the server's last message must be. */
  expectedServerFinal(): string {
    return `v=${hmac(hmac(this.#salted, 'Server Key'), this.#authMessage).toString('base64')}`;
  }
}

function hmac(key: Buffer, data: string): Buffer {
  return createHmac('sha256', key).update(data).digest();
}
