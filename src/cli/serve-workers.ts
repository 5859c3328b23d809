import { createServer, type AddressInfo, type Server } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { ConfigError, type Config } from '../../config/load.ts';
import { AdminFront } from '../cluster/admin-front.ts';
import { Supervisor, WorkerStartError, type SupervisorOptions } from '../cluster/supervisor.ts';
import type { Logger } from '../diagnostics/log/log.ts';
import { errorReporter } from '../diagnostics/log/report-errors.ts';
import { EX_CONFIG, EX_UNAVAILABLE } from './exit-codes.ts';
import { claimFolder } from './open-engine.ts';
import { openLog } from './open-log.ts';
import { openAdmission, openBalancers, openTls } from './serve-security.ts';
import type { WorkerTask } from './serve-worker.ts';
import type { Serving } from './serve.ts';
import { UnavailableError } from './unavailable-error.ts';

/** What workers may take to end beyond the time that running statements have, in milliseconds. */
const ENDING_MS = 10_000;

/** How the command line is called again for a worker. */
export interface WorkerCommand {
  readonly entry: string;
  /** The settings that the command line gave. */
  readonly args: readonly string[];
}

/**
 * Serves with several processes: this one takes the address, hands clients to the workers, keeps what they share and answers at
 * the admin port. What can be refused at once is tried first.
 *
 * @throws as `serve` does
 */
export async function serveWorkers(config: Config, command: WorkerCommand): Promise<Serving> {
  const log = openLog(config);
  const logger = log.area('gateway');
  const report = errorReporter(logger);
  openAdmission(config, { report, login: () => Promise.resolve(undefined) });
  openTls(config, report);
  openBalancers(config);
  const folder = config.backend.type === 'embedded' ? claimFolder(config.backend.embeddedPath) : null;
  let stopping: Promise<void> | null = null;
  const stopOnce = (): Promise<void> => (stopping ??= stop());
  const supervisor = new Supervisor(
    supervisorOptions(config, command, folder?.path ?? '', logger, () => void stopOnce()),
  );
  const server = createServer({ noDelay: true, keepAlive: true, pauseOnConnect: true }, (socket) => {
    socket.on('error', () => socket.destroy());
    supervisor.take(socket);
  });
  const front = new AdminFront(supervisor, {
    token: config.admin.token,
    drain: () => void stopOnce(),
    reload: () => log.reopen(),
    readiness: () => (stopping === null ? 'ready' : 'draining'),
    report,
  });
  const end = async (): Promise<void> => {
    if (stopping !== null && config.server.drainDelay > 0) await pause(config.server.drainDelay * 1000);
    server.close();
    await supervisor.drain();
    await front.close();
    folder?.release();
    await log.close();
  };
  const stop = (): Promise<void> => {
    logger.info('draining', { workers: supervisor.serving.length });
    return end();
  };
  try {
    const address = await listen(server, config);
    await started(supervisor);
    const { address: host, port } = address;
    logger.info('serving', { host, port, backend: config.backend.type, ...supervisor.facts });
    await openFront(front, config, log.area('admin'));
    return {
      host,
      port,
      reload: () => {
        log.reopen();
        supervisor.reload();
      },
      stop: stopOnce,
    };
  } catch (error) {
    await end();
    throw error;
  }
}

function supervisorOptions(
  { server }: Config,
  { entry, args }: WorkerCommand,
  folder: string,
  logger: Logger,
  onDrain: () => void,
): SupervisorOptions {
  let first = true;
  return {
    workers: server.workers,
    maxConnections: server.maxConnections,
    connectionsPerUser: server.maxConnectionsPerUser,
    endMs: server.shutdownTimeout * 1000 + ENDING_MS,
    start: (slot, orphans) => {
      const task: WorkerTask = { slot, workers: server.workers, folder, orphans, first };
      first = false;
      return { entry, args: ['worker', JSON.stringify(task), ...args] };
    },
    log: (message, facts) => logger.error(message, facts),
    onDrain,
  };
}

/** @throws UnavailableError */
function listen(server: Server, { server: { host, port, backlog } }: Config): Promise<AddressInfo> {
  const { promise, resolve, reject } = Promise.withResolvers<AddressInfo>();
  server.once('error', (error) =>
    reject(new UnavailableError(`server.port: cannot serve: ${error.message}`, { cause: error })),
  );
  server.listen({ host, port, backlog }, () => resolve(server.address() as AddressInfo));
  return promise;
}

/** What a worker says of its failure is said as if this process had found it. */
async function started(supervisor: Supervisor): Promise<void> {
  try {
    await supervisor.start();
  } catch (error) {
    if (!(error instanceof WorkerStartError)) throw error;
    const { message, exitCode } = error;
    if (exitCode === EX_CONFIG) throw new ConfigError(message, { cause: error });
    throw exitCode === EX_UNAVAILABLE ? new UnavailableError(message, { cause: error }) : error;
  }
}

async function openFront(front: AdminFront, { admin }: Config, logger: Logger): Promise<void> {
  await front.listen(admin.host, admin.port).then(
    ({ address, port }) => logger.info('admin port open', { host: address, port }),
    (error: Error) => logger.warn(`admin.port: the admin port is not served: ${error.message}`),
  );
}
