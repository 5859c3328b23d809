import { move, transferableSymbol, valueSymbol } from 'piscina';
import type { ShadowRows } from '../api.ts';
import type { Answer } from './messages.ts';

/** Below this, copying an answer is quicker than handing its memory over (measurements.md E). */
const MOVED_BYTES = 256 * 1024;

/** The answer in a form that hands the memory of many rows over instead of copying it. */
export function movedRows(answer: Answer<ShadowRows>): Answer<ShadowRows> {
  if ('error' in answer || answer.value.frames.byteLength < MOVED_BYTES) return answer;
  const moved = { [transferableSymbol]: answer.value.frames.buffer, [valueSymbol]: answer };
  // piscina sends what is behind valueSymbol
  return move(moved) as unknown as Answer<ShadowRows>;
}
