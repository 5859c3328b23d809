import { GatewayError } from '../../../src/errors/gateway-error.ts';
import type { CopyTarget } from '../../../src/translation/api.ts';
import type { Session } from '../session.ts';

/** FREEZE is for tables that nobody else can have seen (copyfrom.c, CopyFrom); IRIS has no row versions to freeze. */
export function checkFreeze({ transaction }: Session, { schema, table }: CopyTarget): void {
  if (transaction.isFresh({ schema, name: table })) return;
  throw new GatewayError(
    '55000',
    'cannot perform COPY FREEZE because the table was not created or truncated in the current subtransaction',
  );
}
