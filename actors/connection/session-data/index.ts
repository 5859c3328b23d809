import type { SessionDataName } from '../../../src/catalog/session-data.ts';
import type { VisibleData } from '../../../src/translation/api.ts';
import type { Session } from '../session.ts';
import { activityRows, allSessions, microsecondTimestamp } from './activity.ts';
import { connectionFacts } from './connection.ts';
import { cursorRows } from './cursors.ts';
import { lockRows } from './locks.ts';
import { preparedStatementRows } from './prepared-statements.ts';
import { settingRows } from './settings.ts';

/** What a session sees of the gateway's sessions: the keys are the columns of PostgreSQL's functions. */
const DATA: Readonly<Record<SessionDataName, (session: Session) => unknown>> = {
  activity: activityRows,
  connection: connectionFacts,
  cursors: cursorRows,
  listening_channels: ({ notifications }) => notifications.channels,
  locks: lockRows,
  prepared_statements: preparedStatementRows,
  statement: ({ statementNow }) => ({ start: microsecondTimestamp(statementNow) }),
  settings: settingRows,
  users: () => [],
};

/** One kind of session data as the shadow wants it. */
export async function visibleData(session: Session, name: SessionDataName): Promise<VisibleData> {
  const seen = JSON.stringify(await DATA[name](session));
  return { json: seen, users: NAMES_USERS.has(name) ? await users(session) : [] };
}

const NAMES_USERS: ReadonlySet<SessionDataName> = new Set(['activity', 'users']);

/** Those who may come, as far as they are known by name, and those who are here. */
async function users({ services }: Session): Promise<string[]> {
  const here = (await allSessions(services)).map(({ user }) => user);
  return [...new Set([...services.admission.users, ...here])];
}
