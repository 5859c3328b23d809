import { scan } from './scan.ts';
import type { Token } from './token.ts';

/** A text whose plain strings are written as escape strings. */
export interface EscapeStrings {
  readonly text: string;
  /** UTF-16 offsets in the client's text before which an E was put, ascending. */
  readonly inserted: readonly number[];
  /** The first backslash of each plain string, with the character behind it. */
  readonly escapes: readonly { readonly at: number; readonly character: string }[];
}

/**
 * A statement of a session with standard_conforming_strings off, written so that it reads the same with it on: '...'
 * becomes E'...' (manual 4.1.2.2). Null for anything this scanner is not sure of: read in the wrong way, a string of the
 * client's could end where it does not, and its rest be executed.
 */
export function withEscapeStrings(text: string): EscapeStrings | null {
  const tokens = scan(text, true);
  if (tokens === null) return null;
  const inserted: number[] = [];
  const escapes: { at: number; character: string }[] = [];
  let written = '';
  let copied = 0;
  for (const [i, token] of tokens.entries()) {
    if (token.kind !== 'string') continue;
    const backslash = token.value.indexOf('\\');
    if (backslash >= 0) escapes.push({ at: token.start, character: token.value.charAt(backslash + 1) });
    if (continues(text, tokens[i - 1], token)) continue;
    written += `${text.slice(copied, token.start)}E`;
    copied = token.start;
    inserted.push(token.start);
  }
  return { text: written + text.slice(copied), inserted, escapes };
}

/** A string behind another one, with a line end between, is part of it (manual 4.1.2.1). */
function continues(text: string, before: Token | undefined, { start }: Token): boolean {
  if (before === undefined || !before.value.endsWith("'")) return false;
  return /[\r\n]/.test(text.slice(before.end, start));
}
