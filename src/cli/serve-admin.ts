import packageJson from '../../package.json' with { type: 'json' };
import type { Services } from '../../actors/connection/services.ts';
import { PHASES } from '../../actors/connection/machine.ts';
import type { Gateway } from '../../actors/gateway/gateway.ts';
import { together, type PoolStatistics } from '../../actors/pool/pool-statistics.ts';
import type { Config } from '../../config/load.ts';
import type { Administration, Readiness } from '../admin/administration.ts';
import { AdminServer } from '../admin/admin-server.ts';
import type { Log } from '../diagnostics/log/log.ts';
import { productFile } from '../files/product-files.ts';
import type { GatewayFigures } from '../diagnostics/telemetry/figures.ts';
import type { Telemetry } from '../diagnostics/telemetry/telemetry.ts';
import type { Listener } from '../net/listener.ts';
import { Settings } from '../session/settings.ts';
import { currentMicroseconds } from '../session/wall-clock.ts';
import type { TranslationSession } from '../translation/api.ts';
import { describeStatements } from '../translation/describe-statements.ts';

/** The parts of a gateway that are watched and controlled. */
export interface Watched {
  readonly services: Services;
  readonly gateway: Gateway;
  readonly listener: Listener;
  readonly backend: string;
  /** The one in whose name statements are translated for the administrator. */
  readonly user: string;
  /** Which of several processes it is: a label of its metrics; absent: there is one only. */
  readonly slot?: number;
  /** Ends the gateway. */
  drain(): void;
  reload(): { readonly error: string | null };
  readiness(): Readiness;
}

export interface OpenAdministration {
  /** null: it is not served. */
  readonly port: number | null;
  close(): Promise<void>;
}

/**
 * Opens the admin port and begins to measure. Neither keeps clients from being served: a port that is taken is logged,
 * and the libraries that measure are loaded when the gateway is ready.
 */
export async function openAdministration(
  { admin, otel }: Config,
  watched: Watched,
  log: Log,
): Promise<OpenAdministration> {
  const { report } = watched.services;
  const logger = log.area('admin');
  let telemetry: Telemetry | null = null;
  const server = new AdminServer(
    administration(watched, log, () => telemetry),
    { token: admin.token, inspector: productFile('inspectorPage') },
    report,
  );
  const port = await server.listen(admin.host, admin.port).then(
    ({ address, port }) => {
      logger.info('admin port open', { host: address, port });
      return port;
    },
    (error: Error) => {
      logger.warn(`admin.port: the admin port is not served: ${error.message}`);
      return null;
    },
  );
  const starting = import('../diagnostics/telemetry/telemetry.ts').then(async ({ startTelemetry }) => {
    const options = {
      version: packageJson.version,
      endpoint: otel.enabled ? otel.endpoint : null,
      slot: watched.slot,
    };
    telemetry = await startTelemetry(options, figures(watched));
  });
  starting.catch(report);
  const close = async (): Promise<void> => {
    if (port !== null) await server.close();
    await starting.catch(() => undefined);
    await telemetry?.close();
  };
  return { port, close };
}

function poolStatistics({ pool, accounts }: Services): PoolStatistics {
  return together(pool.statistics, accounts?.statistics ?? []);
}

function administration(watched: Watched, log: Log, telemetry: () => Telemetry | null): Administration {
  const { services, gateway, backend } = watched;
  return {
    version: packageJson.version,
    backend,
    readiness: () => {
      // Who asks for health may be all that asks: a long wait for the next attempt is not to keep traffic away.
      services.pool.wake();
      return watched.readiness();
    },
    pool: () => poolStatistics(services),
    translation: () => services.translation.statistics,
    sessions: () => services.cancels.list(),
    inspection: gateway.inspection,
    connections: () => gateway.list(),
    connection: (id) => gateway.find(id),
    describe: (sql) => describeStatements(services.translation, sql, administrator(watched)),
    cancel: (processId) => services.cancels.signal(processId, 'cancel', null) === 'sent',
    terminate: (processId) => services.cancels.signal(processId, 'terminate', null) === 'sent',
    logLevels: log.levels,
    drain: () => watched.drain(),
    reload: () => watched.reload(),
    prometheus: (request, response) => {
      const measured = telemetry();
      if (measured) measured.prometheus(request, response);
      return measured !== null;
    },
  };
}

/** A session that translates statements for the administrator, as his client would with no settings made. */
function administrator({ services, user }: Watched): TranslationSession {
  const settings = new Settings([
    ['server_version', services.serverVersion],
    ['session_authorization', user],
  ]);
  return {
    ...settings.valueSettings(),
    now: currentMicroseconds(),
    user,
    database: services.database,
    searchPath: settings.get('search_path'),
    pid: 0,
    settings: settings.stored(),
  };
}

function figures({ services, gateway, listener }: Watched): GatewayFigures {
  return {
    pool: () => poolStatistics(services),
    translation: () => services.translation.statistics,
    traffic: () => listener.traffic,
    opened: () => gateway.opened,
    phases: () => {
      const counts = new Map(PHASES.map((phase) => [phase, 0]));
      for (const { phase } of gateway.list()) counts.set(phase, (counts.get(phase) ?? 0) + 1);
      return counts;
    },
    sessions: () => {
      const listed = services.cancels.list();
      const counts = new Map([['starting', gateway.connections - listed.length]]);
      for (const { activity } of listed) counts.set(activity.state, (counts.get(activity.state) ?? 0) + 1);
      return counts;
    },
  };
}
