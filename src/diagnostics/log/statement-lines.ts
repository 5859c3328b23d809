import { withoutLiterals } from '../../sql/lexer/without-literals.ts';
import { spanFields } from '../span-of.ts';
import { statementEnded, type StatementReport } from '../statement-report.ts';
import type { Levels } from './levels.ts';
import type { Logger } from './log.ts';

/**
 * Logs statements without their literals and parameters: those that take longer than `thresholdMs` as warnings, as
 * PostgreSQL does by log_min_duration_statement (0: none), and at level debug all of them. Statements are listened to only
 * while one of both is wanted. Returns what ends it.
 */
export function logStatements(logger: Logger, levels: Levels, thresholdMs: number): () => void {
  const write = (report: StatementReport): void => {
    const duration = report.translation + report.execution;
    if (thresholdMs > 0 && duration >= thresholdMs) logger.warn('slow statement', fieldsOf(report, duration));
    else if (logger.enabled('debug')) logger.debug('statement', fieldsOf(report, duration));
  };
  // Its span is made by another subscriber, which may come later: both have been when the microtask runs.
  const onEnded = (message: unknown): void => queueMicrotask(() => write(message as StatementReport));
  let listening = false;
  const follow = (): void => {
    const wanted = thresholdMs > 0 || logger.enabled('debug');
    if (wanted === listening) return;
    listening = wanted;
    if (wanted) statementEnded.subscribe(onEnded);
    else statementEnded.unsubscribe(onEnded);
  };
  levels.onChange(follow);
  follow();
  return () => {
    statementEnded.unsubscribe(onEnded);
  };
}

function fieldsOf(report: StatementReport, duration: number): Readonly<Record<string, unknown>> {
  return {
    duration_ms: tenths(duration),
    translation_ms: tenths(report.translation),
    lease_wait_ms: tenths(report.leaseWait),
    route: report.route,
    rows: report.rows,
    sqlstate: report.sqlstate,
    connection: report.connection,
    pid: report.processId,
    user: report.user,
    ...spanFields(report),
    statement: withoutLiterals(report.text),
  };
}

function tenths(milliseconds: number): number {
  return Math.round(milliseconds * 10) / 10;
}
