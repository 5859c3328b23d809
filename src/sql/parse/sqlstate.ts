/**
 * libpg-query hands over a raw parser error's message without its SQLSTATE. Nearly all are syntax errors; these are
 * the others that PostgreSQL 18's scan.l and gram.y raise, by the beginning of their messages.
 */
const OTHERS: readonly (readonly [beginning: string, sqlstate: string])[] = [
  ['stack depth limit exceeded', '54001'],
  ['invalid Unicode escape', '22025'],
  ["unsafe use of \\' in a string literal", '22P06'],
  ['unsafe use of string constant with Unicode escapes', '0A000'],
  ['invalid byte sequence for encoding', '22021'],
  ['precision for type float must be', '22023'],
  ['CREATE ASSERTION is not yet implemented', '0A000'],
  ['MATCH PARTIAL not yet implemented', '0A000'],
  ['CREATE EXTENSION ... FROM is no longer supported', '0A000'],
  ['current database cannot be changed', '0A000'],
  ['aggregates cannot have output arguments', '0A000'],
  ['tables declared WITH OIDS are not supported', '0A000'],
];

/** "CHECK constraints cannot be marked DEFERRABLE" and its relatives begin with the kind of constraint. */
const UNSUPPORTED_MARK = 'constraints cannot be marked ';

/** The SQLSTATE of a raw parser error. */
export function parserSqlstate(message: string): string {
  const other = OTHERS.find(([beginning]) => message.startsWith(beginning));
  if (other !== undefined) return other[1];
  return message.includes(UNSUPPORTED_MARK) ? '0A000' : '42601';
}
