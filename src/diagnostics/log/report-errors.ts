import { IrisError } from '../../backend/iris-session.ts';
import { GatewayError } from '../../errors/gateway-error.ts';
import type { Logger, LogFields } from './log.ts';

/** Takes errors that no client can be blamed for. */
export type Report = (error: unknown, about?: LogFields) => void;

/** Logs errors with the cause that clients are never told. */
export function errorReporter(logger: Logger): Report {
  return (error, about = {}) => {
    const message = error instanceof Error ? withoutData(error) : 'error';
    const cause = error instanceof Error ? error.cause : undefined;
    const shown = cause instanceof Error ? cause : error;
    logger.error(message, { ...about, stack: shown instanceof Error ? trace(shown) : typeof shown });
  };
}

/** IRIS's own texts (%msg) name values of the row that failed: of those errors the log has the SQLCODE only. */
function withoutData(error: Error): string {
  const where = error instanceof GatewayError ? (error.fields.where ?? '') : '';
  if (where.startsWith('IRIS SQLCODE')) return `a statement failed in the backend: ${where}`;
  return error instanceof IrisError
    ? `a statement failed in the backend: IRIS SQLCODE ${error.sqlcode}`
    : error.message;
}

/** The stack under a heading without data. */
function trace(error: Error): string {
  const frames = (error.stack ?? '').split('\n').filter((line) => line.startsWith('    at '));
  return [`${error.name}: ${withoutData(error)}`, ...frames].join('\n');
}
