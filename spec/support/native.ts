import type { Suite } from 'mocha';
import { driverFolder } from '../../src/backend/native/driver/load-driver.ts';
import { IrisServer } from '../../src/backend/native/iris-server.ts';
import { NativeBackend } from '../../src/backend/native/native-backend.ts';
import type { ConnectionOptions, Level } from '../../src/backend/native/options.ts';
import type { Feature } from './superserver/features.ts';
import type { Superserver } from './superserver/superserver.ts';

/** What the simulator must be without for each level to be the best one that works. */
export const LEVEL_FEATURES: readonly (readonly [Level, readonly Feature[]])[] = [
  ['helper', []],
  ['batches', ['helper']],
  ['rows', ['helper', 'getRows']],
];

/** A suite that needs the vendor's driver, which is an optional dependency. */
export function nativeSuite(title: string, body: (this: Suite) => void): void {
  const missing = driverFolder() === null;
  if (missing && process.env['PGWIRE_TEST_REQUIRE_ALL'] !== '1') describe.skip(title, body);
  else describe(title, body);
}

/** How the simulator is reached. */
export function connectionTo(server: Superserver, more: Partial<ConnectionOptions> = {}): ConnectionOptions {
  return {
    host: server.host,
    port: server.port,
    namespace: 'USER',
    user: '_SYSTEM',
    password: 'SYS',
    connectTimeout: 5,
    helperSource: null,
    driver: '',
    ...more,
  };
}

/** A backend on the simulator. */
export async function nativeBackend(
  server: Superserver,
  more: Partial<ConnectionOptions> = {},
): Promise<NativeBackend> {
  return new NativeBackend(await IrisServer.meet(connectionTo(server, more), true), {
    vectorOid: 16385,
    vectorArrayOid: 16390,
  });
}
