import { hasSqlDetails, loadModule, parseSync } from 'libpg-query';
import { GatewayError } from '../../errors/gateway-error.ts';
import { parserError } from './parser-error.ts';
import type { RawStatement } from './raw-statement.ts';
import { SourceText } from './source-text.ts';

/** Loads PostgreSQL's parser (WebAssembly, about 60 ms): once for each thread, before anything is parsed. */
export const loadParser: () => Promise<void> = loadModule;

/**
 * The parser itself broke (stack overflow, memory): this thread's instance can no longer be trusted, so the thread
 * must end after `answer` has gone to the client (measurements.md B, "DoS").
 */
export class ParserBroken extends Error {
  override readonly name = 'ParserBroken';
  readonly answer: GatewayError;

  constructor(cause: unknown) {
    super('the SQL parser failed', { cause });
    this.answer =
      cause instanceof RangeError
        ? new GatewayError('54001', 'stack depth limit exceeded', {
            hint: 'The statement is nested too deeply.',
          })
        : new GatewayError('XX000', 'the SQL parser failed');
  }
}

/**
 * The statements of a query string, in order; none for blanks and comments.
 * @throws GatewayError with PostgreSQL's message and position when the text is not SQL
 * @throws ParserBroken when the thread must be given up
 */
export function parseStatements(text: string): RawStatement[] {
  // libpg-query refuses '' itself, and its C side would end at a NUL.
  if (text === '') return [];
  if (text.includes('\0')) {
    throw new GatewayError('22021', 'invalid byte sequence for encoding "UTF8": 0x00');
  }
  const source = new SourceText(text);
  return parse(text).flatMap((statement) => {
    const node = statement.stmt;
    if (node === undefined) return [];
    const from = statement.stmt_location ?? 0;
    const to = statement.stmt_len === undefined ? source.byteLength : from + statement.stmt_len;
    const untrimmed = source.slice(from, to);
    const blanks = leadingBlanks(untrimmed);
    const byteOffset = from + blanks;
    return [
      {
        node,
        text: untrimmed.slice(blanks, trimmedEnd(untrimmed)),
        offset: source.charactersBefore(byteOffset),
        byteOffset,
      },
    ];
  });
}

/** What PostgreSQL's scanner calls space; other Unicode blanks are letters of identifiers to it. */
const BLANKS = ' \t\n\r\f\v';

function leadingBlanks(text: string): number {
  let start = 0;
  while (start < text.length && BLANKS.includes(text.charAt(start))) start++;
  return start;
}

function trimmedEnd(text: string): number {
  let end = text.length;
  while (end > 0 && BLANKS.includes(text.charAt(end - 1))) end--;
  return end;
}

function parse(text: string): { stmt?: RawStatement['node']; stmt_location?: number; stmt_len?: number }[] {
  try {
    return parseSync(text).stmts ?? [];
  } catch (error) {
    if (!hasSqlDetails(error)) throw new ParserBroken(error);
    throw parserError(error.message, error.sqlDetails?.fileName, error.sqlDetails?.cursorPosition ?? 0);
  }
}
