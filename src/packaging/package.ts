import { execFile } from 'node:child_process';
import { chmod, copyFile, cp, mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { PACKAGED_IMAGE, productVersion } from '../files/product-files.ts';
import { archive } from './archive.ts';
import { bundle, MAIN_FILE } from './bundle.ts';
import { writeManifest } from './manifest.ts';
import { ingredients, licenseTexts, PROJECT } from './packages.ts';
import { billOfMaterials } from './sbom.ts';

/** What the package may weigh, in bytes: unpacked, and as an archive. Two thirds is PGlite. */
export const UNPACKED_BUDGET = 26_000_000;
export const PACKED_BUDGET = 9_000_000;

const MODULE_CLASSES = ['Gateway', 'Installer', 'Log', 'Service'];

/** What was made. */
export interface Packages {
  /** The gateway, ready to run: `node iris-pgwire.js`. */
  readonly gateway: string;
  /** The folder that IPM loads. */
  readonly module: string;
  /** For `npm install -g`. */
  readonly npmArchive: string;
  /** For `zpm "load"`. */
  readonly moduleArchive: string;
  readonly unpacked: number;
  readonly packed: number;
}

/**
 * Makes all packages in `folder`, which is emptied first.
 *
 * @throws Error when they are larger than their budget
 */
export async function makePackages(folder: string): Promise<Packages> {
  const version = productVersion();
  const gateway = join(folder, 'gateway');
  await rm(folder, { recursive: true, force: true });
  await mkdir(gateway, { recursive: true });
  const [metafile] = await Promise.all([bundle(gateway), makeImage(join(gateway, PACKAGED_IMAGE))]);
  const contents = ingredients(metafile);
  await writeFile(join(gateway, 'package.json'), await packageJson(version));
  await writeFile(join(gateway, 'THIRD-PARTY.txt'), licenseTexts(contents));
  await writeFile(join(gateway, 'sbom.cdx.json'), billOfMaterials(contents));
  for (const file of ['README.md', 'LICENSE']) await copyFile(join(PROJECT, file), join(gateway, file));
  await chmod(join(gateway, MAIN_FILE), 0o755);
  const manifest = await writeManifest(gateway, version);
  const module = join(folder, 'module');
  await layModule(gateway, module);
  const npmArchive = join(folder, `iris-pgwire-${version}.tgz`);
  const moduleArchive = join(folder, `iris-pgwire-${version}-ipm.tgz`);
  await archive(gateway, npmArchive, 'package');
  await archive(module, moduleArchive);
  const unpacked = manifest.files.reduce((sum, { bytes }) => sum + bytes, 0);
  const packed = (await stat(moduleArchive)).size;
  if (unpacked > UNPACKED_BUDGET || packed > PACKED_BUDGET) {
    throw new Error(
      `the package has ${unpacked} bytes, ${packed} packed; its budget is ${UNPACKED_BUDGET}, ${PACKED_BUDGET} packed`,
    );
  }
  return { gateway, module, npmArchive, moduleArchive, unpacked, packed };
}

/** IPM looks for classes in `cls` below SourcesRoot (%IPM.ResourceProcessor.Default.Package). */
async function layModule(gateway: string, module: string): Promise<void> {
  const classes = join(module, 'src', 'cls', 'IrisPGWire');
  await mkdir(classes, { recursive: true });
  for (const name of MODULE_CLASSES) {
    await copyFile(join(PROJECT, 'ipm', 'IrisPGWire', `${name}.cls`), join(classes, `${name}.cls`));
  }
  await copyFile(join(PROJECT, 'ipm', 'module.xml'), join(module, 'module.xml'));
  await cp(gateway, join(module, 'gateway'), { recursive: true });
}

async function makeImage(file: string): Promise<void> {
  const program = join(import.meta.dirname, 'make-image.ts');
  await promisify(execFile)(process.execPath, [program, file]);
}

/**
 * Everything is in the package; the vendor's driver is not ours to give away, and is used where it is installed beside.
 */
async function packageJson(version: string): Promise<string> {
  const { description, license, engines, optionalDependencies } = JSON.parse(
    await readFile(join(PROJECT, 'package.json'), 'utf8'),
  ) as Record<string, unknown>;
  const peers = Object.keys(optionalDependencies as object);
  const manifest = {
    name: 'iris-pgwire',
    version,
    description,
    license,
    type: 'module',
    engines,
    bin: { 'iris-pgwire': MAIN_FILE },
    peerDependencies: optionalDependencies,
    peerDependenciesMeta: Object.fromEntries(peers.map((name) => [name, { optional: true }])),
  };
  return `${JSON.stringify(manifest, null, 2)}\n`;
}
