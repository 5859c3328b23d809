import type { Config } from '../../../config/load.ts';
import { AdminClient } from './admin-client.ts';
import { table } from './table.ts';

type Rows = readonly Readonly<Record<string, unknown>>[];

/** `status`: health, pool and plan cache of a running gateway. */
export async function status(config: Config): Promise<string> {
  const client = new AdminClient(config);
  const parts = await Promise.all(['/health', '/pool', '/translation'].map((path) => client.ask(path)));
  return table(parts.flatMap((part) => Object.entries(part)).map(([name, value]) => ({ name, value })));
}

/** `sessions`: who is connected and does what; the longest running first. */
export async function sessions(config: Config): Promise<string> {
  const { sessions: listed } = await new AdminClient(config).ask('/sessions');
  const rows = (listed as Rows).map(
    ({ pid, user, application_name, client_addr, state, query_start, query }) => ({
      pid,
      user,
      application_name,
      client_addr,
      state,
      query_start,
      query: String(query).slice(0, 80),
    }),
  );
  if (rows.length === 0) return 'no sessions';
  return table(rows.sort((a, b) => String(a.query_start).localeCompare(String(b.query_start))));
}

/** `cancel` and `terminate`: the statement of a session, or the session. */
export async function signal(config: Config, pid: string, action: 'cancel' | 'terminate'): Promise<string> {
  if (!/^\d+$/.test(pid)) throw new Error(`"${pid}" is no process id; iris-pgwire sessions lists them`);
  await new AdminClient(config).ask(`/sessions/${pid}/${action}`, 'POST');
  return action === 'cancel' ? `what session ${pid} ran is cancelled` : `session ${pid} is terminated`;
}

/** `drain`: no new clients; the gateway ends when running statements have. */
export async function drain(config: Config): Promise<string> {
  await new AdminClient(config).ask('/drain', 'POST');
  return 'the gateway drains and ends';
}

/** `reload`: access rules, userlist and log level are read again. */
export async function reload(config: Config): Promise<string> {
  await new AdminClient(config).ask('/reload', 'POST');
  return 'the gateway has read its configuration again';
}
