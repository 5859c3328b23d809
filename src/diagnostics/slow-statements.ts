import { withoutLiterals } from '../sql/lexer/without-literals.ts';
import type { Logger } from './logger.ts';
import { statementEnded, type StatementReport } from './statement-report.ts';

/**
 * Logs statements that take longer than `thresholdMs`, as PostgreSQL does by log_min_duration_statement; without their
 * literals and parameters. Returns what ends it.
 */
export function logSlowStatements(logger: Logger, thresholdMs: number): () => void {
  const onEnded = (message: unknown): void => {
    const report = message as StatementReport;
    const duration = report.translation + report.execution;
    if (duration < thresholdMs) return;
    logger.warn('slow statement', {
      duration_ms: Math.round(duration * 10) / 10,
      translation_ms: Math.round(report.translation * 10) / 10,
      lease_wait_ms: Math.round(report.leaseWait * 10) / 10,
      route: report.route,
      rows: report.rows,
      sqlstate: report.sqlstate,
      pid: report.processId,
      user: report.user,
      statement: withoutLiterals(report.text),
    });
  };
  statementEnded.subscribe(onEnded);
  return () => {
    statementEnded.unsubscribe(onEnded);
  };
}
