import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { Meter } from '@opentelemetry/api';
import type { GatewayFigures, PoolFigures } from './figures.ts';

const NANOSECONDS = 1e9;

/** Resolution of the event loop's delay, in milliseconds: a timer of this period is what it costs. */
const LOOP_RESOLUTION_MS = 20;

/** Metrics that are read when somebody asks for them. Returns what ends the measuring of the event loop. */
export function observeGateway(meter: Meter, gateway: GatewayFigures): () => void {
  observePool(meter, () => gateway.pool());
  meter
    .createObservableGauge('iris_pgwire.sessions', { description: 'Client connections by state' })
    .addCallback((result) => {
      for (const [state, count] of gateway.sessions()) result.observe(count, { state });
    });
  meter
    .createObservableGauge('iris_pgwire.connection.phases', {
      description: 'Client connections by the phase of their machine',
    })
    .addCallback((result) => {
      for (const [phase, count] of gateway.phases()) result.observe(count, { phase });
    });
  counter(meter, 'iris_pgwire.connections', 'Client connections since the start', () => gateway.opened());
  counter(
    meter,
    'iris_pgwire.network.received',
    'Bytes from clients',
    () => gateway.traffic().received,
    'By',
  );
  counter(meter, 'iris_pgwire.network.sent', 'Bytes to clients', () => gateway.traffic().sent, 'By');
  const translation = (): ReturnType<GatewayFigures['translation']> => gateway.translation();
  counter(meter, 'iris_pgwire.plan_cache.hits', 'Statements whose plan was known', () => translation().hits);
  counter(
    meter,
    'iris_pgwire.plan_cache.misses',
    'Statements that had to be translated',
    () => translation().misses,
  );
  gauge(meter, 'iris_pgwire.plan_cache.size', 'Plans that are kept', () => translation().size);
  counter(
    meter,
    'iris_pgwire.translations',
    'Visits of a translation thread',
    () => translation().translations,
  );
  counter(
    meter,
    'iris_pgwire.translation.time',
    'Time of these, queueing included',
    () => translation().seconds,
    's',
  );
  counter(
    meter,
    'iris_pgwire.worker.restarts',
    'Translation threads that were replaced',
    () => translation().restarts,
  );
  return observeEventLoop(meter);
}

/** Under the names of ConnectionPoolState in feature 018. */
function observePool(meter: Meter, pool: () => PoolFigures): void {
  const name = (field: string): string => `iris_pgwire.pool.${field}`;
  counter(meter, name('connections_created'), 'Backend connections opened', () => pool().created);
  gauge(meter, name('connections_available'), 'Idle backend connections', () => pool().available);
  gauge(meter, name('connections_in_use'), 'Backend connections on loan', () => pool().inUse);
  counter(
    meter,
    name('connections_failed'),
    'Backend connections that could not be opened',
    () => pool().failed,
  );
  gauge(meter, name('waiting'), 'Statements that wait for a backend connection', () => pool().waiting);
  counter(meter, name('total_acquisitions'), 'Leases', () => pool().acquisitions);
  counter(meter, name('total_releases'), 'Leases given back', () => pool().releases);
  gauge(
    meter,
    name('avg_acquisition_time'),
    'Smoothed mean wait for a lease',
    () => pool().averageAcquisitionMs,
    'ms',
  );
}

function observeEventLoop(meter: Meter): () => void {
  const delay = monitorEventLoopDelay({ resolution: LOOP_RESOLUTION_MS });
  delay.enable();
  meter
    .createObservableGauge('iris_pgwire.event_loop.delay', {
      description: 'Delay of the event loop since the last reading',
      unit: 's',
    })
    .addCallback((result) => {
      for (const quantile of [50, 99]) {
        result.observe(delay.percentile(quantile) / NANOSECONDS, { quantile: `p${quantile}` });
      }
      delay.reset();
    });
  return () => void delay.disable();
}

function counter(meter: Meter, name: string, description: string, read: () => number, unit = ''): void {
  meter.createObservableCounter(name, { description, unit }).addCallback((result) => result.observe(read()));
}

function gauge(meter: Meter, name: string, description: string, read: () => number, unit = ''): void {
  meter.createObservableGauge(name, { description, unit }).addCallback((result) => result.observe(read()));
}
