import winston from 'winston';
import { Levels, type AreaLevels, type LogArea, type LogLevel } from './levels.ts';
import { LogFile } from './log-file.ts';

/** What stands beside a message. Callers never pass row data, parameters, texts with literals, or secrets. */
export type LogFields = Readonly<Record<string, unknown>>;

/** The log of one area. */
export interface Logger {
  /** Whether a line of that level is written: for those who would have to prepare it. */
  enabled(level: LogLevel): boolean;
  error(message: string, fields?: LogFields): void;
  warn(message: string, fields?: LogFields): void;
  info(message: string, fields?: LogFields): void;
  debug(message: string, fields?: LogFields): void;
}

/** How the log is written. */
export interface LogOptions {
  readonly level: LogLevel;
  /** As parseAreaLevels gives them. */
  readonly areas: AreaLevels;
  readonly format: 'json' | 'text';
  /** Where to; stderr by default, because stdout holds the ready line only. */
  readonly file: string | null;
  /** Stand in every line. */
  readonly fields?: LogFields;
}

/** The gateway's log. */
export class Log {
  readonly levels: Levels;
  readonly #fields: LogFields;
  readonly #winston: winston.Logger;
  readonly #file: LogFile | null;

  /** @throws the operating system's error when the file cannot be opened */
  constructor(
    { level, areas, format, file, fields = {} }: LogOptions,
    stream: NodeJS.WritableStream = tolerant(process.stderr),
  ) {
    this.levels = new Levels(level, areas);
    this.#fields = fields;
    this.#file = file === null ? null : new LogFile(file, (message) => stream.write(`${message}\n`));
    this.#winston = winston.createLogger({
      // Which lines are written is decided before winston hears of them.
      level: 'debug',
      format: winston.format.combine(
        winston.format.timestamp(),
        format === 'json' ? winston.format.json() : text(),
      ),
      transports: [new winston.transports.Stream({ stream: this.#file?.lines ?? stream, eol: '\n' })],
    });
  }

  area(area: LogArea): Logger {
    const write = (level: LogLevel, message: string, fields: LogFields): void => {
      if (this.levels.allows(area, level))
        this.#winston.log(level, message, { area, ...this.#fields, ...fields });
    };
    return {
      enabled: (level) => this.levels.allows(area, level),
      error: (message, fields = {}) => write('error', message, fields),
      warn: (message, fields = {}) => write('warn', message, fields),
      info: (message, fields = {}) => write('info', message, fields),
      debug: (message, fields = {}) => write('debug', message, fields),
    };
  }

  /** Adds another place that lines go to. */
  add(transport: winston.transport): void {
    this.#winston.add(transport);
  }

  /** Goes on in a new file when the old one was renamed. */
  reopen(): void {
    this.#file?.reopen();
  }

  /** Resolves when everything is written. */
  close(): Promise<void> {
    return new Promise((resolve) => {
      if (this.#file === null) resolve();
      else this.#file.end(resolve);
    });
  }
}

/** `2026-11-24T12:00:00.000Z warn message key="value" area="pool"`; lines of the gateway itself name no area. */
function text(): winston.Logform.Format {
  return winston.format.printf(({ timestamp: time, level, message, area, stack, ...rest }) => {
    const about = area === 'gateway' ? rest : { ...rest, area };
    const fields = Object.entries(about).map(([key, value]) => ` ${key}=${JSON.stringify(value)}`);
    const frames = typeof stack === 'string' ? `\n${stack}` : '';
    return `${String(time)} ${level} ${String(message)}${fields.join('')}${frames}`;
  });
}

/** A stream whose end is gone or full (a closed terminal, a full disk) takes nothing more, and nobody is hurt by it. */
function tolerant<S extends NodeJS.WritableStream>(stream: S): S {
  stream.on('error', () => undefined);
  return stream;
}
