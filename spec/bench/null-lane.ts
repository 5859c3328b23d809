import { BlockList } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Gateway } from '../../actors/gateway/gateway.ts';
import { LanePool } from '../../actors/pool/lane-pool.ts';
import { keepWasmBaseline } from '../../src/cli/wasm-tier.ts';
import { Listener } from '../../src/net/listener.ts';
import { Translator } from '../../src/translation/translator.ts';
import { fakeServices } from '../support/fake-services.ts';
import { bareServer, portOf } from './bare-server.ts';
import type { LoadResult } from './load.ts';
import { measure } from './measure.ts';
import { NullBackend } from './null-backend.ts';

/**
 * `npm run bench:null-lane`: what the gateway itself costs, in front of lanes that answer at once, beside a bare Node server
 * with canned answers in the same process. CPU time is that of the whole process (event loop, garbage collection), of which
 * only the server works; the client is a process of its own.
 */

const HOST = '127.0.0.1';
const CLIENTS = (process.env['CLIENTS'] ?? '1,16,64').split(',').map(Number);
const WORKLOADS = ['point select, prepared', 'point select, ad hoc'];
const SECONDS = Number(process.env['SECONDS'] ?? 3);

interface Figures extends LoadResult {
  /** Microseconds. */
  readonly cpu: number;
}

/** The CPU time of the warm-up counts as well, and so do its queries: what is wanted is the time of one. */
async function figures(port: number, workload: string, clients: number): Promise<Figures> {
  const order = { host: HOST, port, workload, clients, warmUpMs: 1000, measureMs: SECONDS * 1000 };
  await measure({ ...order, measureMs: 1 });
  const before = process.cpuUsage();
  const result = await measure({ ...order, warmUpMs: 0 });
  const { user, system } = process.cpuUsage(before);
  return { ...result, cpu: (user + system) / (result.queries + result.warmUpQueries) };
}

function row(...cells: readonly string[]): string {
  const [first = '', ...rest] = cells;
  return [first.padEnd(32), ...rest.map((cell) => cell.padStart(10))].join(' ');
}

function cells({ cpu, perSecond, p50, p99 }: Figures): string[] {
  return [cpu.toFixed(1), perSecond.toFixed(0), p50.toFixed(3), p99.toFixed(3)];
}

keepWasmBaseline();
const translator = await Translator.create({
  analysers: 1,
  queries: 1,
  imageFolder: process.env['PGWIRE_IMAGE_FOLDER'] ?? join(tmpdir(), 'iris-pgwire-image'),
  cacheSize: 1000,
  timeoutMs: 60_000,
  dialect: new NullBackend().dialect,
  serverVersion: '14.20',
  owner: '_SYSTEM',
  report: (error) => console.error(error),
});
const fakes = fakeServices();
const pool = new LanePool(
  new NullBackend(),
  {
    size: 64,
    maxOverflow: 0,
    timeoutMs: 5000,
    maxWaiting: 10_000,
    growAfterMs: 0,
    eagerLanes: 64,
    recycleMs: 3_600_000,
    checkMs: 0,
    idleMs: 0,
  },
  () => undefined,
);
const lease = await pool.acquire(new AbortController().signal);
await translator.refresh(await lease.lane.snapshot());
lease.release(true);
const services = { ...fakes, translation: translator, pool, registry: translator.registry };
const listener = new Listener({ tls: null, balancers: new BlockList(), report: console.error });
const { port } = await listener.listen(HOST, 0, 1024);
listener.serve(new Gateway(services, 1000));
const bare = await bareServer();

console.log(row('', 'clients', 'CPU us/q', 'queries/s', 'p50 ms', 'p99 ms', 'added p50'));
for (const clients of CLIENTS) {
  for (const workload of WORKLOADS) {
    const least = await figures(portOf(bare), workload, clients);
    const ours = await figures(port, workload, clients);
    console.log(row(`bare server, ${workload}`, String(clients), ...cells(least)));
    console.log(row(workload, String(clients), ...cells(ours), (ours.p50 - least.p50).toFixed(3)));
  }
}

listener.close();
bare.close();
await pool.close();
await translator.close();
