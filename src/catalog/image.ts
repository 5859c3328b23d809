import { readFileSync } from 'node:fs';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { PACKAGED_IMAGE, PACKAGE_FOLDER, packageFolder, packaged } from '../files/product-files.ts';
import { buildImage, recipeHash } from './image-recipe.ts';

const unzip = promisify(gunzip);

function packageVersion(name: string): string {
  const file = join(packageFolder(name), 'package.json');
  const manifest = JSON.parse(readFileSync(file, 'utf8')) as { version: string };
  return manifest.version;
}

/** A data directory is bound to the PGlite that made it (measurements.md section A), so both are in the name. */
function imageName(): string {
  const pglite = packageVersion('@electric-sql/pglite');
  const pgvector = packageVersion('@electric-sql/pglite-pgvector');
  return `shadow-${pglite}-${pgvector}-${recipeHash()}.tgz`;
}

/** gzip ends in a checksum: a file that was cut short or damaged is told apart here and made again. */
async function readImage(file: string): Promise<Uint8Array | null> {
  let bytes: Uint8Array;
  try {
    bytes = await readFile(file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
  try {
    return await unzip(bytes);
  } catch {
    return null;
  }
}

/**
 * The saved image of an empty shadow, its data directory as a tar: the package's own, else from `folder` or made there (10 s)
 * when it is missing, damaged or of another version. Written to a name of its own and renamed, so that two processes may
 * race: both get a whole image.
 *
 * @throws the file system's error when the folder cannot be read or written, Error when the package's image is damaged
 */
export async function loadImage(folder: string): Promise<Uint8Array> {
  if (packaged) return packagedImage();
  const file = join(folder, imageName());
  const saved = await readImage(file);
  if (saved) return saved;
  const built = await buildImage();
  await mkdir(folder, { recursive: true });
  const temporary = `${file}.${process.pid}.${Date.now()}`;
  try {
    await writeFile(temporary, built);
    await rename(temporary, file);
  } finally {
    await rm(temporary, { force: true });
  }
  return unzip(built);
}

async function packagedImage(): Promise<Uint8Array> {
  const file = join(PACKAGE_FOLDER, PACKAGED_IMAGE);
  const image = await readImage(file);
  if (image === null) throw new Error(`${file} is missing or damaged: the package must be installed again`);
  return image;
}
