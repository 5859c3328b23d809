import { availableParallelism } from 'node:os';
import type { Services, SessionLimits } from '../../actors/connection/services.ts';
import { SequencePositions } from '../../actors/connection/sequences/sequence-positions.ts';
import { dropOrphans } from '../../actors/connection/temporary/drop-orphans.ts';
import { DictionaryFollower } from '../../actors/dictionary/dictionary-follower.ts';
import { Gateway } from '../../actors/gateway/gateway.ts';
import { LaneBudget } from '../../actors/pool/lane-budget.ts';
import { LanePool, type PoolEvent } from '../../actors/pool/lane-pool.ts';
import { UserPools } from '../../actors/pool/user-pools.ts';
import { ConfigError, type Config } from '../../config/load.ts';
import type { BackendLogin } from '../auth/backend-account.ts';
import { GatewayError } from '../errors/gateway-error.ts';
import type { AccountBackend, Backend } from '../backend/backend.ts';
import type { Log, Logger } from '../diagnostics/log/log.ts';
import type { Dialect } from '../sql/context.ts';
import type { TranslatorOptions } from '../translation/api.ts';
import { Translator } from '../translation/translator.ts';
import type { Engine } from './open-engine.ts';

/** Far above the time of a point query, far below what a person notices. */
const GROW_AFTER_MS = 50;

/** How often an idle connection to IRIS is asked whether it works still. */
const CHECK_MS = 30_000;

/** How long a client's own lanes are kept for him when he does nothing. */
const USER_IDLE_MS = 60_000;

/** What a process has by its place: alone, or one of several that serve the clients of one gateway. */
export type Place = Pick<
  Services,
  'cancels' | 'notifications' | 'advisoryLocks' | 'neighbours' | 'admission'
> & {
  readonly engine: Engine;
  /** How many processes share what there is of connections to the backend. */
  readonly processes: number;
  /** Temporary tables that nobody looks after any more: all that there are, or those whose names begin so. */
  readonly orphans: 'all' | { readonly prefix: string } | 'none';
  readonly report: (error: unknown) => void;
  readonly log: Log;
};

/** Everything behind the sockets, working. */
export interface OpenGateway {
  readonly gateway: Gateway;
  readonly services: Services & { readonly accounts: UserPools | null };
  readonly close: () => Promise<void>;
}

/** Logins with accounts of the backend, once the gateway is open. */
export function backendLogin({ auth }: Config, gateway: () => OpenGateway | null): BackendLogin {
  return async (user, password) => {
    const accounts = gateway()?.services.accounts ?? null;
    if (accounts === null) throw new GatewayError('28000', 'the backend has no accounts');
    await accounts.login(user, password, AbortSignal.timeout(auth.timeout * 1000));
  };
}

/**
 * Makes the parts that serve clients and reads the backend's dictionary; the engine stays the caller's.
 *
 * @throws ConfigError for an image folder that cannot be used, what the backend says when it refuses
 */
export async function openGateway(config: Config, place: Place): Promise<OpenGateway> {
  const { engine, report } = place;
  const opened: (() => Promise<void> | void)[] = [];
  const close = async (): Promise<void> => {
    for (const one of opened.splice(0).toReversed()) await one();
  };
  try {
    const translation = await startTranslation(config, engine.dialect, report);
    opened.push(() => translation.close());
    const backend = engine.backend(translation.registry);
    let notifyPool: (event: PoolEvent) => void = () => undefined;
    const options = poolOptions(config, place.processes);
    const budget = new LaneBudget(options.size + options.maxOverflow);
    const notify = (event: PoolEvent): void => notifyPool(event);
    const pool = new LanePool(backend, options, notify, budget);
    opened.push(() => pool.close());
    const ofUsers = { ...options, idleMs: USER_IDLE_MS };
    const accounts = hasAccounts(backend)
      ? new UserPools({ backend, options: ofUsers, budget, notify })
      : null;
    opened.push(() => accounts?.close());
    const { neighbours } = place;
    const announce = neighbours === null ? {} : { announce: () => neighbours.definitionsChanged() };
    const dictionary = new DictionaryFollower({ pool, translation, report, ...announce });
    opened.push(() => dictionary.stop());
    const services = {
      translation,
      pool,
      accounts,
      dictionary,
      registry: translation.registry,
      sequences: new SequencePositions(),
      cancels: place.cancels,
      notifications: place.notifications,
      advisoryLocks: place.advisoryLocks,
      neighbours,
      admission: place.admission,
      limits: sessionLimits(config),
      database: config.iris.namespace,
      serverVersion: config.server.version,
      report,
    };
    const gateway = new Gateway(services, config.server.maxConnections);
    let serving = false;
    notifyPool = (event) => {
      // What fails before is thrown and told once.
      if (event.type === 'lane.failed' && serving) report(event.reason);
      logPool(place.log.area('pool'), event);
      gateway.poolChanged(event);
    };
    await mirror(pool, dictionary, place.orphans);
    // Processes that share the embedded engine tell each other.
    if (backend.type === 'native') dictionary.start(config.backend.probeInterval * 1000);
    serving = true;
    return { gateway, services, close };
  } catch (error) {
    await close();
    throw error;
  }
}

function hasAccounts(backend: Backend): backend is AccountBackend {
  return 'withAccount' in backend;
}

function logPool(logger: Logger, event: PoolEvent): void {
  logger.debug(event.type, 'lane' in event ? { lane: event.lane } : {});
}

/** Reads the backend's dictionary into the shadow catalog. */
async function mirror(
  pool: LanePool,
  dictionary: DictionaryFollower,
  orphans: Place['orphans'],
): Promise<void> {
  const lease = await pool.acquire(new AbortController().signal);
  try {
    if (orphans === 'all') await dropOrphans(lease.lane, '');
    else if (orphans !== 'none') await dropOrphans(lease.lane, orphans.prefix);
    await dictionary.read(lease.lane);
  } finally {
    lease.release(true);
  }
}

/** @throws ConfigError when the image folder cannot be used */
async function startTranslation(
  config: Config,
  dialect: Dialect,
  report: (error: unknown) => void,
): Promise<Translator> {
  try {
    return await Translator.create({ ...translatorOptions(config, dialect), report });
  } catch (error) {
    if (!(error instanceof Error && 'syscall' in error)) throw error;
    throw new ConfigError(`translation.imageFolder: ${error.message}`, { cause: error });
  }
}

function translatorOptions(
  { translation, server, iris, sql, vector }: Config,
  dialect: Dialect,
): Omit<TranslatorOptions, 'report'> {
  return {
    analysers: translation.workers,
    queries: 1,
    imageFolder: translation.imageFolder,
    cacheSize: translation.cacheSize,
    timeoutMs: translation.timeout * 1000,
    dialect: {
      ...dialect,
      exactCollation: sql.exactCollation,
      maxDimensions: vector.maxDimensions,
    },
    operatorMap: vector.operatorMap,
    serverVersion: server.version,
    owner: iris.username,
  };
}

function sessionLimits({ server, limits, auth, remainder, cursor }: Config): SessionLimits {
  return {
    ...limits,
    messageBytes: server.maxMessageBytes,
    authTimeoutMs: auth.timeout * 1000,
    connectionsPerUser: server.maxConnectionsPerUser,
    remainderRows: remainder.rows,
    remainderBytes: remainder.bytes,
    cursorBytes: cursor.bytes,
  };
}

/** @param processes how many share the connections */
function poolOptions(
  { pool, backend }: Config,
  processes: number,
): ConstructorParameters<typeof LanePool>[1] {
  return {
    size: pool.strictSingle ? 1 : Math.max(1, Math.floor(pool.size / processes)),
    maxOverflow: pool.strictSingle ? 0 : Math.floor(pool.maxOverflow / processes),
    timeoutMs: pool.timeout * 1000,
    maxWaiting: pool.maxWaiting,
    growAfterMs: GROW_AFTER_MS,
    // Lanes of the embedded engine work in this machine's processors, those of IRIS in the server's.
    eagerLanes: backend.type === 'native' ? pool.size : Math.ceil(availableParallelism() / processes),
    recycleMs: pool.recycle * 1000,
    // A lane of the embedded engine is lost alone, one of IRIS most often with all others.
    checkMs: backend.type === 'native' ? CHECK_MS : 0,
    idleMs: 0,
  };
}
