import type { TokenReader } from './token-reader.ts';
import type { Subscript, Target } from './tree.ts';
import { unsupported } from './unsupported.ts';

/** Whether a statement begins with a variable that is assigned to. */
export function isAssignment(reader: TokenReader): boolean {
  if (!reader.isName()) return false;
  const mark = reader.mark();
  reader.path();
  const found = reader.is(':=') || reader.is('=') || reader.is('[');
  reader.back(mark);
  return found;
}

/** `x`, `r.a`, `x[1]`, `x[1:2]` */
export function readTarget(reader: TokenReader): Target {
  const path = reader.path();
  const subscripts: Subscript[] = [];
  while (reader.accept('[')) {
    subscripts.push(readSubscript(reader));
    reader.expect(']');
  }
  if (reader.is('.')) throw unsupported('an assignment to a field of an array element');
  return { path, subscripts };
}

function readSubscript(reader: TokenReader): Subscript {
  const lower = reader.is(':') ? null : { text: reader.until(':', ']') };
  if (!reader.accept(':')) return { lower: null, upper: lower, slice: false };
  const upper = reader.is(']') ? null : { text: reader.until(']') };
  return { lower, upper, slice: true };
}

/** `a, b, r` */
export function readTargets(reader: TokenReader): Target[] {
  const targets = [readTarget(reader)];
  while (reader.accept(',')) targets.push(readTarget(reader));
  return targets;
}
