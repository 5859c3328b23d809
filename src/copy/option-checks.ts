import { Buffer } from 'node:buffer';
import { GatewayError } from '../errors/gateway-error.ts';
import { SQLSTATE } from '../errors/sqlstate.ts';
import type { CopyDirection, CopyOptions, StatedOptions } from './options.ts';

/** Delimiters that the text format could confuse with its escapes. */
const UNSAFE_DELIMITERS = '\\.abcdefghijklmnopqrstuvwxyz0123456789';

/**
 * Whether the options go together, in the order in which PostgreSQL 15 looks (copy.c, ProcessCopyOptions), and the
 * defaults of those that were left out.
 */
export function checkOptions(stated: StatedOptions, direction: CopyDirection): CopyOptions {
  const format = stated.format ?? 'text';
  const csv = format === 'csv';
  const binary = format === 'binary';
  if (binary && stated.delimiter !== undefined) throw syntax('cannot specify DELIMITER in BINARY mode');
  if (binary && stated.nullText !== undefined) throw syntax('cannot specify NULL in BINARY mode');
  const quote = csv ? (stated.quote ?? '"') : '';
  const options: CopyOptions = {
    format,
    freeze: stated.freeze ?? false,
    delimiter: stated.delimiter ?? (csv ? ',' : '\t'),
    nullText: stated.nullText ?? (csv ? '' : '\\N'),
    header: stated.header ?? 'none',
    quote,
    escape: csv ? (stated.escape ?? quote) : '',
    forceQuote: stated.forceQuote ?? [],
    forceNotNull: stated.forceNotNull ?? [],
    forceNull: stated.forceNull ?? [],
    encoding: stated.encoding ?? null,
    onError: stated.onError ?? 'stop',
    logVerbosity: stated.logVerbosity ?? 'default',
  };
  checkDelimiters(options);
  if (binary && options.header !== 'none') throw unsupported('cannot specify HEADER in BINARY mode');
  checkQuoting(stated, options);
  checkForced(stated, csv, direction);
  if (options.nullText.includes(options.delimiter)) {
    throw unsupported('COPY delimiter must not appear in the NULL specification');
  }
  if (csv && options.nullText.includes(quote)) {
    throw unsupported('CSV quote character must not appear in the NULL specification');
  }
  if (binary && options.onError !== 'stop') throw syntax('only ON_ERROR STOP is allowed in BINARY mode');
  return options;
}

function checkDelimiters({ format, delimiter, nullText }: CopyOptions): void {
  if (!isOneByte(delimiter)) throw unsupported('COPY delimiter must be a single one-byte character');
  if (/[\r\n]/.test(delimiter)) throw invalid('COPY delimiter cannot be newline or carriage return');
  if (/[\r\n]/.test(nullText)) {
    throw invalid('COPY null representation cannot use newline or carriage return');
  }
  if (format !== 'csv' && UNSAFE_DELIMITERS.includes(delimiter)) {
    throw invalid(`COPY delimiter cannot be "${delimiter}"`);
  }
}

function checkQuoting(stated: StatedOptions, { format, delimiter, quote, escape }: CopyOptions): void {
  const csv = format === 'csv';
  if (!csv && stated.quote !== undefined) throw unsupported('COPY quote available only in CSV mode');
  if (csv && !isOneByte(quote)) throw unsupported('COPY quote must be a single one-byte character');
  if (csv && delimiter === quote) throw invalid('COPY delimiter and quote must be different');
  if (!csv && stated.escape !== undefined) throw unsupported('COPY escape available only in CSV mode');
  if (csv && !isOneByte(escape)) throw unsupported('COPY escape must be a single one-byte character');
}

function checkForced(stated: StatedOptions, csv: boolean, direction: CopyDirection): void {
  const forced: readonly [name: string, given: boolean, direction: CopyDirection][] = [
    ['quote', stated.forceQuote !== undefined, 'to'],
    ['not null', stated.forceNotNull !== undefined, 'from'],
    ['null', stated.forceNull !== undefined, 'from'],
  ];
  for (const [name, given, only] of forced) {
    if (given && !csv) throw unsupported(`COPY force ${name} available only in CSV mode`);
    if (given && direction !== only) {
      throw unsupported(`COPY force ${name} only available using COPY ${only.toUpperCase()}`);
    }
  }
}

function isOneByte(text: string): boolean {
  return Buffer.byteLength(text) === 1;
}

function syntax(message: string): GatewayError {
  return new GatewayError(SQLSTATE.syntaxError, message);
}

function invalid(message: string): GatewayError {
  return new GatewayError(SQLSTATE.invalidParameterValue, message);
}

function unsupported(message: string): GatewayError {
  return new GatewayError(SQLSTATE.featureNotSupported, message);
}
