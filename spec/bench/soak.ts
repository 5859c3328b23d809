import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { Client, type DatabaseError } from 'pg';
import { startGateway } from '../support/gateway-process.ts';
import { Superserver } from '../support/superserver/superserver.ts';

// Restarts of IRIS (the simulator) and killed lanes in the middle of a load. Every client inserts numbers of its own, one a
// statement, and never one twice. At the end the table must have each acknowledged number exactly once, of those that were
// answered with 08006 each at most once, and no other; no child process may be left.

const { values } = parseArgs({
  options: {
    clients: { type: 'string', default: '64' },
    restarts: { type: 'string', default: '100' },
    'kill-every': { type: 'string', default: '3' },
  },
});
const [clientCount, restarts, killEvery] = [values.clients, values.restarts, values['kill-every']].map(
  Number,
) as [number, number, number];

/** Numbers of a client begin at a multiple of this. */
const RANGE = 1_000_000;
const SIZE = 8;
const OVERFLOW = 4;

/** How long the load may take to come up again. */
const PATIENCE_MS = 20_000;

/** Processes that the process has started (Linux). */
function childrenOf(parent: number): number[] {
  return readdirSync('/proc')
    .filter((name) => /^[0-9]+$/.test(name))
    .map(Number)
    .filter((pid) => {
      try {
        return Number(readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ')[1]) === parent;
      } catch {
        return false;
      }
    });
}

/** What the admin port says of the pool. */
interface Pool {
  readonly connections_in_use: number;
  readonly connections_available: number;
  readonly total_acquisitions: number;
  readonly total_releases: number;
}

function broken(pool: Pool): boolean {
  const { connections_in_use: inUse, connections_available: available } = pool;
  const { total_acquisitions: acquired, total_releases: released } = pool;
  return inUse < 0 || inUse + available > SIZE + OVERFLOW || acquired - released !== inUse;
}

const server = await Superserver.start();
const gateway = await startGateway({
  environment: {
    PGWIRE_BACKEND_TYPE: 'native',
    IRIS_HOSTNAME: server.host,
    IRIS_PORT: String(server.port),
    IRIS_PASSWORD: 'SYS',
    PGWIRE_POOL_SIZE: String(SIZE),
    PGWIRE_POOL_MAX_OVERFLOW: String(OVERFLOW),
  },
});
const adminPort = /admin[^\n]*?(?:port="?|:)(\d{4,5})/.exec(gateway.stderr())?.[1];

async function connect(): Promise<Client> {
  for (;;) {
    const client = new Client({ host: gateway.host, port: gateway.port, user: '_SYSTEM', database: 'USER' });
    client.on('error', () => undefined);
    try {
      await client.connect();
      return client;
    } catch {
      await pause(100);
    }
  }
}

const setup = await connect();
await setup.query('CREATE TABLE soak (id integer)');
const acknowledged = new Set<number>();
const unsure = new Set<number>();
const states = new Map<string, number>();
const load = { over: false };

const loading = Array.from({ length: clientCount }, async (_, index) => {
  const client = await connect();
  for (let id = index * RANGE; !load.over; id += 1) {
    let state = '00000';
    try {
      await client.query('INSERT INTO soak VALUES ($1)', [id]);
      acknowledged.add(id);
    } catch (error) {
      state = (error as DatabaseError).code ?? String(error);
      // 57P03: IRIS could not be reached, the statement did not start.
      if (state !== '57P03') unsure.add(id);
      await pause(20);
    }
    states.set(state, (states.get(state) ?? 0) + 1);
  }
  await client.end();
});

let samples = 0;
let violations = 0;
let killed = 0;
for (let restart = 1; restart <= restarts; restart += 1) {
  // Each restart meets a load that has come up again.
  const wanted = acknowledged.size + clientCount;
  for (let waited = 0; waited < PATIENCE_MS && acknowledged.size < wanted; waited += 50) await pause(50);
  await pause(Math.random() * 200);
  await server.restart(Math.random() * 200);
  if (restart % killEvery === 0) {
    const lanes = childrenOf(gateway.pid);
    const victim = lanes[Math.floor(Math.random() * lanes.length)];
    if (victim !== undefined) {
      process.kill(victim, 'SIGKILL');
      killed += 1;
    }
  }
  if (adminPort !== undefined) {
    const answer = await fetch(`http://127.0.0.1:${adminPort}/pool`);
    samples += 1;
    if (broken((await answer.json()) as Pool)) violations += 1;
  }
}
await pause(2000);
load.over = true;
await Promise.all(loading);

const stored = new Map<number, number>();
const { rows } = await setup.query<{ id: number }>('SELECT id FROM soak');
for (const { id } of rows) stored.set(id, (stored.get(id) ?? 0) + 1);
const lost = [...acknowledged].filter((id) => stored.get(id) !== 1);
const extra = [...stored].filter(([id, times]) => times > 1 || (!acknowledged.has(id) && !unsure.has(id)));
await setup.end();
const children = childrenOf(gateway.pid);
await gateway.stop();
for (let i = 0; i < 100 && children.some((pid) => isAlive(pid)); i += 1) await pause(50);
const leaked = children.filter((pid) => isAlive(pid));
await server.stop();

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

console.log({
  clients: clientCount,
  restarts,
  killedLanes: killed,
  acknowledged: acknowledged.size,
  unsure: unsure.size,
  unsureStored: [...unsure].filter((id) => stored.has(id)).length,
  states: Object.fromEntries(states),
  lost: lost.length,
  extra: extra.length,
  leaked: leaked.length,
  poolSamples: samples,
  poolViolations: violations,
  simulatorFailures: server.failures.length,
});
if (lost.length + extra.length + leaked.length + violations > 0) process.exitCode = 1;
