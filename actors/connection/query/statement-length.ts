import { GatewayError } from '../../../src/errors/gateway-error.ts';
import type { Session } from '../session.ts';

/**
 * A text is kept, scanned and analysed as a whole, in several copies: beyond the limit it is not begun with.
 *
 * @throws 54000
 */
export function checkStatementLength({ services }: Session, query: string): void {
  const most = services.limits.statementLength;
  if (query.length <= most) return;
  throw new GatewayError('54000', 'statement is too long', {
    detail: `It has ${query.length} characters; the limit is ${most}.`,
    hint: 'Send long values as parameters.',
  });
}
