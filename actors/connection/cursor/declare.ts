import { GatewayError } from '../../../src/errors/gateway-error.ts';
import type { StatementOf } from '../../../src/sql/classify.ts';
import { openPortal, type Portal, type Run } from '../portal/portal.ts';
import type { Session } from '../session.ts';
import { Cursor, type Scroll } from './cursor.ts';

/**
 * DECLARE name CURSOR FOR query (manual, DECLARE). The query's parameters are the statement's own.
 *
 * @throws GatewayError 25P01 outside of a transaction, unless WITH HOLD
 */
export async function declareCursor(
  session: Session,
  { name, binary, scroll, hold, tag }: StatementOf<'declare-cursor'>,
  { to }: Run,
  portal: Portal,
): Promise<void> {
  const { transaction } = session;
  const within = transaction.joined === 'query' || transaction.joined === 'function';
  if (!hold && !transaction.inBlock && !within) {
    throw new GatewayError('25P01', 'DECLARE CURSOR can only be used in transaction blocks');
  }
  const { inner } = portal.statement;
  if (inner === undefined) throw new GatewayError('XX000', 'the query of a cursor has not been analysed');
  const { prepared } = inner;
  if (prepared.kind === 'remainder' && prepared.changes.length > 0) {
    throw new GatewayError('0A000', 'DECLARE CURSOR must not contain data-modifying statements in WITH');
  }
  if (session.portals.find(name)) throw new GatewayError('42P03', `cursor "${name}" already exists`);
  const query = openPortal(
    inner,
    portal.bound,
    portal.values,
    binary ? [1] : [],
    prepared.columns,
    transaction.savepoints.length,
  );
  const cursor = new Cursor(session, query, SCROLL.get(scroll) ?? 'automatic', hold);
  query.cursor = cursor;
  query.declaration = portal.statement.text;
  session.portals.add(name, query);
  await cursor.open();
  to.complete(tag);
}

const SCROLL: ReadonlyMap<boolean | null, Scroll> = new Map([
  [true, 'scroll'],
  [false, 'forward'],
]);
