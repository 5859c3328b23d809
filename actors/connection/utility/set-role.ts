import { GatewayError } from '../../../src/errors/gateway-error.ts';
import { allSessions } from '../session-data/activity.ts';
import type { Session } from '../session.ts';

/** What says who a session is. */
export type RoleSetting = 'role' | 'session_authorization';

/** One of the two, which are settings to set_config(); undefined for every other. */
export function roleSetting(name: string): RoleSetting | undefined {
  const lower = name.toLowerCase();
  return lower === 'role' || lower === 'session_authorization' ? lower : undefined;
}

/**
 * SET ROLE and SET SESSION AUTHORIZATION: a session is the user that logged in, nobody else. `name` null is NONE or
 * DEFAULT.
 *
 * @throws GatewayError 42501 for a user who is there, 22023 for one of whom the gateway does not know (variable.c, check_role)
 */
export async function setRoleTo(
  session: Session,
  setting: RoleSetting,
  name: string | null,
  local: boolean,
): Promise<void> {
  if (name !== null && name !== session.user) {
    if ((await allSessions(session.services)).every(({ user }) => user !== name))
      throw new GatewayError('22023', `role "${name}" does not exist`);
    const what = setting === 'role' ? 'role' : 'session authorization';
    throw new GatewayError('42501', `permission denied to set ${what} "${name}"`);
  }
  // SET SESSION AUTHORIZATION ends SET ROLE (manual, SET SESSION AUTHORIZATION).
  session.settings.set('role', setting === 'role' ? (name ?? 'none') : 'none', local);
}
