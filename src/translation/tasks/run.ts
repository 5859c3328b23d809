import { GatewayError } from '../../errors/gateway-error.ts';
import type { ShadowRows } from '../api.ts';
import type { ThreadCatalog } from '../thread.ts';
import type { RunTask } from './messages.ts';

/** Runs a query with the client's own parameter bytes, over the rows of user tables that came with it. */
export function run(task: RunTask, { shadow }: ThreadCatalog): ShadowRows {
  const { rows, rowCount, tag, notices, error } =
    task.tables.length === 0 ? shadow.query(task) : shadow.queryOver(task, task.tables);
  if (error !== null) throw GatewayError.fromFields(error);
  return { frames: rows, rows: rowCount, tag: tag ?? '', notices };
}
