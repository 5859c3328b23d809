import { GatewayError, type ErrorDetails } from '../../errors/gateway-error.ts';

/** What libpg-query's error leaves out, for messages that begin like this. */
interface Known {
  readonly beginning: string;
  readonly sqlstate: string;
  readonly details?: ErrorDetails;
  /** PostgreSQL gives no position: the error is raised deeper than the scanner. */
  readonly unplaced?: true;
}

/**
 * libpg-query hands over a raw parser error's message and place without SQLSTATE, DETAIL and HINT. Nearly all are plain
 * syntax errors; these are the others that PostgreSQL's scan.l, parser.c and gram.y raise.
 */
const KNOWN: readonly Known[] = [
  { beginning: 'stack depth limit exceeded', sqlstate: '54001' },
  {
    beginning: 'LIMIT #,# syntax is not supported',
    sqlstate: '42601',
    details: { hint: 'Use separate LIMIT and OFFSET clauses.' },
  },
  {
    beginning: 'invalid Unicode escape',
    sqlstate: '22025',
    details: { hint: 'Unicode escapes must be \\uXXXX or \\UXXXXXXXX.' },
  },
  { beginning: "unsafe use of \\' in a string literal", sqlstate: '22P06' },
  { beginning: 'unsafe use of string constant with Unicode escapes', sqlstate: '0A000' },
  { beginning: 'frame start', sqlstate: '42P20' },
  { beginning: 'frame end', sqlstate: '42P20' },
  { beginning: 'WITH TIES cannot be specified without ORDER BY', sqlstate: '42601', unplaced: true },
  { beginning: 'invalid byte sequence for encoding', sqlstate: '22021', unplaced: true },
  { beginning: 'precision for type float must be', sqlstate: '22023' },
  { beginning: 'CREATE ASSERTION is not yet implemented', sqlstate: '0A000' },
  { beginning: 'MATCH PARTIAL not yet implemented', sqlstate: '0A000' },
  { beginning: 'CREATE EXTENSION ... FROM is no longer supported', sqlstate: '0A000' },
  { beginning: 'current database cannot be changed', sqlstate: '0A000' },
  { beginning: 'aggregates cannot have output arguments', sqlstate: '0A000' },
  { beginning: 'tables declared WITH OIDS are not supported', sqlstate: '0A000' },
];

/** "CHECK constraints cannot be marked DEFERRABLE" and its relatives begin with the kind of constraint. */
const UNSUPPORTED_MARK = 'constraints cannot be marked ';

/** U&'' literals are read by parser.c, whose escapes look otherwise than those of E'' (manual 4.1.2.3). */
const UNICODE_LITERAL_HINT = 'Unicode escapes must be \\XXXX or \\+XXXXXX.';

/**
 * A raw parser error as PostgreSQL reports it.
 * @param file source file of PostgreSQL that raised it
 * @param before 0-based character position
 */
export function parserError(message: string, file: string | undefined, before: number): GatewayError {
  const position = before + 1;
  if (message === 'invalid Unicode escape' && file?.endsWith('parser.c')) {
    return new GatewayError('42601', message, { hint: UNICODE_LITERAL_HINT, position });
  }
  const known = KNOWN.find(({ beginning }) => message.startsWith(beginning));
  const sqlstate = known?.sqlstate ?? (message.includes(UNSUPPORTED_MARK) ? '0A000' : '42601');
  return new GatewayError(sqlstate, message, { ...known?.details, ...(known?.unplaced ? {} : { position }) });
}
