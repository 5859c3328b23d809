import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The list of a package's files with their checksums. */
export const PACKAGE_MANIFEST = 'MANIFEST.json';

export interface PackageManifest {
  readonly name: string;
  readonly version: string;
  readonly files: readonly { readonly path: string; readonly bytes: number; readonly sha256: string }[];
}

/**
 * Compares the files of a package with its manifest.
 *
 * @throws Error naming the first file that is missing or another
 */
export async function verifyPackage(folder: string): Promise<PackageManifest> {
  const manifest = JSON.parse(await readFile(join(folder, PACKAGE_MANIFEST), 'utf8')) as PackageManifest;
  for (const { path, sha256 } of manifest.files) {
    const bytes = await readFile(join(folder, path)).catch((error: unknown) => {
      throw new Error(`${path} cannot be read: the package must be installed again`, { cause: error });
    });
    if (createHash('sha256').update(bytes).digest('hex') !== sha256) {
      throw new Error(`${path} is not the file that was packaged: the package must be installed again`);
    }
  }
  return manifest;
}
