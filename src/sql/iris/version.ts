import type { Dialect } from '../context.ts';

/** The versions whose SQL the gateway knows (iris-sql.md, "Version gates"), oldest first. */
export const IRIS_VERSIONS = ['2024.1', '2024.2', '2024.3', '2025.1', '2025.2', '2025.3'] as const;

export type IrisVersion = (typeof IRIS_VERSIONS)[number];

/** SQL as that version accepts it. */
export function dialectOf(version: IrisVersion): Dialect {
  const [year, release] = version.split('.').map(Number);
  return { version: [year ?? 0, release ?? 0] };
}

/** Whether the dialect is that version's or a later one's. */
export function isSince({ version: [year, release] }: Dialect, first: IrisVersion): boolean {
  const [firstYear, firstRelease] = dialectOf(first).version;
  return year > firstYear || (year === firstYear && release >= firstRelease);
}

/** The version in a server's $ZVERSION: `IRIS for UNIX (...) 2024.1.2 (Build 398U) ...`. */
const SERVER_VERSION = /\b(20[0-9]{2})\.([0-9])\b/;

/**
 * SQL as the server with this $ZVERSION accepts it; a text without a version is taken for the oldest one that is known,
 * whose SQL later ones accept.
 */
export function dialectOfServer(zversion: string): Dialect {
  const found = SERVER_VERSION.exec(zversion);
  if (found === null) return dialectOf(IRIS_VERSIONS[0]);
  return { version: [Number(found[1]), Number(found[2])] };
}
