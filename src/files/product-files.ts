import { readFileSync } from 'node:fs';
import { findPackageJSON } from 'node:module';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** Set by the build of the package (src/packaging/bundle.ts) alone. */
declare const IRIS_PGWIRE_PACKAGED: boolean | undefined;

/** Whether this is the package that `npm run package` makes, and not the source tree. */
export const packaged = typeof IRIS_PGWIRE_PACKAGED !== 'undefined';

/**
 * Where a file comes from: a path in the source tree, or one in a package of npm; and what it is called in the package.
 * Names of folders end with a slash.
 */
export interface ProductFile {
  readonly source: string;
  /** The npm package that `source` is a path in. */
  readonly from?: string;
  readonly packaged: string;
}

/**
 * All that the gateway loads by itself beside its modules. In the package everything lies in one folder. TypeScript is
 * bundled, the rest is copied; what npm packages load (PGlite, its pgvector, libpg-query, piscina) they look for beside
 * their own code, which is there then.
 */
export const PRODUCT_FILES = {
  translationWorker: { source: 'src/translation/worker.ts', packaged: 'translation-worker.js' },
  laneWorker: { source: 'src/backend/embedded/lane-worker.ts', packaged: 'lane-worker.js' },
  loadWorker: { source: 'src/load/run/load-worker.ts', packaged: 'load-worker.js' },
  nativeChild: { source: 'src/backend/native/child/main.ts', packaged: 'native-child.js' },
  piscinaWorker: { from: 'piscina', source: 'dist/worker.js', packaged: 'worker.js' },
  helperClass: { source: 'ipm/IrisPGWire/Gateway.cls', packaged: 'Gateway.cls' },
  inspectorPage: { source: 'src/admin/inspector/', packaged: 'inspector/' },
  moduleManifest: { source: 'ipm/module.xml', packaged: 'module.xml' },
  pgliteCode: { from: '@electric-sql/pglite', source: 'dist/pglite.wasm', packaged: 'pglite.wasm' },
  pgliteData: { from: '@electric-sql/pglite', source: 'dist/pglite.data', packaged: 'pglite.data' },
  pgvector: {
    from: '@electric-sql/pglite-pgvector',
    source: 'dist/vector.tar.gz',
    packaged: 'vector.tar.gz',
  },
  parserCode: { from: 'libpg-query', source: 'wasm/libpg-query.wasm', packaged: 'libpg-query.wasm' },
} as const satisfies Readonly<Record<string, ProductFile>>;

/** The saved image of the shadow catalog: in the package only; the source tree makes it when it is needed. */
export const PACKAGED_IMAGE = 'shadow-image.tgz';

const OWN = import.meta.dirname;

/** Where a file is. Not for code of threads: of the source tree, that runs bundled from another place. */
export function productFile(name: keyof typeof PRODUCT_FILES): URL {
  const file: ProductFile = PRODUCT_FILES[name];
  return pathToFileURL(packaged ? join(OWN, file.packaged) : sourcePath(file));
}

/** Where a file is in the source tree or in node_modules. */
export function sourcePath({ from, source }: ProductFile): string {
  return join(from === undefined ? join(OWN, '../..') : packageFolder(from), source);
}

/** The folder of the package. */
export const PACKAGE_FOLDER = OWN;

/** The version of the gateway. */
export function productVersion(): string {
  const file = join(packaged ? OWN : join(OWN, '../..'), 'package.json');
  return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version;
}

/** @throws Error when the package is not installed */
export function packageFolder(name: string): string {
  const manifest = findPackageJSON(name, import.meta.url);
  if (manifest === undefined) throw new Error(`the package ${name} is not installed`);
  return dirname(manifest);
}
