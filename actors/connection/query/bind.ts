import { GatewayError } from '../../../src/errors/gateway-error.ts';
import { toUtf8 } from '../../../src/encoding/single-byte.ts';
import { formatAt, type Bind } from '../../../src/protocol/index.ts';
import type { BoundParameter } from '../../../src/translation/api.ts';
import { convertValue } from '../../../src/types/index.ts';
import { bindValues } from '../parameters.ts';
import { dropPortal } from '../portal/drop-portals.ts';
import { checkTransaction, columnsOf, openPortal, refuseInFailedTransaction } from '../portal/portal.ts';
import type { Session } from '../session.ts';
import { freshen, isOutdated } from '../statement.ts';

/** Bind: a statement and values make a portal (manual 55.2.3). Values are checked here, as PostgreSQL does. */
export function onBind(session: Session, message: Bind): void | Promise<void> {
  const statement = session.statements.get(message.statement);
  session.activity.runs(statement.text);
  if (session.transaction.failed && (statement.prepared.kind === 'empty' || message.values.length > 0))
    throw refuseInFailedTransaction();
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
  const encoding = session.settings.clientEncoding();
  const bound = values.map((value, i): BoundParameter => {
    const format = formatAt(parameterFormats, i);
    if (value === null) return { format, bytes: null };
    const bytes =
      encoding === null
        ? value
        : convertValue(session.services.registry, prepared.parameterTypes[i] ?? 0, format, value, (text) =>
            toUtf8(text, encoding),
          );
    return { format, bytes: keep ? bytes.slice() : bytes };
  });
  const bindable = bindValues(session, prepared.parameterTypes, bound, {
    statement: message.statement,
    portal: message.portal,
  });
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
