import { OTLPMetricExporter } from '@opentelemetry/exporter-metrics-otlp-proto';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-proto';
import type { Resource } from '@opentelemetry/resources';
import { PeriodicExportingMetricReader, type IMetricReader } from '@opentelemetry/sdk-metrics';
import { NodeSDK, tracing } from '@opentelemetry/sdk-node';

/** How often metrics are sent, and the longest that one sending may take, in milliseconds. */
const METRICS_MS = 15_000;
const SEND_MS = 5000;

/** Spans that wait to be sent; further ones are dropped, so that a collector that is gone costs no memory. */
const MOST_SPANS = 4096;

/** Starts the OpenTelemetry SDK: spans and metrics go to `endpoint` by OTLP (http/protobuf). */
export function openSdk(endpoint: string, prometheus: IMetricReader, resource: Resource): NodeSDK {
  const base = endpoint.replace(/\/+$/, '');
  const spans = new OTLPTraceExporter({ url: `${base}/v1/traces`, timeoutMillis: SEND_MS });
  const metrics = new OTLPMetricExporter({ url: `${base}/v1/metrics`, timeoutMillis: SEND_MS });
  const sdk = new NodeSDK({
    resource,
    autoDetectResources: false,
    instrumentations: [],
    spanProcessors: [new tracing.BatchSpanProcessor(spans, { maxQueueSize: MOST_SPANS })],
    metricReaders: [
      new PeriodicExportingMetricReader({
        exporter: metrics,
        exportIntervalMillis: METRICS_MS,
        exportTimeoutMillis: SEND_MS,
      }),
      prometheus,
    ],
    logRecordProcessors: [],
  });
  sdk.start();
  return sdk;
}
