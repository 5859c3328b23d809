import { fork } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startGateway } from '../support/gateway-process.ts';
import type { GatewayProcess } from '../support/gateway-process.ts';
import { startPostgres } from '../support/postgres-server.ts';
import { WireClient } from '../support/wire-client.ts';
import type { LoadOrder, LoadResult } from './load.ts';
import { readShares } from './shares.ts';
import { WORKLOADS, createTables } from './workloads.ts';

/**
 * `npm run bench`: the gateway beside a real PostgreSQL 15 on this machine in the same run, in less than three minutes. Both keep their data
 * in memory only (embedded `:memory:`; fsync off), and both are measured by the same client in a process of its own.
 */

const CLIENTS = [1, 32];
const WARM_UP_MS = 500;
const MEASURE_MS = 2000;

/** A warm-up longer than this is told: the first queries of new clients were slow. */
const LONG_WARM_UP_MS = 1500;

interface Address {
  readonly host: string;
  readonly port: number;
}

let unique = 1;

async function measure(address: Address, workload: string, clients: number): Promise<LoadResult> {
  const order: LoadOrder = {
    ...address,
    workload,
    clients,
    warmUpMs: WARM_UP_MS,
    measureMs: MEASURE_MS,
    firstUnique: unique,
  };
  unique += 1_000_000;
  const { promise, resolve, reject } = Promise.withResolvers<LoadResult>();
  const child = fork(join(import.meta.dirname, 'load.ts'));
  child.once('message', (message: { result?: LoadResult; error?: string }) => {
    if (message.result) resolve(message.result);
    else reject(new Error(`${workload}, ${clients} clients: ${message.error ?? ''}`));
  });
  child.once('exit', (code) => reject(new Error(`the load process ended with ${String(code)}`)));
  child.send(order);
  return promise;
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
        const ours = await measure(gateway, name, clients);
        const theirs = await measure(postgres, name, clients);
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
              `  the ${server}'s warm-up took ${(warmUpMs / 1000).toFixed(1)} s instead of ${WARM_UP_MS / 1000} s`,
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
        result = await measure(gateway, name, 1);
      } finally {
        await gateway.stop();
      }
      const parts = readShares(folder, MEASURE_MS / 1000);
      const times = [parts.translation, parts.lane, parts.wire, parts.other];
      const total = times.reduce((sum, part) => sum + part, 0);
      const microseconds = (total * 1_000_000) / (result.perSecond * (MEASURE_MS / 1000));
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
