import { GatewayError } from '../errors/gateway-error.ts';
import { SQLSTATE } from '../errors/sqlstate.ts';
import { encodingNamed, type Encoding } from '../encoding/encoding.ts';
import { checkOptions } from './option-checks.ts';

/** Which way the rows go. */
export type CopyDirection = 'from' | 'to';

/** One option as the grammar read it; the old syntax gives the same (gram.y, copy_opt_item). */
export interface CopyOption {
  readonly name: string;
  /** A column list is a list; null when no value is written. */
  readonly value: string | readonly string[] | null;
  /** 1-based place in the statement, for errors. */
  readonly position?: number | undefined;
}

/** What the options of one COPY say (manual, COPY). Plain data. */
export interface CopyOptions {
  readonly format: 'text' | 'csv' | 'binary';
  readonly freeze: boolean;
  readonly delimiter: string;
  /** The text that stands for NULL. */
  readonly nullText: string;
  readonly header: 'none' | 'line' | 'match';
  /** csv only, else ''. */
  readonly quote: string;
  readonly escape: string;
  readonly forceQuote: readonly string[] | '*';
  readonly forceNotNull: readonly string[];
  readonly forceNull: readonly string[];
  /** null: the client's. */
  readonly encoding: Encoding | null;
  /** PostgreSQL 17: rows with values that their types refuse are left out. */
  readonly onError: 'stop' | 'ignore';
  readonly logVerbosity: 'default' | 'verbose';
}

/** The options as far as they were written. */
export type StatedOptions = { -readonly [K in keyof CopyOptions]?: CopyOptions[K] };

/** Takes one option's value, checked. */
type OptionReader = (stated: StatedOptions, option: CopyOption, direction: CopyDirection) => void;

const FORMATS = ['text', 'csv', 'binary'] as const;

const READERS: Readonly<Record<string, OptionReader>> = {
  format: (stated, option) => {
    const name = textOf(option);
    const format = FORMATS.find((known) => known === name);
    if (format === undefined) throw invalidValue(`COPY format "${name}" not recognized`, option);
    stated.format = format;
  },
  freeze: (stated, option) => {
    stated.freeze = truthOf(option);
  },
  delimiter: (stated, option) => {
    stated.delimiter = textOf(option);
  },
  null: (stated, option) => {
    stated.nullText = textOf(option);
  },
  header: (stated, option, direction) => {
    stated.header = headerOf(option, direction);
  },
  quote: (stated, option) => {
    stated.quote = textOf(option);
  },
  escape: (stated, option) => {
    stated.escape = textOf(option);
  },
  force_quote: (stated, option) => {
    stated.forceQuote = option.value === '*' ? '*' : columnsOf(option);
  },
  force_not_null: (stated, option) => {
    stated.forceNotNull = columnsOf(option);
  },
  force_null: (stated, option) => {
    stated.forceNull = columnsOf(option);
  },
  encoding: (stated, option) => {
    const encoding = encodingNamed(textOf(option));
    if (encoding === undefined) {
      throw invalidValue(`argument to option "${option.name}" must be a valid encoding name`, option);
    }
    stated.encoding = encoding;
  },
  on_error: (stated, option, direction) => {
    if (direction === 'to') throw invalidValue('COPY ON_ERROR cannot be used with COPY TO', option);
    const value = textOf(option).toLowerCase();
    if (value !== 'stop' && value !== 'ignore') {
      throw invalidValue(`COPY ON_ERROR "${textOf(option)}" not recognized`, option);
    }
    stated.onError = value;
  },
  log_verbosity: (stated, option) => {
    const value = textOf(option).toLowerCase();
    if (value !== 'default' && value !== 'verbose') {
      throw invalidValue(`COPY LOG_VERBOSITY "${textOf(option)}" not recognized`, option);
    }
    stated.logVerbosity = value;
  },
};

/**
 * Reads and checks the options as PostgreSQL 15 does (copy.c, ProcessCopyOptions), and on_error and log_verbosity as
 * PostgreSQL 17.
 *
 * @throws GatewayError 42601, 22023 or 0A000 in PostgreSQL's words
 */
export function readCopyOptions(options: readonly CopyOption[], direction: CopyDirection): CopyOptions {
  const stated: StatedOptions = {};
  const seen = new Set<string>();
  for (const option of options) {
    const read = Object.hasOwn(READERS, option.name) ? READERS[option.name] : undefined;
    if (read === undefined) {
      throw new GatewayError(SQLSTATE.syntaxError, `option "${option.name}" not recognized`, at(option));
    }
    if (seen.has(option.name)) {
      throw new GatewayError(SQLSTATE.syntaxError, 'conflicting or redundant options', at(option));
    }
    seen.add(option.name);
    read(stated, option, direction);
  }
  return checkOptions(stated, direction);
}

function at({ position }: CopyOption): { readonly position?: number } {
  return position === undefined ? {} : { position };
}

function invalidValue(message: string, option: CopyOption): GatewayError {
  return new GatewayError(SQLSTATE.invalidParameterValue, message, at(option));
}

/** defGetString */
function textOf({ name, value }: CopyOption): string {
  if (value === null) throw new GatewayError(SQLSTATE.syntaxError, `${name} requires a parameter`);
  return typeof value === 'string' ? value : value.join('.');
}

/** defGetBoolean */
function truthOf({ name, value }: CopyOption): boolean {
  if (value === null) return true;
  const word = typeof value === 'string' ? value.toLowerCase() : '';
  if (word === 'true' || word === 'on' || word === '1') return true;
  if (word === 'false' || word === 'off' || word === '0') return false;
  throw new GatewayError(SQLSTATE.syntaxError, `${name} requires a Boolean value`);
}

/** defGetCopyHeaderChoice */
function headerOf({ name, value }: CopyOption, direction: CopyDirection): CopyOptions['header'] {
  if (value === null) return 'line';
  const word = typeof value === 'string' ? value.toLowerCase() : '';
  if (word === 'true' || word === 'on' || word === '1') return 'line';
  if (word === 'false' || word === 'off' || word === '0') return 'none';
  if (word !== 'match') {
    throw new GatewayError(SQLSTATE.syntaxError, `${name} requires a Boolean value or "match"`);
  }
  if (direction === 'to') {
    throw new GatewayError(
      SQLSTATE.featureNotSupported,
      `cannot use "${String(value)}" with HEADER in COPY TO`,
    );
  }
  return 'match';
}

function columnsOf(option: CopyOption): readonly string[] {
  if (Array.isArray(option.value)) return option.value as readonly string[];
  throw invalidValue(`argument to option "${option.name}" must be a list of column names`, option);
}
