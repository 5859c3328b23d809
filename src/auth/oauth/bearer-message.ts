import { GatewayError } from '../../errors/gateway-error.ts';

/** RFC 7628 section 3.1 separates key/value pairs by this byte. */
const KVSEP = '\u0001';

/** What the client's first message of OAUTHBEARER carries. */
export interface BearerMessage {
  /** The value of `auth`, as the Authorization header of HTTP has it; '' asks for the issuer (discovery). */
  readonly auth: string;
}

/**
 * Reads `n,,^Aauth=Bearer TOKEN^A^A` (RFC 7628 section 3.1) as strictly as auth-oauth.c does.
 *
 * @throws FATAL 08P01, 0A000 for an authorization identity; never with a part of the token
 */
export function readBearerMessage(data: Uint8Array): BearerMessage {
  const text = Buffer.from(data).toString('latin1');
  if (text === '') throw malformed('The message is empty.');
  if (text.includes('\0')) throw malformed('Message length does not match input length.');
  const flag = text.charAt(0);
  if (flag === 'p') {
    throw malformed(
      'The server does not support channel binding for OAuth, but the client message includes channel binding data.',
    );
  }
  if (flag !== 'y' && flag !== 'n') throw malformed(`Unexpected channel-binding flag "${shown(flag)}".`);
  if (text.charAt(1) !== ',')
    throw malformed(`Comma expected, but found character "${shown(text.charAt(1))}".`);
  const identity = text.charAt(2);
  if (identity === 'a') {
    throw new GatewayError('0A000', 'client uses authorization identity, but it is not supported', FATAL);
  }
  if (identity !== ',') {
    throw malformed(`Unexpected attribute "${shown(identity)}" in client-first-message.`);
  }
  if (text.charAt(3) !== KVSEP) {
    throw malformed(`Key-value separator expected, but found character "${shown(text.charAt(3))}".`);
  }
  return { auth: readPairs(text.slice(4)) };
}

/** The value of `auth`; other keys are passed over, as the RFC wants it. */
function readPairs(text: string): string {
  let auth: string | undefined;
  for (let from = 0; from < text.length; ) {
    const end = text.indexOf(KVSEP, from);
    if (end < 0) throw malformed('Message contains an unterminated key/value pair.');
    if (end === from) {
      if (auth === undefined) throw malformed('Message does not contain an auth value.');
      if (end + 1 < text.length)
        throw malformed('Message contains additional data after the final terminator.');
      return auth;
    }
    const pair = text.slice(from, end);
    const equals = pair.indexOf('=');
    if (equals < 0) throw malformed('Message contains a key without a value.');
    const key = pair.slice(0, equals);
    const value = pair.slice(equals + 1);
    if (key === '') throw malformed('Message contains an empty key name.');
    if (!/^[A-Za-z]+$/.test(key)) throw malformed('Message contains an invalid key name.');
    if (!/^[\t\r\n\x20-\x7e]*$/.test(value)) throw malformed('Message contains an invalid value.');
    if (key === 'auth') {
      if (auth !== undefined) throw malformed('Message contains multiple auth values.');
      auth = value;
    }
    from = end + 1;
  }
  throw malformed('Message did not contain a final terminator.');
}

/** The token of an Authorization value (RFC 6750 section 2.1, scheme without case); null when it is none. */
export function bearerToken(auth: string): string | null {
  return /^bearer +([A-Za-z0-9\-._~+/]+=*)$/i.exec(auth)?.[1] ?? null;
}

const FATAL = { severity: 'FATAL' } as const;

/** What has been read so far holds no secret: the token comes behind it. */
function shown(character: string): string {
  if (/^[\x21-\x7e]$/.test(character)) return `'${character}'`;
  return `0x${(character === '' ? 0 : character.charCodeAt(0)).toString(16).padStart(2, '0')}`;
}

function malformed(detail: string): GatewayError {
  return new GatewayError('08P01', 'malformed OAUTHBEARER message', { ...FATAL, detail });
}
