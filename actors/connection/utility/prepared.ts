import { GatewayError } from '../../../src/errors/gateway-error.ts';
import type { StatementOf } from '../../../src/sql/classify.ts';
import { bindValues } from '../parameters.ts';
import { openPortal, type Portal, type Run } from '../portal/portal.ts';
import type { Session } from '../session.ts';
import type { Format } from '../../../src/types/index.ts';
import { evaluateRow } from '../shadow-values.ts';
import { prepare } from '../statement.ts';

/** PREPARE name [(types)] AS statement: the same prepared statements as the protocol's. */
export async function prepareStatement(
  session: Session,
  statement: StatementOf<'prepare'>,
  { to }: Run,
  portal: Portal,
): Promise<void> {
  session.statements.checkFree(statement.name);
  const types = await typeOids(session, statement.parameterTypes);
  const prepared = await prepare(session, statement.text, types);
  session.statements.add(statement.name, { ...prepared, source: portal.statement.text });
  to.complete(statement.tag);
}

/** EXECUTE name [(expressions)]: PostgreSQL evaluates the arguments; the portal it opens is to be run by the caller. */
export async function openExecuted(
  session: Session,
  statement: StatementOf<'execute'>,
  formats: readonly Format[],
): Promise<Portal> {
  const target = session.statements.get(statement.name);
  // A protocol-level statement may itself be EXECUTE, of itself even; PostgreSQL's words (prepare.c, ExecuteQuery).
  if (target.prepared.kind === 'utility' && target.prepared.classification.kind === 'execute') {
    throw new GatewayError('0A000', 'EXECUTE does not support variable-result cached plans');
  }
  const { parameterTypes } = target.prepared;
  const none = parameterTypes.length === 0;
  // PostgreSQL looks at the arguments only where parameters are expected (ExecuteQuery).
  if (!none && parameterTypes.length !== statement.arguments.length) {
    throw new GatewayError('42601', `wrong number of parameters for prepared statement "${statement.name}"`, {
      detail: `Expected ${parameterTypes.length} parameters but got ${statement.arguments.length}.`,
    });
  }
  const bound = none
    ? []
    : await session.run((signal) =>
        evaluateRow(
          session,
          `SELECT ${statement.arguments.join(', ')}`,
          [],
          [],
          signal,
          'arguments of EXECUTE must not read tables',
        ),
      );
  const values = bindValues(session, parameterTypes, bound);
  return openPortal(target, bound, values, formats, target.prepared.columns);
}

export function deallocate(session: Session, { name, tag }: StatementOf<'deallocate'>, { to }: Run): void {
  if (name === null) session.statements.clear();
  else {
    session.statements.get(name);
    session.statements.remove(name);
  }
  to.complete(tag);
}

async function typeOids(session: Session, names: readonly string[]): Promise<number[]> {
  if (names.length === 0) return [];
  const probe = await prepare(session, `SELECT ${names.map((name) => `NULL::${name}`).join(', ')}`, []);
  return (probe.prepared.columns ?? []).map((column) => column.typeOid);
}
