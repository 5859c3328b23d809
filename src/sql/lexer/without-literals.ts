import { scan } from './scan.ts';
import type { TokenKind } from './token.ts';

const LITERALS: ReadonlySet<TokenKind> = new Set(['string', 'prefixed', 'integer', 'decimal', 'number']);

/** The longest text that is shown, in characters: a multi-row INSERT says enough in its first lines. */
const MOST_SHOWN = 2000;

/**
 * A statement fit for logs and traces: literals are `?`, comments are gone, white space is one blank. Of a text that
 * this scanner is not sure of only the first word is shown, since a literal might hide in it.
 */
export function withoutLiterals(text: string): string {
  const tokens = scan(text);
  if (tokens === null) return /^\s*([a-z]+)/i.exec(text)?.[1] ?? '';
  let shown = '';
  let end = 0;
  for (const token of tokens) {
    if (shown.length >= MOST_SHOWN) return `${shown.slice(0, MOST_SHOWN)}...`;
    if (shown !== '' && token.start > end) shown += ' ';
    shown += LITERALS.has(token.kind) ? '?' : text.slice(token.start, token.end);
    end = token.end;
  }
  return shown;
}
