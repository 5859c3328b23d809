import { expect } from 'chai';
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { LinkError } from '../../src/client/answer.ts';
import { ClientConnection } from '../../src/client/client-connection.ts';
import { Credentials } from '../../src/client/credentials.ts';
import { query } from '../../src/client/frontend-messages.ts';
import type { ServerAddress } from '../../src/client/server-address.ts';
import { startGateway, type GatewayProcess } from '../support/gateway-process.ts';
import { freePort } from '../support/free-port.ts';
import { requireInstalled } from '../support/target.ts';
import { startSimulator, type SimulatorProcess } from '../support/simulator-process.ts';

const CONFIGURATION = join(import.meta.dirname, '..', '..', 'deploy', 'haproxy.cfg');
const CLIENTS = 6;

/** A client that inserts numbers, one after the other, and connects again when it was told to go. */
class Writer {
  readonly acknowledged: number[] = [];
  /** Everything it was told but that its connection is ended (57P01). */
  readonly surprises: string[] = [];
  ended = 0;
  readonly #address: ServerAddress;
  readonly #credentials: Credentials;

  constructor(address: ServerAddress) {
    this.#address = address;
    this.#credentials = new Credentials(address.user, address.password);
  }

  async work(first: number, stopped: () => boolean): Promise<void> {
    let connection: ClientConnection | null = null;
    for (let id = first; !stopped(); id += 1) {
      try {
        connection ??= await ClientConnection.open(this.#address, this.#credentials);
        const { error } = await connection.exchange(query(`INSERT INTO rolling VALUES (${id})`));
        if (error) this.surprises.push(`${error.sqlstate} ${error.message}`);
        else this.acknowledged.push(id);
        await pause(5 + Math.random() * 30);
      } catch (error) {
        if (!(error instanceof LinkError)) throw error;
        connection = null;
        if (error.sqlstate === '57P01') this.ended += 1;
        else this.surprises.push(`${error.sqlstate} ${error.message}`);
      }
    }
    connection?.close();
  }
}

describe('two gateways behind HAProxy', function () {
  this.timeout(240_000);
  const running: { stop(): Promise<void> }[] = [];
  let haproxy: ChildProcess | undefined;

  before(function () {
    const there = spawnSync('haproxy', ['-v'], { stdio: 'ignore' }).status === 0;
    requireInstalled(this, there, 'haproxy');
  });

  after(async () => {
    haproxy?.kill('SIGTERM');
    for (const process of running.toReversed()) await process.stop();
  });

  function gatewayOf(simulator: SimulatorProcess, port: number, admin: number): Promise<GatewayProcess> {
    return startGateway({
      readyWithinMs: 100_000,
      exitWithinMs: 60_000,
      environment: {
        PGWIRE_BACKEND_TYPE: 'native',
        IRIS_HOSTNAME: simulator.host,
        IRIS_PORT: String(simulator.port),
        IRIS_PASSWORD: 'SYS',
        PGWIRE_INSTALL_HELPER: 'false',
        PGWIRE_POOL_SIZE: '3',
        PGWIRE_POOL_MAX_OVERFLOW: '0',
        PGWIRE_PORT: String(port),
        PGWIRE_ADMIN_PORT: String(admin),
        PGWIRE_DRAIN_DELAY: '4',
      },
    });
  }

  it('are restarted one after the other: nothing that was acknowledged is lost, idle connections hear 57P01', async () => {
    const simulator = await startSimulator(['--user', '_SYSTEM:SYS']);
    running.push(simulator);
    const ports = [await freePort(), await freePort()];
    const admins = [await freePort(), await freePort()];
    const start = (i: number): Promise<GatewayProcess> => gatewayOf(simulator, ports[i] ?? 0, admins[i] ?? 0);
    const gateways = [await start(0), await start(1)];
    running.push(...gateways);
    const balancer = await freePort();
    haproxy = spawn('haproxy', ['-db', '-f', CONFIGURATION], {
      stdio: 'ignore',
      env: {
        ...process.env,
        PGWIRE_BALANCER: `127.0.0.1:${balancer}`,
        PGWIRE_GATEWAY_A: `127.0.0.1:${ports[0]}`,
        PGWIRE_GATEWAY_B: `127.0.0.1:${ports[1]}`,
        PGWIRE_ADMIN_A: String(admins[0]),
        PGWIRE_ADMIN_B: String(admins[1]),
      },
    });
    const address: ServerAddress = {
      host: '127.0.0.1',
      port: balancer,
      user: '_SYSTEM',
      password: '',
      database: 'USER',
      sslMode: 'disable',
      authorities: null,
    };
    const first = await connected(address);
    await first.table('CREATE TABLE rolling (id integer PRIMARY KEY)');
    first.close();
    let stopped = false;
    const writers = Array.from({ length: CLIENTS }, () => new Writer(address));
    const working = Promise.all(writers.map((writer, i) => writer.work(i * 1_000_000, () => stopped)));
    for (const i of [0, 1]) {
      await pause(1000);
      await gateways[i]?.stop();
      const again = await start(i);
      running[i + 1] = again;
      // The balancer sees it within two checks; then the other one may go.
      await pause(2500);
    }
    stopped = true;
    await working;
    const last = await connected(address);
    const { rows } = await last.table('SELECT id FROM rolling');
    last.close();
    const stored = new Set(rows.map(([id]) => Number(id)));
    const acknowledged = writers.flatMap((writer) => writer.acknowledged);
    expect(acknowledged.filter((id) => !stored.has(id))).to.deep.equal([]);
    expect(writers.flatMap(({ surprises }) => surprises)).to.deep.equal([]);
    expect(acknowledged.length).to.be.greaterThan(100);
    expect(writers.reduce((sum, { ended }) => sum + ended, 0)).to.be.at.least(CLIENTS);
  });

  /** The balancer has begun to serve when somebody can log in. */
  async function connected(address: ServerAddress): Promise<ClientConnection> {
    for (;;) {
      try {
        return await ClientConnection.open(address, new Credentials(address.user, address.password));
      } catch (error) {
        if (!(error instanceof LinkError)) throw error;
        await pause(200);
      }
    }
  }
});
