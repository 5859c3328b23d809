import { randomBytes, timingSafeEqual } from 'node:crypto';
import { GatewayError } from '../errors/gateway-error.ts';
import type { Encryption } from '../session/encryption.ts';
import {
  passwordFailed,
  unexpectedAnswer,
  type Answer,
  type AuthMethod,
  type Exchange,
  type Step,
} from './method.ts';
import { hmac, makeVerifier, SCRAM_ITERATIONS, sha256, type ScramVerifier } from './scram-verifier.ts';
import type { SecretStore } from './secret.ts';

const MECHANISM = 'SCRAM-SHA-256';
/** With channel binding, offered on TLS (manual 55.3.1). */
const MECHANISM_PLUS = 'SCRAM-SHA-256-PLUS';
const BINDING_TYPE = 'tls-server-end-point';
const NONCE_BYTES = 18;

/**
 * SCRAM-SHA-256 (RFC 5802, RFC 7677, manual 55.3). An unknown user, or one whose secret cannot do SCRAM, goes through
 * the same exchange with a salt that is always the same for that name, and fails at its end like a wrong password.
 * On TLS the exchange can be bound to the gateway's certificate, so that nobody in between can pass it on.
 */
export function scramSha256(secrets: SecretStore, mockKey: Uint8Array = randomBytes(32)): AuthMethod {
  const derived = new Map<string, { readonly password: string; readonly verifier: Promise<ScramVerifier> }>();

  async function verifierOf(user: string): Promise<{ verifier: ScramVerifier; real: boolean }> {
    const secret = secrets.find(user);
    if (secret?.kind === 'scram') return { verifier: secret.verifier, real: true };
    if (secret?.kind === 'plain') {
      const known = derived.get(user);
      if (known?.password === secret.password) return { verifier: await known.verifier, real: true };
      // The salt is derived, so a plain password looks the same at every attempt, as a stored verifier does.
      const verifier = makeVerifier(secret.password, mockSalt(mockKey, user));
      derived.set(user, { password: secret.password, verifier });
      return { verifier: await verifier, real: true };
    }
    const salt = mockSalt(mockKey, user);
    return {
      verifier: {
        iterations: SCRAM_ITERATIONS,
        salt,
        storedKey: randomBytes(32),
        serverKey: randomBytes(32),
      },
      real: false,
    };
  }

  return {
    name: 'scram-sha-256',
    begin: (user, encryption) => new ScramExchange(user, encryption, verifierOf),
  };
}

function mockSalt(mockKey: Uint8Array, user: string): Uint8Array {
  return hmac(mockKey, user).subarray(0, 16);
}

class ScramExchange implements Exchange {
  readonly #user: string;
  /** tls-server-end-point; null without TLS. */
  readonly #endPoint: Uint8Array | null;
  readonly #verifierOf: (user: string) => Promise<{ verifier: ScramVerifier; real: boolean }>;
  #first: FirstMessage | null = null;
  #serverFirst = '';
  #nonce = '';
  #verifier: ScramVerifier | null = null;
  #real = false;

  constructor(
    user: string,
    encryption: Encryption | null,
    verifierOf: (user: string) => Promise<{ verifier: ScramVerifier; real: boolean }>,
  ) {
    this.#user = user;
    this.#endPoint = encryption?.serverEndPoint ?? null;
    this.#verifierOf = verifierOf;
  }

  start(): Step {
    const mechanisms = this.#endPoint ? [MECHANISM_PLUS, MECHANISM] : [MECHANISM];
    return { kind: 'challenge', challenge: { ask: 'sasl', mechanisms } };
  }

  async answer(answer: Answer): Promise<Step> {
    if (answer.type === 'sasl-initial' && this.#first === null) return this.#onFirst(answer);
    if (answer.type === 'sasl' && this.#first !== null) return this.#onFinal(this.#first, answer.data);
    throw unexpectedAnswer();
  }

  async #onFirst(answer: Answer & { type: 'sasl-initial' }): Promise<Step> {
    const bound = answer.mechanism === MECHANISM_PLUS && this.#endPoint !== null;
    if (answer.mechanism !== MECHANISM && !bound) {
      throw malformed('client selected an invalid SASL authentication mechanism', '08P01');
    }
    if (answer.data === null) throw malformed('The message is empty.');
    this.#first = readFirst(answer.data);
    checkBindingFlag(this.#first.flag, bound, this.#endPoint !== null);
    const { verifier, real } = await this.#verifierOf(this.#user);
    this.#verifier = verifier;
    this.#real = real;
    this.#nonce = this.#first.nonce + randomBytes(NONCE_BYTES).toString('base64');
    const salt = Buffer.from(verifier.salt).toString('base64');
    this.#serverFirst = `r=${this.#nonce},s=${salt},i=${verifier.iterations}`;
    return { kind: 'challenge', challenge: { ask: 'sasl-continue', data: Buffer.from(this.#serverFirst) } };
  }

  async #onFinal(first: FirstMessage, data: Uint8Array): Promise<Step> {
    const final = readFinal(data);
    this.#checkBinding(first.flag, final.channelBinding);
    if (final.nonce !== this.#nonce) throw malformed('Nonce does not match.');
    const verifier = this.#verifier;
    if (!verifier) throw unexpectedAnswer();
    const authMessage = `${first.bare},${this.#serverFirst},${final.withoutProof}`;
    const signature = hmac(verifier.storedKey, authMessage);
    const clientKey = xor(signature, final.proof);
    const proven = timingSafeEqual(sha256(clientKey), verifier.storedKey);
    if (!proven || !this.#real) throw passwordFailed(this.#user);
    const serverSignature = hmac(verifier.serverKey, authMessage).toString('base64');
    return { kind: 'accept', saslFinal: Buffer.from(`v=${serverSignature}`) };
  }

  /** c= is the GS2 header of the first message, and with channel binding its data (RFC 5802 section 7). */
  #checkBinding(flag: string, channelBinding: string): void {
    const bound = flag.startsWith('p=') ? this.#endPoint : null;
    const expected = Buffer.concat([Buffer.from(`${flag},,`), bound ?? new Uint8Array()]).toString('base64');
    if (channelBinding === expected) return;
    if (bound) throw refusedBinding('SCRAM channel binding check failed');
    throw malformed('Unexpected channel-binding attribute.');
  }
}

/**
 * The client's gs2-cbind-flag against the mechanism it chose (auth-scram.c, read_client_first_message). Flag `y` says that
 * it could bind but was not offered to: where it was, somebody in between has taken the offer away.
 */
function checkBindingFlag(flag: string, bound: boolean, offered: boolean): void {
  if (flag.startsWith('p=')) {
    if (!bound)
      throw malformed(
        'The client selected SCRAM-SHA-256 without channel binding, but the SCRAM message includes channel binding data.',
      );
    const type = flag.slice(2);
    if (type !== BINDING_TYPE) {
      throw new GatewayError('08P01', `unsupported SCRAM channel-binding type "${type}"`, {
        severity: 'FATAL',
      });
    }
    return;
  }
  if (bound) {
    throw malformed(
      'The client selected SCRAM-SHA-256-PLUS, but the SCRAM message does not include channel binding data.',
    );
  }
  if (flag === 'y' && offered) {
    throw refusedBinding(
      'SCRAM channel binding negotiation error',
      'The client supports SCRAM channel binding but thinks the server does not.  However, this server does support channel binding.',
    );
  }
}

function refusedBinding(message: string, detail?: string): GatewayError {
  return new GatewayError('28000', message, { severity: 'FATAL', ...(detail ? { detail } : {}) });
}

interface FirstMessage {
  /** gs2-cbind-flag: n, y or p=type */
  readonly flag: string;
  readonly bare: string;
  readonly nonce: string;
}

interface FinalMessage {
  readonly channelBinding: string;
  readonly nonce: string;
  readonly proof: Uint8Array;
  readonly withoutProof: string;
}

/** client-first-message; PostgreSQL ignores the user name in it: the startup packet's counts (manual 55.3.1). */
function readFirst(data: Uint8Array): FirstMessage {
  const text = asText(data);
  const match = /^([ny]|p=[^,]*),(a=[^,]*)?,((?:m=[^,]*,)?n=[^,]*,r=([\x21-\x2b\x2d-\x7e]+)(?:,.*)?)$/.exec(
    text,
  );
  if (!match) throw malformed('The message is not a valid client-first-message.');
  const [, flag = '', authzid, bare = '', nonce = ''] = match;
  if (authzid !== undefined)
    throw malformed('Client uses authorization identity, but it is not supported.', '0A000');
  if (bare.startsWith('m=')) throw malformed('Client requires an unsupported SCRAM extension.', '0A000');
  return { flag, bare, nonce };
}

function readFinal(data: Uint8Array): FinalMessage {
  const text = asText(data);
  const match = /^(c=([A-Za-z0-9+/=]*),r=([\x21-\x2b\x2d-\x7e]+)(?:,[^,]*)*),p=([A-Za-z0-9+/]{43}=)$/.exec(
    text,
  );
  if (!match) throw malformed('The message is not a valid client-final-message.');
  const [, withoutProof = '', channelBinding = '', nonce = '', proof = ''] = match;
  return { channelBinding, nonce, proof: Buffer.from(proof, 'base64'), withoutProof };
}

function asText(data: Uint8Array): string {
  const text = Buffer.from(data.buffer, data.byteOffset, data.length).toString('utf8');
  if (text.includes('\0')) throw malformed('Message length does not match input length.');
  return text;
}

function malformed(detail: string, sqlstate = '08P01'): GatewayError {
  return new GatewayError(sqlstate, 'malformed SCRAM message', { severity: 'FATAL', detail });
}

function xor(left: Uint8Array, right: Uint8Array): Uint8Array {
  return left.map((byte, i) => byte ^ (right[i] ?? 0));
}
