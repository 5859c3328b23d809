import type { AddressInfo } from 'node:net';
import { availableParallelism } from 'node:os';
import { flushSequences } from '../../actors/connection/sequences/flush-sequences.ts';
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
import type { AccountBackend, Backend } from '../backend/backend.ts';
import { logConnections } from '../diagnostics/log/connection-lines.ts';
import { parseAreaLevels } from '../diagnostics/log/levels.ts';
import { Log, type Logger } from '../diagnostics/log/log.ts';
import { errorReporter } from '../diagnostics/log/report-errors.ts';
import { logStatements } from '../diagnostics/log/statement-lines.ts';
import { Listener } from '../net/listener.ts';
import { openEngine } from './open-engine.ts';
import { openAdministration, type Watched } from './serve-admin.ts';
import { openAdmission, openBalancers, openTls } from './serve-security.ts';
import { UnavailableError } from './unavailable-error.ts';
import { AdvisoryLocks } from '../session/advisory-locks.ts';
import { CancelRegistry } from '../session/cancel-registry.ts';
import { NotificationHub } from '../session/notification-hub.ts';
import type { Dialect } from '../sql/context.ts';
import type { TranslatorOptions } from '../translation/api.ts';
import { Translator } from '../translation/translator.ts';

/** Bounds of one session: far beyond what drivers use, far below what would hurt others. */
const PREPARED_STATEMENTS = 10_000;
const PORTALS = 10_000;

/** Far above the time of a point query, far below what a person notices. */
const GROW_AFTER_MS = 50;

/** How often an idle connection to IRIS is asked whether it works still. */
const CHECK_MS = 30_000;

/** How long a client's own lanes are kept for him when he does nothing. */
const USER_IDLE_MS = 60_000;

/** A gateway that serves; ends by `stop`. */
export interface Serving {
  readonly host: string;
  readonly port: number;
  /**
   * Goes on with what of another configuration can change while clients are served: access rules, userlist and log level.
   * Certificates are looked at by themselves. What cannot be used is logged, and all stays as it is.
   */
  reload(load: () => Config): void;
  /** Finishes what runs, closes everything. Safe to call twice. */
  stop(): Promise<void>;
}

/**
 * The composition root: makes every part from the configuration and serves. What can be refused at once is tried first:
 * userlist, data folder, address.
 *
 * @throws ConfigError for settings that only turn out wrong now (an unreadable userlist); UnavailableError when the data
 *   folder or the address is not to be had
 */
export async function serve(config: Config): Promise<Serving> {
  const log = openLog(config);
  const logger = log.area('gateway');
  const report = errorReporter(logger);
  let accounts: UserPools | null = null;
  const login: BackendLogin = async (user, password) =>
    accounts?.login(user, password, AbortSignal.timeout(config.auth.timeout * 1000));
  const admission = openAdmission(config, { report, login });
  const tls = openTls(config, report);
  const engine = await openEngine(config);
  const listener = new Listener({ tls, balancers: openBalancers(config), report });
  const opened: (() => Promise<void> | void)[] = [
    () => log.close(),
    () => engine.close(),
    () => listener.close(),
  ];
  const closeAll = async (): Promise<void> => {
    for (const close of opened.splice(0).toReversed()) await close();
  };
  try {
    const address = await takeAddress(listener, config);
    const translation = await startTranslation(config, engine.dialect, report);
    opened.push(() => translation.close());
    const backend = engine.backend(translation.registry);
    let notifyPool: (event: PoolEvent) => void = () => undefined;
    const options = poolOptions(config);
    const budget = new LaneBudget(options.size + options.maxOverflow);
    const notify = (event: PoolEvent): void => notifyPool(event);
    const pool = new LanePool(backend, options, notify, budget);
    opened.push(() => pool.close());
    if (hasAccounts(backend)) {
      const ofUsers = { ...options, idleMs: USER_IDLE_MS };
      accounts = new UserPools({ backend, options: ofUsers, budget, notify });
    }
    opened.push(() => accounts?.close());
    const dictionary = new DictionaryFollower({ pool, translation, report });
    opened.push(() => dictionary.stop());
    const services: Services = {
      translation,
      pool,
      accounts,
      dictionary,
      registry: translation.registry,
      sequences: new SequencePositions(),
      cancels: new CancelRegistry(),
      notifications: new NotificationHub(),
      advisoryLocks: new AdvisoryLocks(),
      neighbours: null,
      admission,
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
      logPool(log.area('pool'), event);
      gateway.poolChanged(event);
    };
    await mirror(pool, dictionary);
    dictionary.start(config.backend.probeInterval * 1000);
    serving = true;
    listener.serve(gateway);
    const { address: host, port } = address;
    logger.info('serving', { host, port, backend: backend.type, ...engine.facts });
    let stopping: Promise<void> | null = null;
    const stopOnce = (): Promise<void> => (stopping ??= stop());
    const watched: Watched = {
      services,
      gateway,
      listener,
      backend: backend.type,
      user: config.iris.username,
      drain: () => void stopOnce(),
      readiness: () => (stopping === null ? 'ready' : 'draining'),
    };
    opened.push(await openAdministration(config, watched, log));
    opened.push(logConnections(log.area('connection')));
    opened.push(logStatements(log.area('statement'), log.levels, config.log.slowStatement));
    const stop = async (): Promise<void> => {
      logger.info('draining', { connections: gateway.connections });
      listener.stopAccepting();
      await gateway.drain(config.server.shutdownTimeout * 1000);
      await flushSequences(services).catch(report);
      await closeAll();
    };
    const reload = (load: () => Config): void => {
      try {
        const changed = load();
        admission.adopt(openAdmission(changed, { report, login }));
        log.levels.set(changed.log.level, parseAreaLevels(changed.log.levels));
        log.reopen();
        logger.info('reloaded');
      } catch (error) {
        logger.error(`not reloaded: ${(error as Error).message}`);
      }
    };
    return { host: address.address, port: address.port, reload, stop: stopOnce };
  } catch (error) {
    await closeAll();
    throw error;
  }
}

function hasAccounts(backend: Backend): backend is AccountBackend {
  return 'withAccount' in backend;
}

/** @throws ConfigError when the file cannot be written */
function openLog({ log }: Config): Log {
  const file = log.file === '' ? null : log.file;
  try {
    return new Log({ level: log.level, areas: parseAreaLevels(log.levels), format: log.format, file });
  } catch (error) {
    throw new ConfigError(`log.file: ${(error as Error).message}`, { cause: error });
  }
}

function logPool(logger: Logger, event: PoolEvent): void {
  logger.debug(event.type, 'lane' in event ? { lane: event.lane } : {});
}

/** Reads the backend's dictionary into the shadow catalog. */
async function mirror(pool: LanePool, dictionary: DictionaryFollower): Promise<void> {
  const lease = await pool.acquire(new AbortController().signal);
  try {
    if (pool.exclusive) await dropOrphans(lease.lane);
    await dictionary.read(lease.lane);
  } finally {
    lease.release(true);
  }
}

/** @throws UnavailableError */
async function takeAddress(listener: Listener, { server }: Config): Promise<AddressInfo> {
  try {
    return await listener.listen(server.host, server.port);
  } catch (error) {
    throw new UnavailableError(`server.port: cannot serve: ${(error as Error).message}`, { cause: error });
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

function sessionLimits({ server, auth, remainder, cursor }: Config): SessionLimits {
  return {
    preparedStatements: PREPARED_STATEMENTS,
    portals: PORTALS,
    messageBytes: server.maxMessageBytes,
    authTimeoutMs: auth.timeout * 1000,
    connectionsPerUser: server.maxConnectionsPerUser,
    remainderRows: remainder.rows,
    remainderBytes: remainder.bytes,
    cursorBytes: cursor.bytes,
  };
}

function poolOptions({ pool, backend }: Config): ConstructorParameters<typeof LanePool>[1] {
  return {
    size: pool.strictSingle ? 1 : pool.size,
    maxOverflow: pool.strictSingle ? 0 : pool.maxOverflow,
    timeoutMs: pool.timeout * 1000,
    growAfterMs: GROW_AFTER_MS,
    // Lanes of the embedded engine work in this machine's processors, those of IRIS in the server's.
    eagerLanes: backend.type === 'native' ? pool.size : availableParallelism(),
    recycleMs: pool.recycle * 1000,
    // A lane of the embedded engine is lost alone, one of IRIS most often with all others.
    checkMs: backend.type === 'native' ? CHECK_MS : 0,
    idleMs: 0,
  };
}
