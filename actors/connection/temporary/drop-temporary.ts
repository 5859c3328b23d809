import type { Lane } from '../../../src/backend/backend.ts';
import type { TableKey } from '../../../src/sql/ddl/gateway-tables.ts';
import { dropTemporary, emptyTemporary } from '../../../src/sql/ddl/temporary-table.ts';
import type { Step } from '../../../src/sql/plan.ts';
import { definitionPlan, executeDefinition } from '../definitions/define.ts';
import { runDefinition } from '../definitions/run-definition.ts';
import { refreshMirror } from '../refresh-mirror.ts';
import { runSteps } from '../sequences/sequence-rows.ts';
import type { Session } from '../session.ts';

/** DISCARD TEMP: within the session's transaction, if there is one. */
export async function discardTemporary(session: Session): Promise<void> {
  const { temporary } = session;
  if (temporary.any) await session.run((signal) => dropWithin(session, temporary.all, signal));
}

/** ON COMMIT: what is said there is part of the transaction that is about to be committed. */
export async function endTemporary(session: Session): Promise<void> {
  const { temporary, backend } = session;
  if (!temporary.endWithTransactions) return;
  const emptied = backend.begun ? temporary.endedBy('delete rows') : [];
  await session.run(async (signal) => {
    if (emptied.length > 0) {
      const use = { writes: true, alone: true, signal };
      await backend.use(use, (lane) => runSteps(lane, emptyTemporary(emptied), true, 0));
    }
    await dropWithin(session, temporary.endedBy('drop'), signal);
  });
}

async function dropWithin(session: Session, tables: readonly TableKey[], signal: AbortSignal): Promise<void> {
  if (tables.length === 0) return;
  await session.backend.use({ writes: true, alone: true, signal }, async (lane) => {
    const steps = dropTemporary(tables);
    if (session.backend.begun) {
      await runDefinition(session, lane, definitionPlan(steps), true, (plan) =>
        executeDefinition(session, lane, plan),
      );
      return;
    }
    await drop(lane, steps);
    session.backend.markSchemaChanged();
    await refreshMirror(session, lane, true);
  });
}

/** The session is over, and no transaction is open. */
export async function forgetTemporary(session: Session): Promise<void> {
  const { temporary, lanes } = session;
  if (!temporary.any) return;
  const tables = temporary.all;
  temporary.clear();
  const lease = await lanes.acquire(new AbortController().signal);
  try {
    await drop(lease.lane, dropTemporary(tables));
  } finally {
    lease.release(true);
  }
}

async function drop(lane: Lane, steps: readonly Step[]): Promise<void> {
  await runSteps(lane, steps, true, 0);
}
