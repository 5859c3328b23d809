import { createHash } from 'node:crypto';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { PACKAGE_MANIFEST, type PackageManifest } from '../files/package-manifest.ts';

/** Writes the manifest of all files in `folder`. */
export async function writeManifest(folder: string, version: string): Promise<PackageManifest> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const names = entries
    .filter((entry) => entry.isFile() && entry.name !== PACKAGE_MANIFEST)
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
    .toSorted();
  const files = await Promise.all(
    names.map(async (path) => {
      const bytes = await readFile(join(folder, path));
      return { path, bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') };
    }),
  );
  const manifest = { name: 'iris-pgwire', version, files };
  await writeFile(join(folder, PACKAGE_MANIFEST), `${JSON.stringify(manifest, null, 2)}\n`);
  return manifest;
}
