import { GatewayError } from '../../../src/errors/gateway-error.ts';
import { withEscapeStrings, type EscapeStrings } from '../../../src/sql/lexer/escape-strings.ts';
import type { Session } from '../session.ts';

/**
 * Has `work` done with a client's text. Strings of a session with standard_conforming_strings off become escape strings
 * before anything else reads them, so that parser and translators know one way of reading; positions of errors are those
 * in the client's text again. PostgreSQL's warnings about such strings are told (scan.l, check_string_escape_warning).
 *
 * @throws GatewayError 0A000 for a text that cannot be read with certainty
 */
export function withConformingText<T>(
  session: Session,
  query: string,
  work: (text: string) => T | Promise<T>,
): T | Promise<T> {
  if (session.settings.boolean('standard_conforming_strings') || !query.includes("'")) return work(query);
  const escaped = withEscapeStrings(query);
  if (escaped === null) {
    throw new GatewayError('0A000', 'the statement cannot be read with standard_conforming_strings = off');
  }
  if (session.settings.boolean('escape_string_warning')) {
    for (const { at, character } of escaped.escapes) warn(session, positionOf(query, at), character);
  }
  return restoringPositions(escaped, () => work(escaped.text));
}

async function restoringPositions<T>(
  { text, inserted }: EscapeStrings,
  work: () => T | Promise<T>,
): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw error instanceof GatewayError ? inClientsText(error, text, inserted) : error;
  }
}

function warn(session: Session, position: number, character: string): void {
  const [what, hint] =
    character === "'"
      ? ["\\'", "Use '' to write quotes in strings, or use the escape string syntax (E'...')."]
      : character === '\\'
        ? ['\\\\', "Use the escape string syntax for backslashes, e.g., E'\\\\'."]
        : ['escape', "Use the escape string syntax for escapes, e.g., E'\\r\\n'."];
  const message = `nonstandard use of ${what} in a string literal`;
  session.notice({ severity: 'WARNING', sqlstate: '22P06', message, hint, position });
}

/** Positions count characters, from 1. */
function positionOf(text: string, offset: number): number {
  return Array.from(text.slice(0, offset)).length + 1;
}

function inClientsText(error: GatewayError, text: string, inserted: readonly number[]): GatewayError {
  const { position } = error.fields;
  if (position === undefined) return error;
  const offset = Array.from(text)
    .slice(0, position - 1)
    .join('').length;
  const before = inserted.filter((at, i) => at + i < offset).length;
  return error.with({ position: position - before });
}
