import { Piscina } from 'piscina';
import type { ShadowRows } from '../api.ts';
import type { Answer } from './messages.ts';

/** Below this, copying an answer is quicker than handing its memory over (measurements.md E). */
const MOVED_BYTES = 256 * 1024;

/** The answer in a form that hands the memory of many rows over instead of copying it. */
export function movedRows(answer: Answer<ShadowRows>): Answer<ShadowRows> {
  if ('error' in answer || answer.value.frames.byteLength < MOVED_BYTES) return answer;
  const { buffer } = answer.value.frames;
  return Piscina.move({
    get [Piscina.transferableSymbol](): ArrayBufferLike {
      return buffer;
    },
    get [Piscina.valueSymbol](): Answer<ShadowRows> {
      return answer;
    },
  }) as unknown as Answer<ShadowRows>;
}
