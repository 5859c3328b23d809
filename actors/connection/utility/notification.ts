import type { StatementOf } from '../../../src/sql/classify.ts';
import type { Run } from '../portal/portal.ts';
import type { Session } from '../session.ts';

/** LISTEN channel */
export function listen(session: Session, { channel, tag }: StatementOf<'listen'>, { to }: Run): void {
  session.notifications.listen(channel, session.transaction.savepoints.length);
  to.complete(tag);
}

/** UNLISTEN channel, UNLISTEN * */
export function unlisten(session: Session, { channel, tag }: StatementOf<'unlisten'>, { to }: Run): void {
  session.notifications.unlisten(channel, session.transaction.savepoints.length);
  to.complete(tag);
}

/** NOTIFY channel [, payload] */
export function notify(
  session: Session,
  { channel, payload, tag }: StatementOf<'notify'>,
  { to }: Run,
): void {
  session.notifications.notify(channel, payload, session.transaction.savepoints.length);
  to.complete(tag);
}
