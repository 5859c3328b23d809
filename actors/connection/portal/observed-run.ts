import type { StatementFigures } from '../../../src/backend/statement-figures.ts';
import {
  statementEnded,
  statementMeasured,
  type StatementReport,
} from '../../../src/diagnostics/statement-report.ts';
import { asGatewayError } from '../../../src/errors/gateway-error.ts';
import type { Session } from '../session.ts';
import type { PreparedStatement } from '../statement.ts';
import type { Portal, Run } from './portal.ts';
import { runPortal } from './run.ts';

/** Runs a portal for its client, and tells what it took while somebody wants to know. */
export function runObserved(session: Session, portal: Portal, run: Run): Promise<void> {
  return statementEnded.hasSubscribers || statementMeasured.hasSubscribers
    ? observe(session, portal, run)
    : runPortal(session, portal, run);
}

async function observe(session: Session, portal: Portal, run: Run): Promise<void> {
  const { statement } = portal;
  const first = portal.state === 'ready';
  const waitedBefore = session.backend.waitedMs;
  const startedAt = Date.now();
  const start = performance.now();
  let sqlstate: string | null = null;
  let figures: readonly StatementFigures[] = [];
  const measured = statementMeasured.hasSubscribers;
  session.activity.tag = '';
  try {
    if (measured) figures = await session.backend.measure(() => runPortal(session, portal, run));
    else await runPortal(session, portal, run);
  } catch (error) {
    ({ sqlstate } = asGatewayError(error));
    throw error;
  } finally {
    const { prepared } = statement;
    const report: StatementReport = {
      processId: session.key.processId,
      connection: session.connection,
      user: session.user,
      database: session.database,
      text: portal.declaration ?? statement.text,
      operation: prepared.kind === 'empty' ? '' : prepared.classification.tag,
      route: prepared.kind,
      cached: statement.cached,
      startedAt,
      translation: first ? translationOf(statement) : 0,
      leaseWait: session.backend.waitedMs - waitedBefore,
      execution: performance.now() - start,
      rows: countOf(session.activity.tag),
      sqlstate,
      figures,
    };
    statementEnded.publish(report);
    if (measured) statementMeasured.publish(report);
  }
}

/** Told once for a statement that is prepared once and runs often. */
function translationOf(statement: PreparedStatement): number {
  if (statement.reported) return 0;
  statement.reported = true;
  return statement.planning;
}

/** `SELECT 5`, `INSERT 0 3`: the last number counts rows (manual 55.7, CommandComplete). */
function countOf(tag: string): number | null {
  const count = / (\d+)$/.exec(tag)?.[1];
  return count === undefined ? null : Number(count);
}
