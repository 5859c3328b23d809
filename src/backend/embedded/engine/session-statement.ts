import { IrisError, type IrisResult } from '../../iris-session.ts';
import type { SessionPlan } from '../compile/plan.ts';
import type { Dictionary } from '../dictionary/dictionary.ts';
import { noRows } from './cursor.ts';
import type { Transaction } from './transaction.ts';

/** Other processes of the instance, as far as SQL reaches them. */
export interface Processes {
  /**
   * Stops the statement that runs in a process.
   * @returns false when it runs none
   */
  cancelQuery(processId: number): boolean;
}

/** Statements on the session itself (iris-sql.md 6.1). */
export function runSessionStatement(
  statement: SessionPlan['statement'],
  transaction: Transaction,
  dictionary: Dictionary,
  processes: Processes,
): IrisResult {
  switch (statement.kind) {
    case 'startTransaction':
      transaction.start(statement.access === 'READ ONLY');
      return nothing(0);
    case 'commit':
      transaction.commit();
      return nothing(0);
    case 'rollback':
      transaction.rollback();
      return nothing(0);
    case 'savepoint':
      transaction.savepoint(statement.name);
      return nothing(0);
    case 'rollbackToSavepoint':
      transaction.rollbackTo(statement.name);
      return nothing(0);
    case 'setTransaction':
      // Every session reads committed data and commits statement by statement; other commit modes would change that.
      if (statement.commitMode !== null && statement.commitMode !== 'IMPLICIT') {
        throw new IrisError(
          -400,
          `%COMMITMODE ${statement.commitMode} is not supported by the embedded engine`,
        );
      }
      return nothing(0);
    case 'setOption':
      if (statement.name === 'LOCK_TIMEOUT') transaction.lockTimeoutSeconds = Number(statement.value);
      return nothing(0);
    case 'unlockTable':
      return nothing(0);
    case 'lockTable':
      // One writer at a time: the lock is SQLite's write lock, held to the end of the transaction.
      dictionary.table(statement.table.schema, statement.table.name);
      transaction.write(() => undefined, 'one', statement.waitSeconds);
      return nothing(0);
    case 'tuneTable':
      dictionary.table(statement.table.schema, statement.table.name);
      return nothing(0);
    case 'call':
      throw new IrisError(-428, `Stored procedure '${statement.procedure.name}' not found`);
    case 'cancelQuery':
      if (!processes.cancelQuery(statement.processId)) {
        throw new IrisError(-400, `Process ${statement.processId} is not running a query`);
      }
      return nothing(0);
    case 'inTransaction':
      // SQLCODE 0 inside, 100 outside: told by the row count.
      return nothing(transaction.active ? 1 : 0);
    case 'checkPrivilege':
      if (!dictionary.find(statement.table.schema, statement.table.name)) {
        throw new IrisError(-30, `Table '${statement.table.name}' not found`);
      }
      return nothing(1);
  }
}

function nothing(rowCount: number): IrisResult {
  return { columns: [], rowCount, rowId: null, rows: noRows, close: () => undefined };
}
