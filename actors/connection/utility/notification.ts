import type { StatementOf } from '../../../src/sql/classify.ts';
import type { Session } from '../session.ts';

/** LISTEN channel */
export function listen(session: Session, { channel, tag }: StatementOf<'listen'>): void {
  session.notifications.listen(channel, session.transaction.savepoints.length);
  session.outbox.send({ type: 'CommandComplete', tag });
}

/** UNLISTEN channel, UNLISTEN * */
export function unlisten(session: Session, { channel, tag }: StatementOf<'unlisten'>): void {
  session.notifications.unlisten(channel, session.transaction.savepoints.length);
  session.outbox.send({ type: 'CommandComplete', tag });
}

/** NOTIFY channel [, payload] */
export function notify(session: Session, { channel, payload, tag }: StatementOf<'notify'>): void {
  session.notifications.notify(channel, payload, session.transaction.savepoints.length);
  session.outbox.send({ type: 'CommandComplete', tag });
}
