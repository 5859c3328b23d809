import { ClientConnection } from '../client/client-connection.ts';
import { Credentials } from '../client/credentials.ts';
import type { ServerAddress } from '../client/server-address.ts';
import type { LoadTable } from './builtin/workload.ts';
import type { LoadSettings } from './load-settings.ts';
import { Director, type Progress, type Side } from './run/director.ts';
import { Repertoire, type OwnScript, type RepertoireData } from './run/repertoire.ts';
import type { LoadResult } from './run/result.ts';
import { cleanUp, setUp } from './setup.ts';

export interface LoadHooks {
  readonly onProgress: (progress: Progress) => void;
  /** Ends the run soon; the result is what was seen until then. */
  readonly stop: AbortSignal;
}

/**
 * One run against a server, or against two by turns.
 *
 * @throws ScriptError, LinkError, GatewayError for a table that cannot be made
 */
export async function runLoad(
  settings: LoadSettings,
  own: readonly OwnScript[],
  addresses: readonly ServerAddress[],
  { onProgress, stop }: LoadHooks,
): Promise<LoadResult> {
  const { workloads, scale, variables } = settings;
  const scripts: RepertoireData = { workloads, own, scale, variables };
  const repertoire = new Repertoire(scripts);
  const tables = new Map(
    repertoire.workloads.flatMap((one) => one.tables.map((table) => [table.name, table])),
  );
  const sides: Side[] = [];
  for (const address of addresses) {
    const version = await withConnection(address, async (connection) => {
      await setUp(connection, [...tables.values()], scale, settings.init);
      return connection.parameter('server_version') ?? 'unknown';
    });
    sides.push({ address, version });
  }
  const director = new Director(settings, repertoire, sides, onProgress);
  const stopNow = (): void => director.stop();
  stop.addEventListener('abort', stopNow);
  if (stop.aborted) stopNow();
  try {
    return await director.run(scripts);
  } finally {
    stop.removeEventListener('abort', stopNow);
    if (settings.cleanup) await cleanUpAll(addresses, [...tables.values()]);
  }
}

async function cleanUpAll(addresses: readonly ServerAddress[], tables: readonly LoadTable[]): Promise<void> {
  for (const address of addresses) await withConnection(address, (connection) => cleanUp(connection, tables));
}

async function withConnection<T>(
  address: ServerAddress,
  work: (connection: ClientConnection) => Promise<T>,
): Promise<T> {
  const credentials = new Credentials(address.user, address.password);
  const connection = await ClientConnection.open(address, credentials, {
    application_name: 'iris-pgwire load',
  });
  try {
    return await work(connection);
  } finally {
    connection.close();
  }
}
