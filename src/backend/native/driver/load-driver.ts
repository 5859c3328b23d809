import { createRequire, Module } from 'node:module';
import { dirname, join } from 'node:path';
import { findDriver } from './find-driver.ts';
import type { Driver } from './driver.ts';

const DRIVER_PACKAGE = '@intersystems/intersystems-iris-native';

/**
 * Builds of the addon by platform, the one that suits most first (iris-driver.md section 1): which of them load depends
 * on the glibc, not on the distribution's name.
 */
const BUILDS: Readonly<Record<string, readonly string[]>> = {
  'linux-x64': [
    'lnxrh9x64',
    'lnxubuntu2204x64',
    'lnxrh8x64',
    'lnxrh10x64',
    'lnxubuntu2404x64',
    'lnxsuse15x64',
  ],
  'linux-arm64': ['lnxrh9arm64', 'lnxubuntu2204arm64', 'lnxrharm64', 'lnxrh10arm64', 'lnxubuntu2404arm64'],
  'darwin-x64': ['macx64'],
  'darwin-arm64': ['macos'],
  'win32-x64': ['winx64'],
};

/** The driver is not installed, or no build of it loads here; `message` is one line. */
export class DriverUnavailable extends Error {
  override readonly name = 'DriverUnavailable';
}

const require = createRequire(import.meta.url);

/**
 * Where the package's code is, or null when it is not installed: it is an optional dependency, which is never part of our
 * own package.
 *
 * @param place folder to look in instead of the node_modules that the gateway sees; empty: none
 */
export function driverFolder(place = ''): string | null {
  const main = mainOfDriver(place);
  return main === null ? null : dirname(main);
}

function mainOfDriver(place: string): string | null {
  try {
    const found = place === '' ? DRIVER_PACKAGE : findDriver(place);
    return found === null ? null : require.resolve(found);
  } catch {
    return null;
  }
}

/**
 * Loads the vendor's driver, from `place` where one is given. Only ever once in a process, and in one thread of it: several environments corrupt each
 * other's memory (iris-driver.md section 0).
 *
 * @throws DriverUnavailable
 */
export function loadDriver(place = ''): Driver {
  const main = mainOfDriver(place);
  if (main === null) {
    throw new DriverUnavailable(
      place === ''
        ? `${DRIVER_PACKAGE} is not installed (npm install ${DRIVER_PACKAGE}, or iris.driver names the folder it is in)`
        : `iris.driver: ${DRIVER_PACKAGE} is not in ${place}`,
    );
  }
  const source = dirname(main);
  presetPlatform(join(source, 'platform_info.js'), loadableBuild(join(source, '..', 'bin')));
  return require(main) as Driver;
}

/** The first build that loads. */
function loadableBuild(binaries: string): string {
  const reasons: string[] = [];
  for (const build of BUILDS[`${process.platform}-${process.arch}`] ?? []) {
    try {
      require(join(binaries, build, 'irissdk.node'));
      return build;
    } catch (error) {
      reasons.push(
        `${build}: ${error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error)}`,
      );
    }
  }
  throw new DriverUnavailable(
    `no build of ${DRIVER_PACKAGE} loads on ${process.platform}-${process.arch}${reasons.length === 0 ? '' : `: ${reasons.join('; ')}`}`,
  );
}

/**
 * Puts what platform_info.js would find out in its place: left alone it runs lsb_release, prints to stdout, and names a
 * folder that does not exist on Debian.
 */
function presetPlatform(file: string, platform: string): void {
  const found = new Module(file);
  found.filename = file;
  found.exports = { platform };
  found.loaded = true;
  require.cache[file] = found;
}
