import { GatewayError } from '../../../src/errors/gateway-error.ts';
import type { StatementOf } from '../../../src/sql/classify.ts';
import type { Run } from '../portal/portal.ts';
import type { Session } from '../session.ts';
import { copyFrom } from './copy-from.ts';
import { copyTo } from './copy-to.ts';

/** COPY. Files and programs of the server are for its superuser (copy.c, DoCopy); nobody is that here. */
export function copy(session: Session, statement: StatementOf<'copy'>, run: Run): Promise<void> {
  if (statement.file !== null) throw filesRefused(statement);
  const { direction, relation } = statement;
  return direction === 'from' && relation !== null
    ? copyFrom(session, statement, relation, run)
    : copyTo(session, statement, run);
}

function filesRefused({ direction, program }: StatementOf<'copy'>): GatewayError {
  const [role, what] = program
    ? ['pg_execute_server_program', 'to or from an external program']
    : direction === 'from'
      ? ['pg_read_server_files', 'from a file']
      : ['pg_write_server_files', 'to a file'];
  return new GatewayError(
    '42501',
    `must be superuser or have privileges of the ${role} role to COPY ${what}`,
    { hint: "Anyone can COPY to stdout or from stdin. psql's \\copy command also works for anyone." },
  );
}
