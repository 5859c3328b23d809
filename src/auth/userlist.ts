import { readSecret, type Secret, type SecretStore } from './secret.ts';

/** A line that is not `"name" "secret"`. */
export class UserlistError extends Error {
  override readonly name = 'UserlistError';
}

/** The secrets of a userlist, and whose they are. */
export interface Userlist extends SecretStore {
  readonly users: readonly string[];
}

/**
 * Reads a PgBouncer-style userlist: one `"name" "password or verifier"` a line, `""` for a quote inside, `;` or `#`
 * starts a comment line. The first entry of a name counts.
 *
 * @throws UserlistError naming the line, never its contents
 */
export function readUserlist(text: string): Userlist {
  const users = new Map<string, Secret>();
  for (const [i, line] of text.split(/\r?\n/).entries()) {
    if (/^\s*(?:[;#].*)?$/.test(line)) continue;
    const match = /^\s*"((?:[^"]|"")*)"\s+"((?:[^"]|"")*)"/.exec(line);
    if (!match) throw new UserlistError(`line ${i + 1} is not of the form "name" "password"`);
    const [name = '', secret = ''] = match.slice(1).map((part) => part.replaceAll('""', '"'));
    if (!users.has(name)) users.set(name, readSecret(secret));
  }
  return { find: (user) => users.get(user), users: [...users.keys()] };
}
