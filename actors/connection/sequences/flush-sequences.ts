import { moveSequence } from '../../../src/sql/sequence/sequence-table.ts';
import type { Services } from '../services.ts';
import { runSteps } from './sequence-rows.ts';

/** The gateway ends: numbers that were set aside and not given out are given back. */
export async function flushSequences({ pool, sequences }: Services): Promise<void> {
  const steps = sequences.unwritten().map(({ row, position }) => moveSequence(row, position, null));
  if (steps.length === 0) return;
  const lease = await pool.acquire(new AbortController().signal);
  try {
    await runSteps(lease.lane, steps, true, 0);
  } finally {
    lease.release(true);
  }
}
