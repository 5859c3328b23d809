/** RFC 4013 section 2.1: characters mapped to nothing (RFC 3454 table B.1). */
const MAPPED_TO_NOTHING =
  /\u{ad}|\u{34f}|\u{1806}|[\u{180b}-\u{180d}]|[\u{200b}-\u{200d}]|\u{2060}|[\u{fe00}-\u{fe0f}]|\u{feff}/gu;
/** Non-ASCII spaces become a space (RFC 3454 table C.1.2). */
const SPACES = /[\u00a0\u1680\u2000-\u200b\u202f\u205f\u3000]/gu;
/** Prohibited output (RFC 3454 tables C.2 to C.9, without the rarer private planes, which \p covers). */
const PROHIBITED =
  /[\p{Cc}\p{Co}\p{Cs}\p{Cn}\u2028\u2029\u200e\u200f\u202a-\u202e\u206a-\u206f\ufff9-\ufffd\u2ff0-\u2ffb]|\u{340}|\u{341}/u;

/**
 * SASLprep of a password as PostgreSQL applies it (pg_saslprep): a password that cannot be prepared is used as it is,
 * so that any bytes work as long as both sides agree.
 */
export function saslprep(password: string): string {
  const mapped = password.replace(SPACES, ' ').replace(MAPPED_TO_NOTHING, '').normalize('NFKC');
  return mapped === '' || PROHIBITED.test(mapped) ? password : mapped;
}
