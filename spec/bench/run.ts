import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startGateway } from '../support/gateway-process.ts';
import type { GatewayProcess } from '../support/gateway-process.ts';
import { startPostgres } from '../support/postgres-server.ts';
import { WireClient } from '../support/wire-client.ts';
import type { LoadResult } from './load.ts';
import { measure } from './measure.ts';
import { readShares } from './shares.ts';
import { WORKLOADS, createTables } from './workloads.ts';

/**
 * `npm run bench`: the gateway beside a real PostgreSQL 15 on this machine in the same run, in less than three minutes. Both keep their data
 * in memory only (embedded `:memory:`; fsync off), and both are measured by the same client in a process of its own.
 */

const CLIENTS = [1, 32];
const TIMES = { warmUpMs: 500, measureMs: 2000 };

/** A warm-up longer than this is told: the first queries of new clients were slow. */
const LONG_WARM_UP_MS = 1500;

interface Address {
  readonly host: string;
  readonly port: number;
}

/** A process or cluster that is started has more than its address, which need not be told to others. */
function at({ host, port }: Address): Address {
  return { host, port };
}

async function fill(address: Address): Promise<void> {
  const client = await WireClient.connect({ ...address, timeoutMs: 60_000 });
  await createTables(client);
  await client.close();
}

function row(...cells: readonly string[]): string {
  const [first = '', ...rest] = cells;
  return [first.padEnd(26), ...rest.map((cell) => cell.padStart(12))].join(' ');
}

function figures({ perSecond, p50, p99 }: LoadResult): string[] {
  return [perSecond.toFixed(0), p50.toFixed(3), p99.toFixed(3)];
}

async function besides(): Promise<void> {
  const postgres = await startPostgres();
  let gateway: GatewayProcess | undefined;
  try {
    gateway = await startGateway();
    await Promise.all([fill(postgres), fill(gateway)]);
    for (const clients of CLIENTS) {
      console.log(`\n${clients} client${clients === 1 ? '' : 's'}: queries/s, latency p50 and p99 in ms`);
      console.log(
        row('', 'gateway q/s', 'p50', 'p99', 'postgres q/s', 'p50', 'p99', 'q/s ratio', 'p50 ratio'),
      );
      for (const { name } of WORKLOADS) {
        const ours = await measure({ ...TIMES, ...at(gateway), workload: name, clients });
        const theirs = await measure({ ...TIMES, ...at(postgres), workload: name, clients });
        const ratios = [ours.perSecond / theirs.perSecond, ours.p50 / theirs.p50].map((ratio) =>
          ratio.toFixed(2),
        );
        console.log(row(name, ...figures(ours), ...figures(theirs), ...ratios));
        for (const [server, { warmUpMs }] of [
          ['gateway', ours],
          ['PostgreSQL', theirs],
        ] as const) {
          if (warmUpMs > LONG_WARM_UP_MS) {
            console.log(
              `  the ${server}'s warm-up took ${(warmUpMs / 1000).toFixed(1)} s instead of ${TIMES.warmUpMs / 1000} s`,
            );
          }
        }
      }
    }
  } finally {
    await Promise.all([gateway?.stop(), postgres.stop()]);
  }
}

/** A gateway of its own for each workload: the profiler would slow the measured one, and profiles have no marks. */
async function shares(): Promise<void> {
  console.log("\nshare of the gateway's CPU time, 1 client, profiled in a run of its own");
  console.log(row('', 'translation', 'lane', 'wire', 'other', 'CPU us/query'));
  for (const { name } of WORKLOADS) {
    const folder = mkdtempSync(join(tmpdir(), 'pgwire-bench-'));
    try {
      const gateway = await startGateway({ nodeOptions: ['--cpu-prof', `--cpu-prof-dir=${folder}`] });
      let result: LoadResult;
      try {
        await fill(gateway);
        result = await measure({ ...TIMES, ...at(gateway), workload: name, clients: 1 });
      } finally {
        await gateway.stop();
      }
      const parts = readShares(folder, TIMES.measureMs / 1000);
      const times = [parts.translation, parts.lane, parts.wire, parts.other];
      const total = times.reduce((sum, part) => sum + part, 0);
      const microseconds = (total * 1_000_000) / (result.perSecond * (TIMES.measureMs / 1000));
      console.log(
        row(name, ...times.map((part) => `${((part / total) * 100).toFixed(0)} %`), microseconds.toFixed(0)),
      );
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }
}

await besides();
await shares();
