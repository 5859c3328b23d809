import type { CapturedChange } from '../../catalog/change-capture.ts';
import { GatewayError, type ErrorFields } from '../../errors/gateway-error.ts';
import { SQLSTATE } from '../../errors/sqlstate.ts';
import type { ChangeRows } from '../api.ts';
import type { ThreadCatalog } from '../thread.ts';
import type { ChangeTask } from './messages.ts';

/** Lets PostgreSQL evaluate a statement that changes data, over the rows of user tables that came with it. */
export function change(task: ChangeTask, { shadow }: ThreadCatalog): ChangeRows {
  const { answer, captured } = shadow.changeOver(task, task.tables, task.changes);
  const { rows, rowCount, tag, notices, error, sequences } = answer;
  const failure = error && withoutNumbers(error, task.changes);
  const told = { frames: rows, rows: rowCount, tag: tag ?? '', notices, captured };
  if (sequences !== undefined) return { ...told, sequences, ...(failure === null ? {} : { failure }) };
  if (failure !== null) throw GatewayError.fromFields(failure);
  return told;
}

const SHOWING_ROW: readonly string[] = [SQLSTATE.notNullViolation, SQLSTATE.checkViolation];

/** The detail shows the row, and in it numbers that the backend would have given otherwise. */
function withoutNumbers(error: ErrorFields, changes: readonly CapturedChange[]): ErrorFields {
  const numbers = changes.some(({ numbered }) => numbered.length > 0);
  return numbers && SHOWING_ROW.includes(error.sqlstate) ? { ...error, detail: undefined } : error;
}
