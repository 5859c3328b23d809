import type { StatementReport } from './statement-report.ts';
import { callerOf } from './telemetry/trace-parent.ts';

/** The span of a statement, as W3C's Trace Context names it. */
export interface SpanName {
  readonly traceId: string;
  readonly spanId: string;
}

const spans = new WeakMap<StatementReport, SpanName>();

/** A span was made of the report. */
export function noteSpan(report: StatementReport, span: SpanName): void {
  spans.set(report, span);
}

/** trace_id and span_id for a line about a statement: of its own span, else of the caller's that it carries. */
export function spanFields(report: StatementReport): Readonly<Record<string, string>> {
  const span = spans.get(report) ?? callerOf(report.text);
  return span ? { trace_id: span.traceId, span_id: span.spanId } : {};
}
