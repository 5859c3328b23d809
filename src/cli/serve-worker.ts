import type { Config } from '../../config/load.ts';
import { TEMPORARY_PREFIX } from '../../actors/connection/temporary/temporary-tables.ts';
import { SLOTS, type WorkerContract } from '../cluster/contracts.ts';
import { Link, type Peer, type Service } from '../cluster/link.ts';
import { RemoteAdvisoryLocks } from '../cluster/remote-advisory-locks.ts';
import { RemoteNeighbours, type PrimaryLink } from '../cluster/remote-neighbours.ts';
import { RemoteTurns } from '../cluster/remote-turns.ts';
import { logConnections } from '../diagnostics/log/connection-lines.ts';
import type { Log } from '../diagnostics/log/log.ts';
import { errorReporter } from '../diagnostics/log/report-errors.ts';
import { logStatements } from '../diagnostics/log/statement-lines.ts';
import { Listener } from '../net/listener.ts';
import { CancelRegistry } from '../session/cancel-registry.ts';
import { NotificationHub } from '../session/notification-hub.ts';
import { openSharedEngine } from './open-engine.ts';
import { backendLogin, openGateway, type OpenGateway } from './open-gateway.ts';
import { openLog } from './open-log.ts';
import { reloading, type Reloaded } from './reload.ts';
import { openAdministration } from './serve-admin.ts';
import { openAdmission, openBalancers, openTls } from './serve-security.ts';

/** What a worker is told when it is started. */
export interface WorkerTask {
  readonly slot: number;
  readonly workers: number;
  /** The claimed folder of the embedded engine; '' for a server. */
  readonly folder: string;
  /** Prefix of temporary tables that its predecessor has left; '' for none. */
  readonly orphans: string;
  /** Nobody serves yet: what is left of an earlier gateway may go. */
  readonly first: boolean;
}

/**
 * Serves as one of several processes: clients, and what all share, come from the primary process. Returns when it serves.
 *
 * @param load reads the configuration again, for `reload`
 * @throws as `serve` does
 */
export async function serveWorker(config: Config, task: WorkerTask, load: () => Config): Promise<void> {
  const worker = new Worker(config, task, load);
  await worker.start();
}

class Worker {
  readonly #config: Config;
  readonly #task: WorkerTask;
  readonly #load: () => Config;
  readonly #log: Log;
  readonly #report: (error: unknown) => void;
  readonly #link: PrimaryLink;
  readonly #cancels: CancelRegistry;
  readonly #notifications: NotificationHub;
  readonly #listener: Listener;
  readonly #opened: (() => Promise<void> | void)[] = [];
  #open: OpenGateway | null = null;
  #reload: ((load: () => Config) => Reloaded) | null = null;
  #stopping: Promise<void> | null = null;

  constructor(config: Config, task: WorkerTask, load: () => Config) {
    this.#config = config;
    this.#task = task;
    this.#load = load;
    this.#log = openLog(config, { worker: task.slot });
    this.#report = errorReporter(this.#log.area('gateway'));
    this.#cancels = new CancelRegistry(task.slot, SLOTS);
    this.#notifications = new NotificationHub((message) => this.#link.tell('hub', message));
    this.#listener = new Listener({
      tls: openTls(config, this.#report),
      balancers: openBalancers(config),
      report: this.#report,
    });
    this.#link = new Link(PRIMARY, this.#service());
  }

  async start(): Promise<void> {
    const { slot, workers, folder, orphans, first } = this.#task;
    const config = this.#config;
    const login = backendLogin(config, () => this.#open);
    const admission = openAdmission(config, { report: this.#report, login });
    const engine = await openSharedEngine(config, folder, new RemoteTurns(this.#link));
    this.#opened.push(
      () => this.#log.close(),
      () => engine.close(),
      () => this.#listener.close(),
    );
    const open = await openGateway(config, {
      engine,
      processes: workers,
      cancels: this.#cancels,
      notifications: this.#notifications,
      advisoryLocks: new RemoteAdvisoryLocks(this.#link),
      neighbours: new RemoteNeighbours(this.#link),
      admission,
      orphans: orphans !== '' ? { prefix: orphans } : first && folder !== '' ? 'all' : 'none',
      report: this.#report,
      log: this.#log,
    });
    this.#opened.push(() => open.close());
    this.#open = open;
    this.#listener.serve(open.gateway);
    const administration = await openAdministration(
      { ...config, admin: { ...config.admin, host: '127.0.0.1', port: 0 } },
      {
        services: open.services,
        gateway: open.gateway,
        listener: this.#listener,
        backend: config.backend.type,
        slot,
        user: config.iris.username,
        drain: () => this.#link.tell('drain', null),
        reload: () => this.#reload?.(this.#load) ?? { error: 'the worker is not ready' },
        readiness: () => (this.#stopping === null ? 'ready' : 'draining'),
      },
      this.#log,
    );
    this.#opened.push(() => administration.close());
    this.#opened.push(logConnections(this.#log.area('connection')));
    this.#opened.push(logStatements(this.#log.area('statement'), this.#log.levels, config.log.slowStatement));
    this.#reload = reloading(admission, this.#log, { report: this.#report, login });
    this.#link.tell('ready', {
      facts: engine.facts,
      prefix: TEMPORARY_PREFIX,
      adminPort: administration.port ?? 0,
    });
  }

  #service(): Service<WorkerContract> {
    return {
      asks: {
        sessions: () => this.#cancels.list(),
        signal: ({ processId, signal, user }) => this.#cancels.signal(processId, signal, user),
        follow: async () => {
          await this.#open?.services.dictionary.follow();
          return null;
        },
      },
      tells: {
        client: ({ refused }, socket) => {
          // One that has gone on the way comes without a socket.
          if (socket === undefined) this.#link.tell('closed', null);
          else {
            socket.once('close', () => this.#link.tell('closed', null));
            this.#listener.accept(socket, refused);
          }
        },
        cancel: (key) => void this.#cancels.cancel(key),
        hub: ({ message, from }) => this.#notifications.hear(message, from),
        forget: (slot) => this.#notifications.forget(slot),
        reload: () => void this.#reload?.(this.#load),
        drain: () => void this.#stop(),
      },
    };
  }

  /** Ends the process, when it has begun to serve or has not. */
  #stop(): Promise<void> {
    this.#stopping ??= this.#end().then(
      () => process.exit(0),
      (error: unknown) => {
        this.#report(error);
        process.exit(1);
      },
    );
    return this.#stopping;
  }

  async #end(): Promise<void> {
    await this.#open?.gateway.drain(this.#config.server.shutdownTimeout * 1000);
    for (const close of this.#opened.splice(0).toReversed()) await close();
  }
}

/** The process that has started this one. */
const PRIMARY: Peer = {
  send: (message, handle) => {
    // Without a channel the primary process has ended, and this one ends too.
    if (process.connected) process.send?.(message, handle);
  },
  receive: (listener) => process.on('message', (message, handle) => listener(message, handle as never)),
};
