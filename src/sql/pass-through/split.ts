import { characterLength } from '../../types/characters.ts';
import { scanIris } from './scan.ts';
import { follows } from './token.ts';

/** A statement of a query string: its text, and the characters before it. */
export interface IrisPart {
  readonly text: string;
  readonly offset: number;
}

/** The statements of a text by IRIS's tokens, without their semicolons; null when IRIS cannot read it. */
export function splitIris(text: string): IrisPart[] | null {
  const tokens = scanIris(text);
  if (tokens === null) return null;
  const parts: IrisPart[] = [];
  let first: number | null = null;
  for (const [at, { start }] of tokens.entries()) {
    if (!follows(tokens, at, ';')) first ??= start;
    else if (first !== null) {
      parts.push(partOf(text, first, tokens[at - 1]?.end ?? start));
      first = null;
    }
  }
  if (first !== null) parts.push(partOf(text, first, tokens.at(-1)?.end ?? text.length));
  return parts;
}

function partOf(text: string, start: number, end: number): IrisPart {
  return { text: text.slice(start, end), offset: characterLength(text.slice(0, start)) };
}
