import winston from 'winston';
import { IrisError } from '../backend/iris-session.ts';
import { GatewayError } from '../errors/gateway-error.ts';

export type Logger = winston.Logger;

/** How the log is written. It goes to stderr: stdout holds the ready line only. */
export interface LogOptions {
  readonly level: 'error' | 'warn' | 'info' | 'debug';
  readonly format: 'json' | 'text';
}

/** The gateway's log. Callers never pass row data, parameters, statement texts with literals or secrets. */
export function createLogger({ level, format }: LogOptions): Logger {
  const { combine, timestamp, json, errors, printf } = winston.format;
  const text = printf(({ timestamp: time, level: severity, message, stack, ...rest }) => {
    const fields = Object.entries(rest).map(([key, value]) => ` ${key}=${JSON.stringify(value)}`);
    return `${String(time)} ${severity} ${String(message)}${fields.join('')}${typeof stack === 'string' ? `\n${stack}` : ''}`;
  });
  return winston.createLogger({
    level,
    format: combine(errors({ stack: true }), timestamp(), format === 'json' ? json() : text),
    transports: [new winston.transports.Console({ stderrLevels: ['error', 'warn', 'info', 'debug'] })],
  });
}

/** Logs an error that no client can be blamed for, with the cause that clients are never told. */
export function errorReporter(logger: Logger): (error: unknown) => void {
  return (error) => {
    const message = error instanceof Error ? withoutData(error) : 'error';
    const cause = error instanceof Error ? error.cause : undefined;
    const shown = cause instanceof Error ? cause : error;
    logger.error(message, { stack: shown instanceof Error ? trace(shown) : typeof shown });
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
