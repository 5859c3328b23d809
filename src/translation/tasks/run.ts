import { GatewayError } from '../../errors/gateway-error.ts';
import type { ShadowRows } from '../api.ts';
import type { ThreadCatalog } from '../thread.ts';
import type { RunTask } from './messages.ts';

/** Runs a query that touches no user table, with the client's own parameter bytes. */
export function run(task: RunTask, { shadow }: ThreadCatalog): ShadowRows {
  const { rows, rowCount, tag, notices, error } = shadow.query(task);
  if (error !== null) throw GatewayError.fromFields(error);
  return { frames: rows, rows: rowCount, tag: tag ?? '', notices };
}
