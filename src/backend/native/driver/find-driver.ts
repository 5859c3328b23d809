import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** The package's name on npm and in older kits. */
const NAME = /^(@intersystems\/)?intersystems-iris-native$/;

/** How far below the given folder it may be: `node_modules/@intersystems/intersystems-iris-native`. */
const DEPTH = 3;

/**
 * The folder of the vendor's driver in `place` or below it. Kits of IRIS have it somewhere in `dev/nodejs`; where exactly,
 * and under which name, differs with the release.
 */
export function findDriver(place: string, depth = DEPTH): string | null {
  if (isDriver(place)) return place;
  if (depth === 0) return null;
  for (const entry of folders(place)) {
    const found = findDriver(join(place, entry), depth - 1);
    if (found !== null) return found;
  }
  return null;
}

function isDriver(folder: string): boolean {
  const manifest = join(folder, 'package.json');
  if (!existsSync(manifest)) return false;
  const { name } = JSON.parse(readFileSync(manifest, 'utf8')) as { name?: unknown };
  return typeof name === 'string' && NAME.test(name);
}

function folders(place: string): string[] {
  return readdirSync(place)
    .filter((name) => statSync(join(place, name), { throwIfNoEntry: false })?.isDirectory())
    .toSorted();
}
