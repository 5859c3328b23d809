import { encodeIntoCompressedBase64 } from 'hdr-histogram-js';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { parentPort, workerData } from 'node:worker_threads';
import { Credentials } from '../../client/credentials.ts';
import { Measurement } from './measurement.ts';
import type { FromLoadThread, LoadThreadData, ToLoadThread } from './messages.ts';
import { Repertoire } from './repertoire.ts';
import { Run } from './run.ts';
import { Session } from './session.ts';

/** How often the main thread hears what happens. */
const TICK_MS = 500;

const { sides, repertoire: scripts, protocol, think, sessions, firstSession } = workerData as LoadThreadData;
const repertoire = new Repertoire(scripts);
const crews = sides.map((address) => {
  const credentials = new Credentials(address.user, address.password);
  const plan = { address, credentials, repertoire, protocol, think, variables: repertoire.variables };
  return Array.from({ length: sessions }, (_, i) => new Session(plan, firstSession + i));
});
let current: Run | null = null;

function say(message: FromLoadThread): void {
  parentPort?.postMessage(message);
}

async function work(order: Extract<ToLoadThread, { side: number }>): Promise<void> {
  const crew = crews[order.side] ?? [];
  const opening = order.type === 'open';
  const run = new Run(
    { ms: order.ms, count: order.count, rate: order.rate },
    new Measurement(repertoire.statements.length),
  );
  current = run;
  const delay = monitorEventLoopDelay({ resolution: 5 });
  delay.enable();
  const ticking = setInterval(() => {
    const { operations, failed, latency } = run.takeInterval();
    say({ type: 'tick', tick: { operations, failed, latency: encodeIntoCompressedBase64(latency) } });
  }, TICK_MS);
  try {
    await Promise.all(
      crew.map((session, i) => {
        // Sessions that pause between operations do not all begin at once.
        const firstPause = opening ? (i / crew.length) * order.ms : Math.random() * think;
        return opening && order.ms === 0 ? session.open(run) : session.work(run, firstPause);
      }),
    );
    say({
      type: 'done',
      data: run.measurement.data,
      elapsedMs: run.elapsedMs,
      connected: crew.filter(({ connected }) => connected).length,
      delayMs: Number.isFinite(delay.percentile(99)) ? delay.percentile(99) / 1e6 : 0,
    });
  } catch (error) {
    say({ type: 'failed', message: (error as Error).message });
  } finally {
    run.end();
    clearInterval(ticking);
    delay.disable();
    current = null;
  }
}

parentPort?.on('message', (order: ToLoadThread) => {
  if (order.type === 'stop') current?.end();
  else if (order.type === 'close') {
    for (const crew of crews) for (const session of crew) session.close();
    parentPort?.close();
  } else void work(order);
});
