import { GatewayError } from '../../../src/errors/gateway-error.ts';
import { SQLSTATE } from '../../../src/errors/sqlstate.ts';
import type { BackendPrepared } from '../../../src/translation/api.ts';
import type { Session } from '../session.ts';
import type { Portal } from './portal.ts';

/**
 * Where a change fails because of a value, PostgreSQL is asked how it would say so: IRIS names fields and limits, PostgreSQL
 * types and rows.
 */
export async function inPostgresWords<T>(
  session: Session,
  portal: Portal,
  prepared: BackendPrepared,
  change: Promise<T>,
): Promise<T> {
  try {
    return await change;
  } catch (error) {
    if (!(error instanceof GatewayError && isAboutValue(error))) throw error;
    throw await reworded(session, portal, prepared, error);
  }
}

const CONSTRAINTS: readonly string[] = [
  SQLSTATE.notNullViolation,
  SQLSTATE.uniqueViolation,
  SQLSTATE.foreignKeyViolation,
];

/** Data exceptions (class 22), and constraints that a value violates. */
export function isAboutValue({ sqlstate }: GatewayError): boolean {
  return sqlstate.startsWith('22') || CONSTRAINTS.includes(sqlstate);
}

async function reworded(
  session: Session,
  { bound }: Portal,
  prepared: BackendPrepared,
  error: GatewayError,
): Promise<GatewayError> {
  const { translation } = session.services;
  try {
    const fields = await translation.refusedValue(
      error.fields,
      prepared,
      bound,
      session.translationSession(),
    );
    return GatewayError.fromFields(fields);
  } catch {
    // Nobody is left to ask: the backend's own words have to do.
    return error;
  }
}
