import { GatewayError } from '../../errors/gateway-error.ts';
import type { ShadowRows } from '../api.ts';
import type { ThreadCatalog } from '../thread.ts';
import type { RunTask } from './messages.ts';

/** Runs a query with the client's own parameter bytes, over the rows of user tables that came with it. */
export function run(task: RunTask, { shadow }: ThreadCatalog): ShadowRows {
  const alone = task.tables.length === 0 && task.sequences === undefined;
  const { rows, rowCount, tag, notices, error, sequences } = alone
    ? shadow.query(task)
    : shadow.queryOver(task, task.tables);
  const answer = { frames: rows, rows: rowCount, tag: tag ?? '', notices };
  if (sequences !== undefined) return { ...answer, sequences, ...(error === null ? {} : { failure: error }) };
  if (error !== null) throw GatewayError.fromFields(error);
  return answer;
}
