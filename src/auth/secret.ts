import { createHash, timingSafeEqual } from 'node:crypto';
import { matchesVerifier, parseVerifier, type ScramVerifier } from './scram-verifier.ts';

/** A stored password as a userlist has it: in clear, as an md5 hash or as a SCRAM verifier. */
export type Secret =
  | { readonly kind: 'plain'; readonly password: string }
  | { readonly kind: 'md5'; readonly hash: string }
  | { readonly kind: 'scram'; readonly verifier: ScramVerifier };

/** Where secrets come from. */
export interface SecretStore {
  /** Undefined for an unknown user. */
  find(user: string): Secret | undefined;
}

/** Tells the three forms apart as PostgreSQL's get_password_type does. */
export function readSecret(text: string): Secret {
  if (/^md5[0-9a-f]{32}$/.test(text)) return { kind: 'md5', hash: text };
  const verifier = parseVerifier(text);
  return verifier ? { kind: 'scram', verifier } : { kind: 'plain', password: text };
}

/** PostgreSQL's md5 form of a password: `md5` + md5(password + user). */
export function md5Secret(user: string, password: string): string {
  return `md5${createHash('md5').update(password).update(user).digest('hex')}`;
}

/** Whether `password` is the one stored; takes the same time for every wrong password of a kind. */
export async function matchesSecret(secret: Secret, user: string, password: string): Promise<boolean> {
  switch (secret.kind) {
    case 'plain':
      return equalText(secret.password, password);
    case 'md5':
      return equalText(secret.hash, md5Secret(user, password));
    case 'scram':
      return matchesVerifier(secret.verifier, password);
  }
}

/** Compares without telling by time where the texts differ. */
export function equalText(left: string, right: string): boolean {
  const hash = (text: string): Buffer => createHash('sha256').update(text).digest();
  return timingSafeEqual(hash(left), hash(right));
}
