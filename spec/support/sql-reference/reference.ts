import { IRIS_VERSIONS, type IrisVersion } from '../../../src/sql/iris/version.ts';
import { startGateway } from '../gateway-process.ts';
import { WireClient } from '../wire-client.ts';
import type { Construct, Topic } from './construct.ts';
import { SCHEMA } from './schema.ts';
import { CHANGES } from './topics/changes.ts';
import { DEFINITIONS } from './topics/definitions.ts';
import { QUERIES } from './topics/queries.ts';
import { SESSIONS } from './topics/sessions.ts';
import { VALUES } from './topics/values.ts';
import { Workshop, type Translated } from './workshop.ts';

const TRANSLATED: readonly Topic[] = [...QUERIES, ...CHANGES, ...VALUES, ...DEFINITIONS];

export const OLDEST: IrisVersion = IRIS_VERSIONS[0];
export const NEWEST: IrisVersion = IRIS_VERSIONS[IRIS_VERSIONS.length - 1] ?? OLDEST;

/** What becomes of one construct. */
export interface Entry extends Construct {
  readonly newest: Translated;
  readonly oldest: Translated;
}

export interface TopicEntries {
  readonly title: string;
  readonly entries: readonly Entry[];
}

/** Translates every example for the oldest and the newest IRIS; what the gateway does itself is run on one. */
export async function buildReference(): Promise<TopicEntries[]> {
  const oldest = await Workshop.open(OLDEST, SCHEMA);
  const newest = await Workshop.open(NEWEST, SCHEMA);
  const gateway = await startGateway();
  try {
    const topics: TopicEntries[] = [];
    for (const { title, constructs } of TRANSLATED) {
      const entries: Entry[] = [];
      for (const construct of constructs) {
        const left = await oldest.translate(construct.example);
        const right = await newest.translate(construct.example);
        const ran = right.way === 'gateway' ? await run(construct.example, gateway) : null;
        entries.push({ ...construct, oldest: ran ?? left, newest: ran ?? right });
      }
      topics.push({ title, entries });
    }
    for (const { title, constructs } of SESSIONS) {
      const entries: Entry[] = [];
      for (const construct of constructs) {
        const ran = await run(construct.example, gateway);
        entries.push({ ...construct, oldest: ran, newest: ran });
      }
      topics.push({ title, entries });
    }
    return topics;
  } finally {
    await Promise.all([oldest.close(), newest.close(), gateway.stop()]);
  }
}

/** Runs an example on a gateway, in a session of its own. */
async function run(
  sql: string,
  gateway: { readonly host: string; readonly port: number },
): Promise<Translated> {
  const client = await WireClient.connect({ ...gateway, timeoutMs: 30_000 });
  try {
    for (const definition of SCHEMA) await client.simple(definition);
    const messages = await client.simple(sql);
    const failure = messages.find((message) => message.type === 'ErrorResponse');
    if (failure === undefined) return { way: 'gateway', lines: [] };
    return { way: 'not supported', lines: [`${failure.fields.sqlstate} ${failure.fields.message}`] };
  } finally {
    await client.close();
  }
}
