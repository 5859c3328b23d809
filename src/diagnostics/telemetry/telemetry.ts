import type { IncomingMessage, ServerResponse } from 'node:http';
import { metrics, trace, type MeterProvider as Meters } from '@opentelemetry/api';
import { PrometheusExporter } from '@opentelemetry/exporter-prometheus';
import { resourceFromAttributes, type Resource } from '@opentelemetry/resources';
import { MeterProvider } from '@opentelemetry/sdk-metrics';
import type { GatewayFigures } from './figures.ts';
import { observeGateway } from './gateway-metrics.ts';
import { countStatements } from './statement-metrics.ts';
import { traceStatements } from './statement-spans.ts';

export interface TelemetryOptions {
  readonly version: string;
  /** OTLP over HTTP, e.g. http://localhost:4318; null: nothing is sent. */
  readonly endpoint: string | null;
  /** Which of several processes of one gateway it is; undefined: there is one only. */
  readonly slot: number | undefined;
}

export interface Telemetry {
  /** Answers a request in Prometheus's text format. */
  prometheus(request: IncomingMessage, response: ServerResponse): void;
  /** Sends what is gathered still and ends. A collector that does not answer holds it up for a second at most. */
  close(): Promise<void>;
}

const NAME = 'iris-pgwire';

/** What closing waits for a collector, in milliseconds. */
const CLOSE_MS = 1000;

/** Begins to measure. Metrics are always there for Prometheus; spans are made only when they are sent somewhere. */
export async function startTelemetry(options: TelemetryOptions, gateway: GatewayFigures): Promise<Telemetry> {
  const prometheus = new PrometheusExporter({
    preventServerStart: true,
    withoutScopeInfo: true,
    withResourceConstantLabels: /^worker$/,
  });
  const resource = resourceFromAttributes({
    'service.name': NAME,
    'service.version': options.version,
    ...(options.slot === undefined ? {} : { worker: String(options.slot) }),
  });
  const { meters, shutdown } = await providers(options.endpoint, prometheus, resource);
  const meter = meters.getMeter(NAME, options.version);
  const ends = [observeGateway(meter, gateway), countStatements(meter)];
  if (options.endpoint !== null) ends.push(traceStatements(trace.getTracer(NAME, options.version)));
  return {
    prometheus: (request, response) => prometheus.getMetricsRequestHandler(request, response),
    close: async () => {
      for (const end of ends) end();
      const patience = Promise.withResolvers<void>();
      const timer = setTimeout(patience.resolve, CLOSE_MS);
      // A collector that is gone has lost its own data; the gateway's end does not depend on it.
      await Promise.race([shutdown().catch(() => undefined), patience.promise]);
      clearTimeout(timer);
    },
  };
}

/** The SDK with its exporters is loaded only where something is sent: it costs memory and start-up time. */
async function providers(
  endpoint: string | null,
  prometheus: PrometheusExporter,
  resource: Resource,
): Promise<{ meters: Meters; shutdown: () => Promise<void> }> {
  if (endpoint === null) {
    const meters = new MeterProvider({ resource, readers: [prometheus] });
    return { meters, shutdown: () => meters.shutdown() };
  }
  const { openSdk } = await import('./otlp.ts');
  const sdk = openSdk(endpoint, prometheus, resource);
  return { meters: metrics.getMeterProvider(), shutdown: () => sdk.shutdown() };
}
