import type { CopyFeed } from '../../../src/backend/backend.ts';
import { RefusedRow } from '../../../src/backend/refused-row.ts';
import type { Tuple } from '../../../src/copy/from/tuple.ts';
import { GatewayError } from '../../../src/errors/gateway-error.ts';
import type { BoundParameter } from '../../../src/translation/api.ts';
import type { LaneUse } from '../backend-work.ts';
import { isAboutValue } from '../portal/refused-value.ts';
import type { Session } from '../session.ts';
import { sessionValues } from '../session-values.ts';
import type { CopyPlan, RowInsert } from './copy-plan.ts';

/** COPY FROM by a lane, which reads the data itself. @returns the number of rows */
export async function insertInLane(
  session: Session,
  { source, rows: { plan, prepared } }: CopyPlan & { readonly rows: RowInsert },
  feed: CopyFeed,
  use: LaneUse,
): Promise<number> {
  const copy = {
    plan,
    source,
    sessionValues: sessionValues(session, plan),
    settings: session.valueSettings,
    lockTimeoutMs: session.settings.integer('lock_timeout'),
  };
  try {
    return await session.backend.use(use, (lane) => lane.copyIn(copy, feed));
  } catch (error) {
    if (!(error instanceof RefusedRow && isAboutValue(error))) throw error;
    throw await inPostgresWords(session, prepared, error);
  }
}

/** What PostgreSQL says of an INSERT with the row's values. */
async function inPostgresWords(
  session: Session,
  prepared: RowInsert['prepared'],
  refused: RefusedRow,
): Promise<GatewayError> {
  const { translation } = session.services;
  const bound = boundTuple(refused.origin.tuple);
  try {
    const fields = await translation.refusedValue(
      refused.fields,
      prepared,
      bound,
      session.translationSession(),
    );
    return GatewayError.fromFields({ ...fields, position: undefined, where: refused.fields.where });
  } catch {
    // Nobody is left to ask: the backend's own words have to do.
    return refused;
  }
}

/** A row of the data as the parameters of a Bind. */
export function boundTuple(tuple: Tuple): BoundParameter[] {
  return tuple.map((field) =>
    typeof field === 'string' ? { format: 0, bytes: Buffer.from(field) } : { format: 1, bytes: field },
  );
}
