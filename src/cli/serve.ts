import { readFileSync } from 'node:fs';
import { Gateway } from '../../actors/gateway/gateway.ts';
import { LanePool, type PoolEvent } from '../../actors/pool/lane-pool.ts';
import { ConfigError, type Config } from '../../config/load.ts';
import { authMethod } from '../auth/index.ts';
import { readUserlist, UserlistError } from '../auth/userlist.ts';
import type { SecretStore } from '../auth/secret.ts';
import type { Backend } from '../backend/backend.ts';
import { EMBEDDED_DIALECT, EmbeddedBackend } from '../backend/embedded/embedded-backend.ts';
import { createLogger, errorReporter } from '../diagnostics/logger.ts';
import { Listener } from '../net/listener.ts';
import { CancelRegistry } from '../session/cancel-registry.ts';
import { Translator } from '../translation/translator.ts';
import type { TypeRegistry } from '../types/index.ts';

/** Bounds of one session: far beyond what drivers use, far below what would hurt others. */
const PREPARED_STATEMENTS = 10_000;
const PORTALS = 10_000;

/** A gateway that serves; ends by `stop`. */
export interface Serving {
  readonly host: string;
  readonly port: number;
  /** Finishes what runs, closes everything. Safe to call twice. */
  stop(): Promise<void>;
}

/**
 * The composition root: makes every part from the configuration and starts to listen.
 *
 * @throws ConfigError for settings that only turn out wrong now (an unreadable userlist); the socket's error when the
 *   address cannot be used
 */
export async function serve(config: Config): Promise<Serving> {
  const logger = createLogger(config.log);
  const report = errorReporter(logger);
  const auth = authMethod(config.auth.method, secretStore(config));
  const translation = await Translator.create({
    analysers: config.translation.workers,
    queries: 1,
    imageFolder: config.translation.imageFolder,
    cacheSize: config.translation.cacheSize,
    timeoutMs: config.translation.timeout * 1000,
    dialect: EMBEDDED_DIALECT,
    serverVersion: config.server.version,
    owner: config.iris.username,
  });
  const backend = openBackend(config, translation.registry);
  let notifyPool: (event: PoolEvent) => void = () => undefined;
  const pool = new LanePool(backend, poolOptions(config), (event) => notifyPool(event));
  const gateway = new Gateway(
    {
      translation,
      pool,
      registry: translation.registry,
      cancels: new CancelRegistry(),
      auth,
      limits: {
        preparedStatements: PREPARED_STATEMENTS,
        portals: PORTALS,
        messageBytes: config.server.maxMessageBytes,
        authTimeoutMs: config.auth.timeout * 1000,
        remainderRows: config.remainder.rows,
        remainderBytes: config.remainder.bytes,
      },
      database: config.iris.namespace,
      serverVersion: config.server.version,
      report,
    },
    config.server.maxConnections,
  );
  notifyPool = (event) => {
    if (event.type === 'lane.failed') report(event.reason);
    gateway.poolChanged(event);
  };
  const listener = new Listener(gateway);
  const closeAll = async (): Promise<void> => {
    await pool.close();
    await translation.close();
    await backend.close();
  };
  try {
    await mirror(pool, translation);
    const address = await listener.listen(config.server.host, config.server.port);
    logger.info('serving', { host: address.address, port: address.port, backend: backend.type });
    let stopping: Promise<void> | null = null;
    const stop = async (): Promise<void> => {
      logger.info('draining', { connections: gateway.connections });
      listener.stopAccepting();
      await gateway.drain(config.server.shutdownTimeout * 1000);
      listener.close();
      await closeAll();
    };
    return { host: address.address, port: address.port, stop: () => (stopping ??= stop()) };
  } catch (error) {
    await closeAll();
    throw error;
  }
}

/** Reads the backend's dictionary into the shadow catalog. */
async function mirror(pool: LanePool, translation: Translator): Promise<void> {
  const lease = await pool.acquire(new AbortController().signal);
  try {
    await translation.refresh(await lease.lane.snapshot());
  } finally {
    lease.release(true);
  }
}

function openBackend(config: Config, registry: TypeRegistry): Backend {
  if (config.backend.type === 'native') {
    throw new ConfigError('backend.type: native is not available in this version');
  }
  const vector = registry.byName('vector');
  return new EmbeddedBackend({
    path: config.backend.embeddedPath,
    vectorOid: vector?.oid ?? 0,
    vectorArrayOid: vector?.arrayOid ?? 0,
  });
}

function poolOptions({ pool }: Config): ConstructorParameters<typeof LanePool>[1] {
  return {
    size: pool.strictSingle ? 1 : pool.size,
    maxOverflow: pool.strictSingle ? 0 : pool.maxOverflow,
    timeoutMs: pool.timeout * 1000,
    recycleMs: pool.recycle * 1000,
  };
}

function secretStore({ auth }: Config): SecretStore {
  if (auth.file === '') return { find: () => undefined };
  try {
    return readUserlist(readFileSync(auth.file, 'utf8'));
  } catch (error) {
    if (error instanceof UserlistError)
      throw new ConfigError(`auth.file: ${auth.file}: ${error.message}`, { cause: error });
    throw new ConfigError(`auth.file: cannot read ${auth.file}: ${(error as Error).message}`, {
      cause: error,
    });
  }
}
