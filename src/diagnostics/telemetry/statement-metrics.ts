import type { Meter } from '@opentelemetry/api';
import { errorTold, statementEnded, type StatementReport } from '../statement-report.ts';

/** Upper bounds in seconds: from a cached point query to what an administrator looks for. */
const BOUNDS = [0.000_25, 0.000_5, 0.001, 0.002_5, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10, 60];

/** Metrics of statements and errors as they come. Returns what ends them. */
export function countStatements(meter: Meter): () => void {
  const histogram = (name: string, description: string) =>
    meter.createHistogram(name, { description, unit: 's', advice: { explicitBucketBoundaries: BOUNDS } });
  const duration = histogram(
    'iris_pgwire.statement.duration',
    'Statements from start to end, translation included',
  );
  const translation = histogram(
    'iris_pgwire.statement.translation',
    'Translation of statements the plan cache did not know',
  );
  const wait = histogram('iris_pgwire.statement.lease_wait', 'Wait for a backend connection');
  const rows = meter.createCounter('iris_pgwire.statement.rows', { description: 'Rows read or changed' });
  const errors = meter.createCounter('iris_pgwire.errors', {
    description: 'Errors told to clients, by SQLSTATE',
  });
  const onEnded = (message: unknown): void => {
    const report = message as StatementReport;
    const labels = { operation: report.operation, route: report.route };
    duration.record((report.translation + report.execution) / 1000, labels);
    if (!report.cached && report.translation > 0) translation.record(report.translation / 1000, labels);
    if (report.leaseWait > 0) wait.record(report.leaseWait / 1000);
    if (report.rows !== null) rows.add(report.rows, labels);
  };
  const onError = (sqlstate: unknown): void => errors.add(1, { sqlstate: sqlstate as string });
  statementEnded.subscribe(onEnded);
  errorTold.subscribe(onError);
  return () => {
    statementEnded.unsubscribe(onEnded);
    errorTold.unsubscribe(onError);
  };
}
