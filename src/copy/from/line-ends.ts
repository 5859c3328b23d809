import type { GatewayError } from '../../errors/gateway-error.ts';
import { badFormat } from './bad-format.ts';

/** How lines end: the first one decides (copyfromparse.c, EolType). */
export type LineEnd = 'unknown' | '\n' | '\r' | '\r\n';

/** A carriage return or newline that is none of the line ends seen before. */
export function strayLineEnd(character: '\r' | '\n', csv: boolean): GatewayError {
  const name = character === '\r' ? 'carriage return' : 'newline';
  if (csv) {
    return badFormat(`unquoted ${name} found in data`, `Use quoted CSV field to represent ${name}.`);
  }
  const escape = character === '\r' ? '\\r' : '\\n';
  return badFormat(`literal ${name} found in data`, `Use "${escape}" to represent ${name}.`);
}

/** Where the end marker that begins at `at` (`\.`) leads to. */
export type MarkerEnd =
  /** More characters are needed to tell. */
  | 'more'
  /** csv: it is data. */
  | 'data'
  | 'end';

/**
 * Looks at what follows `\.`, as copyfromparse.c (CopyReadLineText) does.
 *
 * @param at behind the dot
 * @param final no more input comes
 * @throws GatewayError 22P04 for a marker that does not stand before a line end, or before another one than lines have
 */
export function markerEnd(
  text: string,
  at: number,
  lineEnd: LineEnd,
  csv: boolean,
  final: boolean,
): MarkerEnd {
  let next = at;
  if (lineEnd === '\r\n') {
    if (next >= text.length && !final) return 'more';
    const first = text[next];
    next += 1;
    if (first !== '\r') {
      if (csv) return 'data';
      throw first === '\n' ? otherStyle() : corrupt();
    }
  }
  if (next >= text.length && !final) return 'more';
  const last = text[next];
  if (last !== '\r' && last !== '\n') {
    if (csv) return 'data';
    throw corrupt();
  }
  if (lineEnd !== 'unknown' && !lineEnd.endsWith(last)) throw otherStyle();
  return 'end';
}

function corrupt(): GatewayError {
  return badFormat('end-of-copy marker corrupt');
}

function otherStyle(): GatewayError {
  return badFormat('end-of-copy marker does not match previous newline style');
}
