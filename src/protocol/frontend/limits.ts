import { fatalViolation } from '../violation.ts';
import { ordinaryKind } from './registry.ts';

/**
 * What is waited for. The type byte `p` and packets without a type byte mean different things at different times, so
 * the state of the session is said explicitly instead of guessed from the bytes.
 */
export type Awaiting =
  | 'startup'
  | 'password'
  | 'sasl-initial'
  | 'sasl'
  /** SASL messages of OAUTHBEARER: a token is longer than what other mechanisms send. */
  | 'bearer-initial'
  | 'bearer'
  | 'ordinary';

/** PostgreSQL's MAX_STARTUP_PACKET_LENGTH; the length word is not counted. */
const STARTUP_PACKET = 10_000;
/** PG_MAX_AUTH_TOKEN_LENGTH: nobody may fill our memory before he has proved who he is. */
const PASSWORD = 65_535;
/** PG_MAX_SASL_MESSAGE_LENGTH */
const SASL_MESSAGE = 1024;
/** PQ_SMALL_MESSAGE_LIMIT */
const SMALL_MESSAGE = 10_000;

const PASSWORD_TYPE = 'p'.charCodeAt(0);

/** FATAL 08P01 when a message of this type byte cannot come now: before its length is even looked at, as PostgreSQL. */
export function checkType(awaiting: Exclude<Awaiting, 'startup'>, type: number): void {
  if (awaiting === 'ordinary') {
    ordinaryKind(type);
  } else if (type !== PASSWORD_TYPE) {
    const expected = awaiting === 'password' ? 'password' : 'SASL';
    throw fatalViolation(`expected ${expected} response, got message type ${type}`);
  }
}

/** FATAL 08P01 when a start-up packet cannot have this length word. */
export function checkStartupLength(length: number): void {
  if (length >= 8 && length <= STARTUP_PACKET + 4) return;
  // A TLS ClientHello: record type 22, version 3.x.
  const tls = length >>> 16 === 0x1603;
  throw fatalViolation(
    'invalid length of startup packet',
    tls ? { detail: 'The client began a TLS handshake without an SSLRequest.' } : {},
  );
}

/** FATAL 08P01 when a message cannot have this length word; `maximum` bounds the large ones. Nothing is allocated yet. */
export function checkLength(
  awaiting: Exclude<Awaiting, 'startup'>,
  type: number,
  length: number,
  maximum: number,
): void {
  if (length < 4 || length > limitOf(awaiting, type, maximum)) {
    throw fatalViolation('invalid message length');
  }
}

function limitOf(awaiting: Exclude<Awaiting, 'startup'>, type: number, maximum: number): number {
  switch (awaiting) {
    case 'password':
    case 'bearer-initial':
    case 'bearer':
      return PASSWORD;
    case 'sasl-initial':
    case 'sasl':
      return SASL_MESSAGE;
    case 'ordinary':
      return ordinaryKind(type).size === 'large' ? maximum : Math.min(SMALL_MESSAGE, maximum);
  }
}
