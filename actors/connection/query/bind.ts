import { GatewayError } from '../../../src/errors/gateway-error.ts';
import { formatAt, type Bind } from '../../../src/protocol/index.ts';
import type { BoundParameter } from '../../../src/translation/api.ts';
import { bindValues } from '../parameters.ts';
import { dropPortal } from '../portal/drop-portals.ts';
import { checkTransaction, columnsOf, openPortal } from '../portal/portal.ts';
import type { Session } from '../session.ts';
import { freshen, isOutdated } from '../statement.ts';

/** Bind: a statement and values make a portal (manual 55.2.3). Values are checked here, as PostgreSQL does. */
export function onBind(session: Session, message: Bind): void | Promise<void> {
  const statement = session.statements.get(message.statement);
  session.activity.runs(statement.text);
  checkTransaction(session, statement.prepared);
  if (isOutdated(session, statement)) {
    // The body's bytes are valid in this tick only.
    const kept: Bind = {
      ...message,
      values: message.values.map((value) => (value === null ? null : value.slice())),
    };
    return freshen(session, statement).then(() => bind(session, kept));
  }
  return bind(session, message);
}

function bind(session: Session, message: Bind): void | Promise<void> {
  const statement = session.statements.get(message.statement);
  const { prepared } = statement;
  const { parameterFormats, values } = message;
  if (parameterFormats.length > 1 && parameterFormats.length !== values.length) {
    throw new GatewayError(
      '08P01',
      `bind message has ${parameterFormats.length} parameter formats but ${values.length} parameters`,
    );
  }
  // Only the shadow and pinned parameters need the client's bytes later.
  const keep = prepared.kind !== 'backend' || prepared.pinned.length > 0;
  const bound = values.map(
    (bytes, i): BoundParameter => ({
      format: formatAt(parameterFormats, i),
      bytes: bytes === null || !keep ? bytes : bytes.slice(),
    }),
  );
  const bindable = bindValues(session, prepared.parameterTypes, bound, message.statement);
  const portal = openPortal(
    statement,
    keep ? bound : [],
    bindable,
    message.resultFormats,
    columnsOf(session, prepared),
    session.transaction.savepoints.length,
  );
  const replaced = message.portal === '' ? session.portals.remove('') : undefined;
  session.portals.add(message.portal, portal);
  session.outbox.send({ type: 'BindComplete' });
  return replaced && dropPortal(session, replaced);
}
