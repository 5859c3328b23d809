import { setTimeout as delay } from 'node:timers/promises';
import type { Lane } from '../../src/backend/backend.ts';

/** A lane that takes longer for the smallest statement is not to be trusted. */
const PATIENCE_MS = 5000;

/** Whether an idle lane answers still. One that does not is left to the caller to close. */
export async function answers(lane: Lane): Promise<boolean> {
  const over = new AbortController();
  const late = delay(PATIENCE_MS, false, { signal: over.signal, ref: false }).catch(() => false);
  const asked = lane.describe('SELECT 1').then(
    () => true,
    () => false,
  );
  try {
    return await Promise.race([asked, late]);
  } finally {
    over.abort();
  }
}
