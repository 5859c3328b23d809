import type { Session } from '../session.ts';

/**
 * A function whose truth lives in the gateway.
 *
 * @param args the call's arguments in text form; null is SQL NULL
 * @returns the result in text form; null for SQL NULL and for void
 * @throws GatewayError, or the signal's reason when the statement is stopped
 */
export type GatewayFunction = (
  session: Session,
  args: readonly (string | null)[],
  signal: AbortSignal,
) => Promise<string | null> | string | null;
