import { GatewayError } from '../../../src/errors/gateway-error.ts';
import type { EvaluatedRows } from '../../../src/sql/ddl/ddl-plan.ts';
import type { Session } from '../session.ts';
import { prepare } from '../statement.ts';
import { openPortal, type Portal, type Run } from './portal.ts';
import type { Receiver } from './receiver.ts';

/** Runs a portal of the gateway's own. */
export type RunPortal = (session: Session, portal: Portal, run: Run) => Promise<void>;

/**
 * Asks PostgreSQL about the rows of a table that a definition changes, where IRIS cannot tell.
 * @throws GatewayError what the definition is refused with
 */
export async function refusePresentRows(
  session: Session,
  { refusals }: EvaluatedRows,
  runPortal: RunPortal,
): Promise<void> {
  for (const { query, error } of refusals) {
    const found = await hasRows(session, query, runPortal);
    if (!found || error === null) continue;
    const { sqlstate, message, about } = error;
    throw new GatewayError(sqlstate, message, { ...about });
  }
}

/**
 * Lets PostgreSQL compute what the rows of a new table are, or what present rows have in new columns.
 * @returns how many rows were changed
 */
export async function fillPresentRows(
  session: Session,
  { fills }: EvaluatedRows,
  runPortal: RunPortal,
): Promise<number> {
  let count = 0;
  for (const fill of fills) count += (await runOwn(session, fill, runPortal)).count;
  return count;
}

async function hasRows(session: Session, text: string, runPortal: RunPortal): Promise<boolean> {
  return (await runOwn(session, text, runPortal)).found;
}

/** Whether a statement of the gateway's own has rows, and the number that its command tag ends with. */
async function runOwn(
  session: Session,
  text: string,
  runPortal: RunPortal,
): Promise<{ readonly found: boolean; readonly count: number }> {
  let found = false;
  let count = 0;
  const to: Receiver = {
    rows: (frames) => {
      found ||= frames.length > 0;
      return Promise.resolve();
    },
    suspend: () => undefined,
    complete: (tag) => {
      count = Number(tag.split(' ').at(-1) ?? 0);
    },
  };
  const statement = await prepare(session, text, []);
  const portal = openPortal(statement, [], [], [], statement.prepared.columns);
  await runPortal(session, portal, { limit: 0, alone: false, to });
  return { found, count };
}
