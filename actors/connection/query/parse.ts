import type { Parse } from '../../../src/protocol/index.ts';
import { GatewayError } from '../../../src/errors/gateway-error.ts';
import { SQLSTATE } from '../../../src/errors/sqlstate.ts';
import { checkTransaction, refuseInFailedTransaction } from '../portal/portal.ts';
import type { Session } from '../session.ts';
import { parseNotices, prepare, type PreparedStatement } from '../statement.ts';
import { checkStatementLength } from './statement-length.ts';
import { withConformingText } from './conforming-text.ts';

/** Parse: analyses a statement and keeps it under its name (manual 55.2.3). In this tick when the plan cache knows it. */
export function onParse(session: Session, message: Parse): void | Promise<void> {
  const { statement: name, query, parameterTypes } = message;
  checkStatementLength(session, query);
  session.activity.runs(query);
  if (name === '') session.statements.remove('');
  session.statements.checkFree(name);
  return withConformingText(session, query, (text) => {
    const found = prepare(session, text, parameterTypes);
    if (!(found instanceof Promise)) return keep(session, name, found);
    return found.then(
      (statement) => keep(session, name, statement),
      (error: unknown) => {
        throw session.transaction.failed && !isSyntaxError(error) ? refuseInFailedTransaction() : error;
      },
    );
  });
}

/** What PostgreSQL finds before it looks at the transaction (postgres.c, exec_parse_message). */
function isSyntaxError(error: unknown): boolean {
  return error instanceof GatewayError && error.sqlstate === SQLSTATE.syntaxError;
}

function keep(session: Session, name: string, statement: PreparedStatement): void {
  checkTransaction(session, statement.prepared);
  session.statements.add(name, statement);
  for (const fields of parseNotices(statement.prepared)) session.notice(fields);
  session.outbox.send({ type: 'ParseComplete' });
}
