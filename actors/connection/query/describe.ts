import type { Describe } from '../../../src/protocol/index.ts';
import type { OutputColumn } from '../../../src/sql/plan.ts';
import type { Format } from '../../../src/types/index.ts';
import { columnsOf, describeFields, refuseInFailedTransaction } from '../portal/portal.ts';
import type { Session } from '../session.ts';

/** Describe of a statement: parameter types, then the answer's columns; of a portal: its columns with their formats. */
export function onDescribe(session: Session, { target, name }: Describe): void {
  if (target === 'S') {
    const { prepared } = session.statements.get(name);
    const columns = columnsOf(session, prepared);
    refuseRowsInFailedTransaction(session, columns);
    session.outbox.send({ type: 'ParameterDescription', parameterTypes: prepared.parameterTypes });
    sendColumns(session, columns, []);
  } else {
    const portal = session.portals.get(name);
    const columns = columnsOf(session, portal.statement.prepared);
    refuseRowsInFailedTransaction(session, columns);
    sendColumns(session, columns, portal.formats);
  }
}

/** RowDescription, or NoData for a statement without rows. */
export function sendColumns(
  session: Session,
  columns: readonly OutputColumn[] | null,
  formats: readonly Format[],
): void {
  if (columns === null) session.outbox.send({ type: 'NoData' });
  else session.outbox.send({ type: 'RowDescription', fields: describeFields(columns, formats) });
}

/** As PostgreSQL: a failed transaction describes only what returns no rows (postgres.c, exec_describe_*_message). */
function refuseRowsInFailedTransaction(session: Session, columns: readonly OutputColumn[] | null): void {
  if (session.transaction.failed && columns !== null) throw refuseInFailedTransaction();
}
