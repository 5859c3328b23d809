import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { DataFolder } from '../../../src/backend/embedded/data-folder.ts';
import { zversion } from '../../../src/backend/embedded/functions/system.ts';
import { dialectOf, type IrisVersion } from '../../../src/sql/iris/version.ts';
import { Connection, type Admission } from './connection.ts';
import { Faults } from './faults.ts';
import { Features } from './features.ts';
import { JobRegistry, type LogLine } from './job-registry.ts';
import type { Login } from './wire/login.ts';

export interface SuperserverOptions {
  /** 0, a free one, by default. */
  readonly port?: number;
  readonly host?: string;
  /** Folder of the data; `:memory:` by default: nothing is left behind. */
  readonly path?: string;
  /** Whose SQL is accepted; 2025.3 by default. */
  readonly version?: IrisVersion;
  /** Passwords by user name; `_SYSTEM` with `SYS` by default. */
  readonly users?: Readonly<Record<string, string>>;
  /** Each has a database of its own; `USER` by default. */
  readonly namespaces?: readonly string[];
}

/** Texts of refused logins. Only the first one is measured (iris-driver.md 3.2), the others are the simulator's own. */
const ACCESS_DENIED = 'Access Denied';
const LICENCE_LIMIT = 'License limit exceeded';
const UNKNOWN_NAMESPACE = 'Namespace does not exist';

/**
 * Simulates the superserver of InterSystems IRIS on TCP, in front of the embedded engine: the vendor's real driver logs in
 * and calls the methods that docs/NATIVE.md names. It is no IRIS: what it accepts proves nothing about a server.
 */
export class Superserver {
  readonly faults = new Faults();
  readonly features = new Features();
  /** What failed in the simulator itself; a spec that finds any has not seen what it meant to. */
  readonly failures: unknown[] = [];
  readonly #options: Required<SuperserverOptions>;
  readonly #folder: DataFolder;
  readonly #jobs: JobRegistry;
  readonly #connections = new Set<Connection>();
  #server: Server | null = null;
  #port: number;

  private constructor(options: Required<SuperserverOptions>) {
    this.#options = options;
    this.#port = options.port;
    this.#folder = DataFolder.claim(options.path);
    this.#jobs = new JobRegistry(dialectOf(options.version), this.features, (job) => {
      for (const connection of this.#connections) if (connection.job === job) connection.cut('fin');
    });
  }

  /** Starts to listen. @throws Error when address or folder are not to be had */
  static async start(options: SuperserverOptions = {}): Promise<Superserver> {
    const superserver = new Superserver({
      port: 0,
      host: '127.0.0.1',
      path: ':memory:',
      version: '2025.3',
      users: { _SYSTEM: 'SYS' },
      namespaces: ['USER'],
      ...options,
    });
    try {
      await superserver.accept();
    } catch (error) {
      superserver.#folder.release();
      throw error;
    }
    return superserver;
  }

  get host(): string {
    return this.#options.host;
  }

  /** Stays the same over restarts. */
  get port(): number {
    return this.#port;
  }

  /** Connections that are logged in. */
  get connections(): number {
    return [...this.#connections].filter(({ job }) => job !== null).length;
  }

  /** What clients wrote to messages.log. */
  get log(): readonly LogLine[] {
    return this.#jobs.log;
  }

  /** Listens, again after `refuse`. */
  async accept(): Promise<void> {
    if (this.#server !== null) return;
    const server = createServer((socket) => this.#connected(socket));
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    server.once('error', reject);
    server.listen(this.#port, this.#options.host, resolve);
    await promise;
    this.#server = server;
    this.#port = (server.address() as AddressInfo).port;
  }

  /** Listens no more: connects are refused. Connections stay. */
  refuse(): void {
    // Its callback would wait for the connections.
    this.#server?.close();
    this.#server = null;
  }

  /** Cuts all connections; their transactions are rolled back. */
  async drop(how: 'fin' | 'rst' = 'rst'): Promise<void> {
    const connections = [...this.#connections];
    for (const connection of connections) connection.cut(how);
    await Promise.all(connections.map(({ closed }) => closed));
  }

  /** Crashes, and is back after so many milliseconds with what was committed. */
  async restart(downMs = 0): Promise<void> {
    await this.crash();
    await pause(downMs);
    await this.accept();
  }

  /** Ends all connections and processes at once and listens no more. `accept` brings it back. */
  async crash(): Promise<void> {
    this.refuse();
    const connections = [...this.#connections];
    for (const connection of connections) connection.cut('rst');
    await this.#jobs.killAll();
    await Promise.all(connections.map(({ closed }) => closed));
  }

  async stop(): Promise<void> {
    await this.crash();
    this.#folder.release();
  }

  #connected(socket: Socket): void {
    const connection = new Connection(socket, {
      faults: this.faults,
      serverInfo: zversion(dialectOf(this.#options.version)),
      login: (login) => this.#login(login),
      failed: (error) => this.failures.push(error),
    });
    this.#connections.add(connection);
    void connection.closed.then(() => this.#connections.delete(connection));
  }

  async #login({ user, password, namespace }: Login): Promise<Admission> {
    // Names of users and namespaces ignore case in IRIS.
    const name = Object.keys(this.#options.users).find((known) => same(known, user));
    if (this.faults.denied || name === undefined || this.#options.users[name] !== password) {
      return { reason: ACCESS_DENIED };
    }
    const database = this.#options.namespaces.find((known) => same(known, namespace));
    if (database === undefined) return { reason: UNKNOWN_NAMESPACE };
    if (this.#jobs.count >= this.faults.licences) return { reason: LICENCE_LIMIT };
    return { job: await this.#jobs.start(this.#file(database), name, database) };
  }

  #file(namespace: string): string {
    const { file } = this.#folder;
    return namespace === 'USER' ? file : join(dirname(file), `${namespace.toLowerCase()}.sqlite`);
  }
}

function same(one: string, other: string): boolean {
  return one.toUpperCase() === other.toUpperCase();
}
