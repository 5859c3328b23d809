import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { flushSequences } from '../../actors/connection/sequences/flush-sequences.ts';
import type { Config } from '../../config/load.ts';
import { logConnections } from '../diagnostics/log/connection-lines.ts';
import { errorReporter } from '../diagnostics/log/report-errors.ts';
import { logStatements } from '../diagnostics/log/statement-lines.ts';
import { Listener } from '../net/listener.ts';
import { openEngine } from './open-engine.ts';
import { backendLogin, openGateway, type OpenGateway } from './open-gateway.ts';
import { openLog } from './open-log.ts';
import { reloading } from './reload.ts';
import { openAdministration, type Watched } from './serve-admin.ts';
import { openAdmission, openBalancers, openTls } from './serve-security.ts';
import { UnavailableError } from './unavailable-error.ts';
import { AdvisoryLocks } from '../session/advisory-locks.ts';
import { CancelRegistry } from '../session/cancel-registry.ts';
import type { Translation } from '../translation/api.ts';
import { NotificationHub } from '../session/notification-hub.ts';

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

/** One process that serves. */
export interface ServingAlone extends Serving {
  /** For who asks what becomes of a statement. */
  readonly translation: Translation;
}

/**
 * The composition root: makes every part from the configuration and serves; `load` reads the configuration again. What can be refused at once is tried first:
 * userlist, data folder, address.
 *
 * @throws ConfigError for settings that only turn out wrong now (an unreadable userlist); UnavailableError when the data
 *   folder or the address is not to be had
 */
export async function serve(config: Config, load: () => Config): Promise<ServingAlone> {
  const log = openLog(config);
  const logger = log.area('gateway');
  const report = errorReporter(logger);
  let open: OpenGateway | null = null;
  const login = backendLogin(config, () => open);
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
    open = await openGateway(config, {
      engine,
      processes: 1,
      cancels: new CancelRegistry(),
      notifications: new NotificationHub(),
      advisoryLocks: new AdvisoryLocks(),
      neighbours: null,
      admission,
      orphans: config.backend.type === 'embedded' ? 'all' : 'none',
      report,
      log,
    });
    const { services, gateway, close } = open;
    opened.push(close);
    listener.serve(gateway);
    const { address: host, port } = address;
    logger.info('serving', { host, port, backend: config.backend.type, ...engine.facts });
    let stopping: Promise<void> | null = null;
    const stopOnce = (): Promise<void> => (stopping ??= stop());
    const watched: Watched = {
      services,
      gateway,
      listener,
      backend: config.backend.type,
      user: config.iris.username,
      drain: () => void stopOnce(),
      reload: () => reload(load),
      readiness: () => (stopping === null ? 'ready' : 'draining'),
    };
    const administration = await openAdministration(config, watched, log);
    opened.push(() => administration.close());
    opened.push(logConnections(log.area('connection')));
    opened.push(logStatements(log.area('statement'), log.levels, config.log.slowStatement));
    const stop = async (): Promise<void> => {
      logger.info('draining', { connections: gateway.connections });
      if (config.server.drainDelay > 0) await pause(config.server.drainDelay * 1000);
      listener.stopAccepting();
      await gateway.drain(config.server.shutdownTimeout * 1000);
      await flushSequences(services).catch(report);
      await closeAll();
    };
    const reload = reloading(admission, log, { report, login });
    return {
      host: address.address,
      port: address.port,
      translation: services.translation,
      reload,
      stop: stopOnce,
    };
  } catch (error) {
    await closeAll();
    throw error;
  }
}

/** @throws UnavailableError */
async function takeAddress(listener: Listener, { server }: Config): Promise<AddressInfo> {
  try {
    return await listener.listen(server.host, server.port, server.backlog);
  } catch (error) {
    throw new UnavailableError(`server.port: cannot serve: ${(error as Error).message}`, { cause: error });
  }
}
