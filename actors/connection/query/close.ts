import type { Close } from '../../../src/protocol/index.ts';
import type { Session } from '../session.ts';

/** Close: a name that does not exist is no error. */
export function onClose(session: Session, { target, name }: Close): void | Promise<void> {
  const closed = target === 'P' ? session.portals.remove(name) : undefined;
  if (target === 'S') session.statements.remove(name);
  session.outbox.send({ type: 'CloseComplete' });
  return closed?.state === 'suspended' ? session.backend.closePortal(closed.laneName) : undefined;
}
