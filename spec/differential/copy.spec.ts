import { expect } from 'chai';
import type { BackendMessage } from '../../src/protocol/index.ts';
import * as client from '../support/frontend.ts';
import { postgresInstalled, startPostgres, type PostgresServer } from '../support/postgres-server.ts';
import { requireInstalled, startTarget, type Target } from '../support/target.ts';
import { WireClient } from '../support/wire-client.ts';
import { BINARY } from './copy/binary.cases.ts';
import type { CopyCase, CopyGroup } from './copy/copy-case.ts';
import { COPY_EXCEPTIONS } from './copy/copy-exceptions.ts';
import { CSV } from './copy/csv.cases.ts';
import { OPTIONS } from './copy/options.cases.ts';
import { OUT } from './copy/out.cases.ts';
import { TABLES } from './copy/tables.cases.ts';
import { TEXT } from './copy/text.cases.ts';

const GROUPS: readonly CopyGroup[] = [OPTIONS, TEXT, CSV, BINARY, OUT, TABLES];

/** Issue 4: at least so many conversations. */
const LEAST_CASES = 120;

/** The data is sent when the server asks for it; what comes until ReadyForQuery is the answer. */
async function converse(
  server: WireClient,
  { sql, data, end = 'done', extended }: CopyCase,
): Promise<BackendMessage[]> {
  const answer: BackendMessage[] = [];
  if (extended === true) {
    server.send(
      client.parse('', sql),
      client.bind('', ''),
      client.describe('P', ''),
      client.execute('', 0),
      client.sync(),
    );
  } else server.send(client.query(sql));
  for (;;) {
    const message = await server.next();
    answer.push(message);
    if (message.type === 'ReadyForQuery') return answer;
    if (message.type !== 'CopyInResponse') continue;
    for (const piece of data ?? []) server.send(client.copyData(piece));
    server.send(end === 'fail' ? client.copyFail('no more') : client.copyDone());
    if (extended === true) server.send(client.sync());
  }
}

/** OIDs of tables differ, and so does what a text is called by RowDescription of a table. */
function comparable(messages: readonly BackendMessage[]): unknown[] {
  return messages
    .filter(({ type }) => type !== 'ParameterStatus')
    .map((message) => {
      switch (message.type) {
        case 'RowDescription':
          return { ...message, fields: message.fields.map(({ name }) => name) };
        case 'CopyData':
          return { ...message, data: readable(message.data) };
        case 'DataRow':
          return { ...message, values: message.values.map((value) => value && readable(value)) };
        default:
          return message;
      }
    });
}

/** Bytes as text that shows each of them. */
function readable(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('latin1');
}

async function run(server: WireClient, group: CopyGroup, one: CopyCase): Promise<unknown> {
  for (const sql of group.reset) await server.simple(sql);
  const before: unknown[] = [];
  for (const sql of one.before ?? []) before.push(comparable(await server.simple(sql)));
  const answer = comparable(await converse(server, one));
  const after: unknown[] = [];
  for (const sql of [...(one.after ?? []), ...group.look]) after.push(comparable(await server.simple(sql)));
  return { before, answer, after };
}

describe('differential: COPY', () => {
  let oracle: PostgresServer | undefined;
  let target: Target | undefined;
  let sides: WireClient[] = [];

  before(async function () {
    this.timeout(120_000);
    requireInstalled(this, postgresInstalled(), 'PostgreSQL 15');
    oracle = await startPostgres();
    target = await startTarget();
    sides = [await WireClient.connect(oracle), await WireClient.connect(target)];
  });

  after(async function () {
    this.timeout(60_000);
    for (const side of sides) side.destroy();
    await oracle?.stop();
    await target?.stop();
  });

  it(`has at least ${LEAST_CASES} conversations`, () => {
    expect(GROUPS.reduce((sum, { cases }) => sum + cases.length, 0)).to.be.at.least(LEAST_CASES);
  });

  for (const group of GROUPS) {
    describe(group.topic, () => {
      before(async function () {
        this.timeout(60_000);
        for (const side of sides) for (const sql of group.setup) await side.simple(sql);
      });

      for (const one of group.cases) {
        const reason = COPY_EXCEPTIONS[`${group.topic}: ${one.name}`];
        it(reason === undefined ? one.name : `${one.name} (another: ${reason})`, async function () {
          this.timeout(30_000);
          const [expected, actual] = await Promise.all(sides.map((side) => run(side, group, one)));
          if (reason === undefined) expect(actual).to.deep.equal(expected);
          else expect(actual, 'the exception is no longer needed').not.to.deep.equal(expected);
        });
      }
    });
  }
});
