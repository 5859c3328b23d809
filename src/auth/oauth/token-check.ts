import { errors, jwtVerify, type JWTPayload, type JWTVerifyGetKey } from 'jose';

/** What a token must say. */
export interface TokenRules {
  readonly issuer: string;
  readonly audience: string;
  /** All of these, separated by blanks, must be in the token's scope; empty: any. */
  readonly scope: string;
  /** Signature algorithms that are accepted, public-key ones only. */
  readonly algorithms: readonly string[];
  /** Seconds by which clocks may differ. */
  readonly clockTolerance: number;
  /** The claim that names the user. */
  readonly userClaim: string;
}

/** Whom a token names; null for one that is not valid. */
export type TokenCheck = (token: string) => Promise<string | null>;

/**
 * Checks JSON web tokens (RFC 7519, RFC 9068): signature by a key of the issuer's, issuer, audience, times and scope. A
 * token without an end is refused. Why a token is refused nobody is told, keys that cannot be had are for the log.
 */
export function tokenCheck(
  keys: JWTVerifyGetKey,
  rules: TokenRules,
  report: (error: unknown) => void,
): TokenCheck {
  return async (token) => {
    try {
      const { payload } = await jwtVerify(token, keys, {
        issuer: rules.issuer,
        audience: rules.audience,
        algorithms: [...rules.algorithms],
        clockTolerance: rules.clockTolerance,
        requiredClaims: ['exp', rules.userClaim],
      });
      const identity = payload[rules.userClaim];
      return typeof identity === 'string' && identity !== '' && hasScope(payload, rules.scope)
        ? identity
        : null;
    } catch (error) {
      if (!isTokenError(error)) report(new KeysUnavailable(error));
      return null;
    }
  };
}

/** The keys that tokens are checked with could not be read. */
class KeysUnavailable extends Error {
  override readonly name = 'KeysUnavailable';
  constructor(cause: unknown) {
    super('the key set of the OAuth issuer is not to be had', { cause });
  }
}

/** The token's own fault, which a client can cause at will: nothing for the log. */
function isTokenError(error: unknown): boolean {
  return (
    error instanceof errors.JOSEError &&
    !(error instanceof errors.JWKSTimeout) &&
    !(error instanceof errors.JWKSInvalid) &&
    error.code !== 'ERR_JOSE_GENERIC'
  );
}

/** `scope` is a text of words (RFC 9068 section 2.2.3); some issuers have `scp`, a text or a list. */
function hasScope(payload: JWTPayload, wanted: string): boolean {
  const given = payload['scope'] ?? payload['scp'];
  const words = Array.isArray(given) ? given : typeof given === 'string' ? given.split(' ') : [];
  return wanted
    .split(' ')
    .filter((word) => word !== '')
    .every((word) => words.includes(word));
}
