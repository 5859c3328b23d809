import type { RemainderPrepared } from '../../../src/translation/api.ts';
import { withSequences } from '../sequences/with-sequences.ts';
import type { Session } from '../session.ts';
import { sendAnswer } from './held-rows.ts';
import type { Portal, Run } from './portal.ts';
import { RemainderBudget } from './remainder-budget.ts';
import { readTables } from './remainder-readings.ts';

/**
 * A SELECT that IRIS cannot express: the rows it needs are read from the backend, within the session's transaction, and
 * PostgreSQL evaluates it over them. Bounded: what would not fit is refused with 54000.
 */
export async function runRemainder(
  session: Session,
  portal: Portal,
  prepared: RemainderPrepared,
  run: Run,
): Promise<void> {
  const { answer } = await session.run(async (signal) => {
    const use = { writes: false, alone: run.alone, signal };
    const tables = await readTables({ session, portal, prepared, budget: new RemainderBudget(session), use });
    return withSequences(session, prepared.sequences, signal, (laid) =>
      session.services.translation.run(
        prepared,
        portal.bound,
        portal.formats,
        session.translationSession(),
        signal,
        tables,
        laid,
      ),
    );
  });
  await sendAnswer(session, portal, prepared, answer, run);
}
