import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const PACKAGE = '@intersystems/intersystems-iris-native';

/** Builds for x86-64 Linux (iris-driver.md section 1); on Debian the package looks for one that it has not. */
const BUILDS = ['lnxrh9x64', 'lnxubuntu2204x64', 'lnxrh8x64', 'lnxrh10x64', 'lnxubuntu2404x64'];

/** What specs use of the vendor's module. */
export interface VendorModule {
  createConnection(options: object): VendorConnection;
  readonly IRISReference: new (value: string) => VendorReference;
}

export interface VendorConnection {
  createIris(): object;
  close(): void;
}

export interface VendorReference {
  getBytes(): Buffer | null;
}

/** Where the vendor's package is; null when the optional dependency is not installed. */
export function driverFolder(): string | null {
  try {
    // The package does not export its package.json; its entry is in src.
    return dirname(dirname(createRequire(import.meta.url).resolve(PACKAGE)));
  } catch {
    return null;
  }
}

/** Loads the first build that loads here. @throws Error when none does */
export function loadDriver(folder: string): VendorModule {
  const require = createRequire(import.meta.url);
  const platformFile = join(folder, 'src', 'platform_info.js');
  let failure: unknown;
  for (const platform of BUILDS) {
    const module = { id: platformFile, filename: platformFile, loaded: true, exports: { platform } };
    Object.assign(require.cache, { [platformFile]: module });
    try {
      return require(join(folder, 'src', 'index.js')) as VendorModule;
    } catch (error) {
      failure = error;
    }
  }
  throw new Error('no build of the vendor driver loads here', { cause: failure });
}
