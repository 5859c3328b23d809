import winston from 'winston';

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
    const cause = error instanceof Error ? error.cause : undefined;
    const shown = cause instanceof Error ? cause : error;
    logger.error(error instanceof Error ? error.message : 'error', {
      stack: shown instanceof Error ? shown.stack : String(shown),
    });
  };
}
