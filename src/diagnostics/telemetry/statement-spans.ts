import {
  context,
  ROOT_CONTEXT,
  SpanKind,
  SpanStatusCode,
  trace,
  type Attributes,
  type Tracer,
} from '@opentelemetry/api';
import { withoutLiterals } from '../../sql/lexer/without-literals.ts';
import { noteSpan } from '../span-of.ts';
import { statementMeasured, type StatementReport } from '../statement-report.ts';
import { callerOf } from './trace-parent.ts';

/**
 * A span for each statement when it has ended, with its parts as children, by the semantic conventions for databases.
 * It belongs to the caller's trace when the statement carries a sqlcommenter comment. Returns what ends it.
 */
export function traceStatements(tracer: Tracer): () => void {
  const onEnded = (message: unknown): void => traceStatement(tracer, message as StatementReport);
  statementMeasured.subscribe(onEnded);
  return () => {
    statementMeasured.unsubscribe(onEnded);
  };
}

function traceStatement(tracer: Tracer, report: StatementReport): void {
  const caller = callerOf(report.text);
  const parent = caller ? trace.setSpanContext(ROOT_CONTEXT, caller) : ROOT_CONTEXT;
  const start = report.startedAt - report.translation;
  const end = report.startedAt + report.execution;
  const span = tracer.startSpan(
    report.operation || 'empty',
    { kind: SpanKind.SERVER, startTime: start, attributes: attributesOf(report) },
    parent,
  );
  noteSpan(report, span.spanContext());
  const within = trace.setSpan(context.active(), span);
  const child = (name: string, from: number, to: number, attributes: Attributes = {}): void => {
    if (to > from) tracer.startSpan(name, { startTime: from, attributes }, within).end(to);
  };
  child('translate', start, report.startedAt);
  child('lease wait', report.startedAt, report.startedAt + report.leaseWait);
  const leased = report.startedAt + report.leaseWait;
  // Rows are encoded as they are fetched: the time of all goes behind that of the backend, as if it were one after the other.
  const executed = report.figures.length === 0 ? end : Math.min(end, leased + backendTime(report));
  child('execute', leased, executed, backendAttributes(report));
  child('encode', executed, end);
  if (report.sqlstate !== null) span.setStatus({ code: SpanStatusCode.ERROR });
  span.end(end);
}

/** Milliseconds of the statements in the backend. */
function backendTime({ figures }: StatementReport): number {
  return figures.reduce((sum, { total }) => sum + total, 0);
}

/** What was executed in the backend, without literals that were not lifted. */
function backendAttributes({ figures }: StatementReport): Attributes {
  if (figures.length === 0) return {};
  return {
    'iris_pgwire.backend.statements': figures.map(({ sql }) => withoutLiterals(sql)),
    'iris_pgwire.backend.executions': figures.map(({ executions }) => executions),
  };
}

/** db.query.text has no literals: parameters and row data stay here. */
function attributesOf(report: StatementReport): Attributes {
  return {
    'db.system.name': 'intersystems_iris',
    'db.namespace': report.database,
    'db.operation.name': report.operation,
    'db.query.text': withoutLiterals(report.text),
    ...(report.rows === null ? {} : { 'db.response.returned_rows': report.rows }),
    ...(report.sqlstate === null
      ? {}
      : { 'db.response.status_code': report.sqlstate, 'error.type': report.sqlstate }),
    'iris_pgwire.route': report.route,
    'iris_pgwire.plan_cached': report.cached,
    'iris_pgwire.session': report.processId,
  };
}
