import { readFileSync } from 'node:fs';
import { ConfigError, type Config } from '../../config/load.ts';
import type { Backend } from '../backend/backend.ts';
import { DataFolder, DataFolderError } from '../backend/embedded/data-folder.ts';
import { EmbeddedBackend } from '../backend/embedded/embedded-backend.ts';
import type { Turns } from '../backend/lane/write-turns.ts';
import { IrisServer } from '../backend/native/iris-server.ts';
import { NativeBackend } from '../backend/native/native-backend.ts';
import { productFile } from '../files/product-files.ts';
import { asGatewayError, type GatewayError } from '../errors/gateway-error.ts';
import type { Dialect } from '../sql/context.ts';
import { dialectOf } from '../sql/iris/version.ts';
import { registryOptions, type TypeRegistry } from '../types/index.ts';
import { UnavailableError } from './unavailable-error.ts';

/** What statements will run on, found to be there. */
export interface Engine {
  /** The SQL that is to be printed for it. */
  readonly dialect: Dialect;
  /** What to say of it in the log. */
  readonly facts: Readonly<Record<string, unknown>>;
  /** Lanes come from here; closed by `close`. */
  backend(registry: TypeRegistry): Backend;
  close(): Promise<void>;
}

/**
 * Takes the data folder, or looks for IRIS.
 *
 * @throws ConfigError when settings are wrong, UnavailableError when another gateway has the folder or IRIS does not answer
 */
export function openEngine(config: Config): Promise<Engine> {
  if (config.backend.type === 'native') return openNative(config);
  const folder = claimFolder(config.backend.embeddedPath);
  return Promise.resolve(openEmbedded(config, folder));
}

/** The engine of a process that is one of several: `folder` is claimed for all of them, who take `turns` to write. */
export function openSharedEngine(config: Config, folder: string, turns: Turns): Promise<Engine> {
  if (config.backend.type === 'native') return openNative(config);
  return Promise.resolve(openEmbedded(config, DataFolder.shared(folder), turns));
}

function openEmbedded({ backend }: Config, folder: DataFolder, turns?: Turns): Engine {
  const dialect = dialectOf(backend.embeddedVersion);
  return {
    dialect,
    facts: {},
    backend: (registry) =>
      new EmbeddedBackend({ folder, dialect, ...registryOptions(registry), ...(turns ? { turns } : {}) }),
    close: () => {
      folder.release();
      return Promise.resolve();
    },
  };
}

/** @throws ConfigError when the folder cannot be used, UnavailableError when another gateway has it */
export function claimFolder(path: string): DataFolder {
  try {
    return DataFolder.claim(path);
  } catch (error) {
    if (!(error instanceof DataFolderError)) throw error;
    const message = `backend.embeddedPath: ${error.message}`;
    throw error.inUse
      ? new UnavailableError(message, { cause: error })
      : new ConfigError(message, { cause: error });
  }
}

async function openNative({ iris, pool }: Config): Promise<Engine> {
  const server = await meet(
    {
      host: iris.hostname,
      port: iris.port,
      namespace: iris.namespace,
      user: iris.username,
      password: iris.password,
      connectTimeout: iris.connectTimeout,
      driver: iris.driver,
      helperSource: iris.installHelper ? readFileSync(productFile('helperClass'), 'utf8') : null,
    },
    !pool.strictSingle,
  );
  const { level, serverVersion, notes } = server.facts;
  return {
    dialect: server.dialect,
    facts: { statements: level, serverVersion, ...(notes.length === 0 ? {} : { notes }) },
    backend: (registry) => new NativeBackend(server, registryOptions(registry)),
    close: () => server.close(),
  };
}

async function meet(...args: Parameters<typeof IrisServer.meet>): Promise<IrisServer> {
  try {
    return await IrisServer.meet(...args);
  } catch (error) {
    throw startFailure(asGatewayError(error));
  }
}

/** Which setting is wrong, if one is. */
function startFailure(error: GatewayError): Error {
  const { message } = error;
  switch (error.sqlstate) {
    case '28P01':
      return new ConfigError(`iris.password: ${message}`, { cause: error });
    case '3D000':
      return new ConfigError(`iris.namespace: ${message}`, { cause: error });
    case '58000':
      return new ConfigError(`backend.type: ${message}`, { cause: error });
    default:
      return new UnavailableError(`iris.hostname: ${message}`, { cause: error });
  }
}
