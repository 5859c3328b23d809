import type { Config } from '../../../config/load.ts';
import { ClientConnection } from '../../client/client-connection.ts';
import { Credentials } from '../../client/credentials.ts';
import { GatewayError } from '../../errors/gateway-error.ts';
import type { IrisVersion } from '../../sql/iris/version.ts';
import type { TranslationSession } from '../../translation/api.ts';
import { describeStatements, type Described } from '../../translation/describe-statements.ts';
import { DEFAULT_VALUE_SETTINGS } from '../../types/value-settings.ts';
import { keepWasmBaseline } from '../wasm-tier.ts';
import { gatewayAddress } from './load.ts';

/** Statements that later ones may depend on. */
const DEFINITION = /^(?:CREATE|ALTER|DROP|COMMENT|RENAME) /;

/**
 * Describes statements in a gateway of its own, with an empty embedded engine that leaves nothing behind.
 *
 * @param definitions are run before
 * @throws Error naming a definition that is refused
 */
export async function describeOffline(
  config: Config,
  definitions: readonly string[],
  statements: readonly string[],
  irisVersion: IrisVersion | undefined,
): Promise<readonly Described[]> {
  keepWasmBaseline();
  const { serve } = await import('../serve.ts');
  const own = throwaway(config, irisVersion);
  const serving = await serve(own, () => own);
  try {
    const address = {
      ...gatewayAddress(own),
      host: serving.host,
      port: serving.port,
      sslMode: 'disable',
    } as const;
    const connection = await ClientConnection.open(address, new Credentials(address.user, ''));
    for (const sql of definitions) {
      const refusal = await define(connection, sql);
      if (refusal) throw new Error(`--schema: ${refusal} in: ${sql}`);
    }
    const described: Described[] = [];
    for (const sql of statements) {
      const all = await describeStatements(serving.translation, sql, sessionOf(own));
      described.push(...all);
      if (all.some((one) => !('error' in one) && DEFINITION.test(`${one.command} `)))
        await define(connection, sql);
    }
    connection.close();
    return described;
  } finally {
    await serving.stop();
  }
}

/** What was wrong; null when it has been done. */
async function define(connection: ClientConnection, sql: string): Promise<string | null> {
  try {
    await connection.table(sql);
    return null;
  } catch (error) {
    if (error instanceof GatewayError) return `${error.fields.sqlstate} ${error.message}`;
    throw error;
  }
}

function throwaway(config: Config, irisVersion: IrisVersion | undefined): Config {
  const { server, auth, tls, backend, admin, otel, log } = config;
  return {
    ...config,
    server: { ...server, host: '127.0.0.1', port: 0, shutdownTimeout: 0, drainDelay: 0 },
    auth: { ...auth, method: 'trust', file: '', rulesFile: '' },
    tls: { ...tls, mode: 'disable' },
    backend: {
      ...backend,
      type: 'embedded',
      embeddedPath: ':memory:',
      embeddedVersion: irisVersion ?? backend.embeddedVersion,
    },
    admin: { ...admin, host: '127.0.0.1', port: 0 },
    otel: { ...otel, enabled: false },
    log: { ...log, level: 'error', levels: '', file: '', slowStatement: 0 },
  };
}

/** A session that has SET nothing. */
function sessionOf({ iris }: Config): TranslationSession {
  return {
    ...DEFAULT_VALUE_SETTINGS,
    user: iris.username,
    database: iris.namespace,
    searchPath: '"$user", public',
    pid: 0,
    settings: {},
  };
}
