import { WireClient } from '../support/wire-client.ts';
import { WORKLOADS } from './workloads.ts';

/** What the load process is asked for. */
export interface LoadOrder {
  readonly host: string;
  readonly port: number;
  readonly workload: string;
  readonly clients: number;
  /** At least. */
  readonly warmUpMs: number;
  readonly measureMs: number;
  /** First number of those that never come twice. */
  readonly firstUnique: number;
}

/** Latencies in milliseconds. */
export interface LoadResult {
  readonly queries: number;
  readonly perSecond: number;
  readonly p50: number;
  readonly p99: number;
  /** How long the warm-up took, and what was done in it. */
  readonly warmUpMs: number;
  readonly warmUpQueries: number;
}

/** Each client does at least so many before anything is measured, so that lanes are open and plans cached. */
const WARM_UP_QUERIES = 20;

function percentile(sorted: Float64Array, share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

async function load(order: LoadOrder): Promise<LoadResult> {
  const workload = WORKLOADS.find((one) => one.name === order.workload);
  if (!workload) throw new Error(`no workload "${order.workload}"`);
  const clients = await Promise.all(Array.from({ length: order.clients }, () => WireClient.connect(order)));
  await Promise.all(clients.map((client) => workload.prepare(client)));
  let unique = order.firstUnique;
  const warmUp = performance.now();
  await Promise.all(
    clients.map(async (client) => {
      for (let done = 0; done < WARM_UP_QUERIES || performance.now() < warmUp + order.warmUpMs; done += 1) {
        await workload.once(client, unique++);
      }
    }),
  );
  const warmUpQueries = unique - order.firstUnique;
  const latencies: number[] = [];
  const start = performance.now();
  const end = start + order.measureMs;
  await Promise.all(
    clients.map(async (client) => {
      for (let before = start; before < end; before = performance.now()) {
        await workload.once(client, unique++);
        latencies.push(performance.now() - before);
      }
    }),
  );
  const elapsed = (performance.now() - start) / 1000;
  await Promise.all(clients.map((client) => client.close()));
  const sorted = Float64Array.from(latencies).sort();
  return {
    queries: sorted.length,
    perSecond: sorted.length / elapsed,
    p50: percentile(sorted, 0.5),
    p99: percentile(sorted, 0.99),
    warmUpMs: start - warmUp,
    warmUpQueries,
  };
}

// A process of its own: the client's work must not be counted as the server's, nor wait for the benchmark's.
process.once('message', (order: LoadOrder) => {
  void load(order).then(
    (result) => {
      process.send?.({ result });
      process.disconnect();
    },
    (error: unknown) => {
      process.send?.({ error: String(error) });
      process.disconnect();
    },
  );
});
