import { expect } from 'chai';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openEmbeddedSession } from '../../../../src/backend/embedded/engine/session.ts';
import type { IrisSession } from '../../../../src/backend/iris-session.ts';
import { Inbox } from '../../../../src/backend/lane/inbox.ts';
import { LaneHost } from '../../../../src/backend/lane/lane-host.ts';
import type { FromLane } from '../../../../src/backend/lane/messages.ts';
import type { Plan } from '../../../../src/sql/plan.ts';
import { planSelect } from '../../../../src/sql/select/plan.ts';
import { readTree } from '../../../../src/sql/tree/read.ts';
import { formatDecimal } from '../../../../src/types/decimal.ts';
import { receiveDecimal } from '../../../../src/types/numeric-binary.ts';
import { createRegistry, DEFAULT_VALUE_SETTINGS, OID } from '../../../../src/types/index.ts';
import type { Format, IrisValue } from '../../../../src/types/index.ts';
import { fixtureContext, type TreeFixture } from '../../../support/tree-fixture.ts';
import { cases, ROWS, type AnswerCase } from './cases/answers.ts';

type Answer = readonly (readonly (string | null)[])[] | string;

function json(path: string): unknown {
  return JSON.parse(readFileSync(join(import.meta.dirname, path), 'utf8'));
}

const fixture = json('../fixtures/answers.json') as TreeFixture;
const answers = json('answers.json') as Readonly<Record<string, Answer>>;
const registry = createRegistry({ vectorOid: 16385, vectorArrayOid: 16390 });
const VERSIONS = [
  [2024, 1],
  [2025, 3],
] as const;

function openSession(version: readonly [number, number]): IrisSession {
  const session = openEmbeddedSession({ path: ':memory:', dialect: { version } });
  session.execute(
    `CREATE TABLE "SQLUser"."measures" ("id" INTEGER PRIMARY KEY, "kind" VARCHAR(65535) COLLATE %EXACT NOT NULL,
       "amount" NUMERIC(37,18), "whole" BIGINT, "small" SMALLINT, "price" NUMERIC(12,2), "factor" NUMERIC(20,8),
       "spare" NUMERIC(12,2))`,
    [],
  );
  for (const row of ROWS) {
    session.execute('INSERT INTO "SQLUser"."measures" VALUES (?, ?, ?, ?, ?, ?, ?, ?)', [...row]);
  }
  return session;
}

function planOf({ sql }: AnswerCase, version: readonly [number, number]): Plan {
  const statement = fixture.statements[sql];
  if (statement === undefined) throw new Error(`no tree is recorded of ${sql}`);
  const context = fixtureContext(fixture, sql, { dialect: { version } });
  return planSelect(readTree(statement.tree), statement.columns ?? [], context);
}

/** Fields of DataRow messages (manual 55.7); null for NULL. */
function fieldsOf(frames: Uint8Array): (Buffer | null)[][] {
  const bytes = Buffer.from(frames);
  const rows: (Buffer | null)[][] = [];
  for (let start = 0; start < bytes.length; start += 1 + bytes.readInt32BE(start + 1)) {
    let at = start + 7;
    rows.push(
      Array.from({ length: bytes.readInt16BE(start + 5) }, () => {
        const length = bytes.readInt32BE(at);
        at += 4 + Math.max(length, 0);
        return length < 0 ? null : bytes.subarray(at - length, at);
      }),
    );
  }
  return rows;
}

async function run(session: IrisSession, plan: Plan, row: AnswerCase, format: Format): Promise<Answer> {
  const columns = plan.columns ?? [];
  const messages: FromLane[] = [];
  const inbox = new Inbox();
  const { promise: answered, resolve } = Promise.withResolvers<void>();
  const post = (message: FromLane): void => {
    messages.push(message);
    resolve();
  };
  const host = new LaneHost(session, registry, { post, next: () => inbox.next() }, () => false);
  void host.serve();
  const formats = columns.map(({ typeOid }): Format => (typeOid === OID.numeric ? format : 0));
  const execution = {
    parameters: (row.parameters ?? []) as IrisValue[],
    sessionValues: {},
    formats,
    settings: DEFAULT_VALUE_SETTINGS,
    limit: 0,
    lockTimeoutMs: 0,
  };
  inbox.add({ id: 1, request: { ask: 'execute', portal: '', plan: { id: 1, plan }, execution } });
  await answered;
  const [last] = messages;
  if (last?.say === 'failed') return `${last.error.sqlstate} ${last.error.message}`;
  if (last?.say !== 'done') throw new Error('no outcome');
  return fieldsOf(last.frames ?? new Uint8Array()).map((fields) =>
    fields.map((field, i) => {
      if (field === null) return null;
      return formats[i] === 1 ? formatDecimal(receiveDecimal(field)) : field.toString();
    }),
  );
}

for (const version of VERSIONS) {
  describe(`digits of numeric results as PostgreSQL 15 shows them, on IRIS ${version.join('.')}`, () => {
    let session: IrisSession;
    before(() => {
      session = openSession(version);
    });
    after(() => {
      session.close();
    });

    for (const row of cases) {
      it(row.sql, async () => {
        const plan = planOf(row, version);
        for (const format of [0, 1] as const) {
          const answer = await run(session, plan, row, format);
          expect(answer, `format ${format}`).to.deep.equal(answers[row.sql]);
        }
      });
    }
  });
}
