import { GatewayError } from '../../../src/errors/gateway-error.ts';
import type { RemainderPrepared, ShadowRows } from '../../../src/translation/api.ts';
import type { Reading } from '../../../src/sql/remainder/reading.ts';
import type { Session } from '../session.ts';
import { sessionValues } from '../session-values.ts';
import { sendHeld } from './held-rows.ts';
import type { Portal, Run } from './portal.ts';
import { sendRunNotices } from './run-notices.ts';

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
  const answer = await session.run(async (signal): Promise<ShadowRows> => {
    const budget = new Budget(session);
    const tables = [];
    for (const reading of prepared.readings) {
      const frames = await read(session, portal, prepared, reading, budget, run.alone, signal);
      tables.push({ schema: reading.schema, table: reading.table, columns: reading.columns, frames });
    }
    const { translation } = session.services;
    return translation.run(
      prepared,
      portal.bound,
      portal.formats,
      session.translationSession(),
      signal,
      tables,
    );
  });
  sendRunNotices(session, answer.notices, prepared.notices);
  portal.held = { frames: answer.frames, offset: 0 };
  await sendHeld(session, portal, run);
}

/** What may still be read for one statement. */
class Budget {
  #rows: number;
  #bytes: number;

  constructor({ services }: Session) {
    this.#rows = services.limits.remainderRows;
    this.#bytes = services.limits.remainderBytes;
  }

  take(rows: number, bytes: number): void {
    this.#rows -= rows;
    this.#bytes -= bytes;
    if (this.#rows >= 0 && this.#bytes >= 0) return;
    throw new GatewayError('54000', 'the query needs more rows than the gateway evaluates itself', {
      detail: 'Part of it has no equivalent in IRIS SQL, so its rows had to be read into the gateway.',
      hint: 'Narrow it by conditions on single tables, or raise remainder.rows and remainder.bytes.',
    });
  }
}

async function read(
  session: Session,
  portal: Portal,
  prepared: RemainderPrepared,
  { plan }: Reading,
  budget: Budget,
  alone: boolean,
  signal: AbortSignal,
): Promise<Uint8Array[]> {
  const chunks: Uint8Array[] = [];
  const execution = {
    plan,
    parameters: [...portal.values, ...prepared.literals],
    sessionValues: sessionValues(session, plan),
    formats: (plan.columns ?? []).map(() => 1 as const),
    settings: { ...session.settings.valueSettings(), now: session.now },
    limit: 0,
    lockTimeoutMs: session.settings.integer('lock_timeout'),
  };
  await session.backend.use({ writes: false, alone, signal }, (lane) =>
    lane.execute(portal.laneName, execution, async (frames, rows) => {
      budget.take(rows, frames.length);
      chunks.push(frames);
      await Promise.resolve();
    }),
  );
  return chunks;
}
