import { splitLine, type Word } from './access/split-line.ts';

/** Whether who was authenticated as `identity` may be `user` in the gateway. */
export type Permits = (identity: string, user: string) => boolean;

/** Without a map both names must be the same (manual 21.2). */
export const sameName: Permits = (identity, user) => identity === user;

/** A line of a user map that cannot be kept. */
export class UserMapError extends Error {
  override readonly name = 'UserMapError';
}

interface Entry {
  /** An exact name, or a pattern whose first group may stand in the user as \1. */
  readonly system: string | RegExp;
  /** Null: any user. */
  readonly user: string | null;
}

/**
 * Reads user name maps in the form of pg_ident.conf (manual 21.2): `map-name system-user database-user` a line; `/` begins
 * a regular expression, whose first group is `\1` in the database user.
 *
 * @throws UserMapError naming the line for what has no meaning here: patterns of users, role groups, includes
 */
export function readUserMaps(text: string): ReadonlyMap<string, Permits> {
  const maps = new Map<string, Entry[]>();
  for (const [i, line] of text.split(/\r?\n/).entries()) {
    const fields = splitLine(line);
    if (fields.length === 0) continue;
    const [[name] = [], [system] = [], [user] = [], ...rest] = fields;
    if (!name || !system || !user || rest.length > 0 || fields.some((field) => field.length > 1)) {
      throw new UserMapError(`line ${i + 1} is not of the form map-name system-user database-user`);
    }
    const entry: Entry = { system: readSystem(system, i + 1), user: readUser(user, i + 1) };
    maps.set(name.text, [...(maps.get(name.text) ?? []), entry]);
  }
  return new Map([...maps].map(([name, entries]) => [name, permitsOf(entries)]));
}

function readSystem({ text, quoted }: Word, line: number): Entry['system'] {
  if (!text.startsWith('/') || quoted) return text;
  try {
    return new RegExp(text.slice(1), 'u');
  } catch (error) {
    throw new UserMapError(`line ${line}: invalid regular expression`, { cause: error });
  }
}

function readUser({ text, quoted }: Word, line: number): Entry['user'] {
  if (quoted) return text;
  if (text === 'all') return null;
  if (/^[/+@]/.test(text)) throw new UserMapError(`line ${line}: "${text}" is not supported as a user`);
  return text;
}

function permitsOf(entries: readonly Entry[]): Permits {
  return (identity, user) => entries.some((entry) => matchesEntry(entry, identity, user));
}

function matchesEntry({ system, user: wanted }: Entry, identity: string, user: string): boolean {
  if (typeof system === 'string') return system === identity && (wanted === null || wanted === user);
  const match = system.exec(identity);
  if (!match) return false;
  return wanted === null || wanted.replaceAll('\\1', () => match[1] ?? '') === user;
}
