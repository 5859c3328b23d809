import { expect } from 'chai';
import { postgresInstalled, startPostgres, type PostgresServer } from '../../support/postgres-server.ts';
import { requireInstalled, startTarget, targetKind, type Target } from '../../support/target.ts';
import { WireClient } from '../../support/wire-client.ts';
import type { Topic } from './conversation.ts';
import { converse } from './converse.ts';
import { difference, KNOWN_DIFFERENCES } from './differences.ts';
import { TOPICS } from './topics/index.ts';

/** Issue 4: at least so many. */
const LEAST_CONVERSATIONS = 150;

/** Bytes to a packet when a conversation is torn to pieces: no message's length is a multiple of it by design. */
const TORN = 7;

describe('conversations as PostgreSQL 15 holds them', function () {
  this.timeout(180_000);
  let postgres: PostgresServer;
  let target: Target;
  let admins: readonly WireClient[];

  before(async function () {
    requireInstalled(this, postgresInstalled(), 'PostgreSQL 15 (Debian package postgresql-15)');
    postgres = await startPostgres();
    target = await startTarget();
    admins = await Promise.all(
      [postgres, target].map(({ host, port }) => WireClient.connect({ host, port, timeoutMs: 30_000 })),
    );
  });

  after(async () => {
    await Promise.all((admins ?? []).map((admin) => admin.close()));
    await Promise.all([postgres?.stop(), target?.stop()]);
  });

  /** Statements that both servers must take. */
  async function run(statements: readonly string[]): Promise<void> {
    for (const sql of statements) {
      for (const admin of admins) {
        const failed = (await admin.simple(sql)).find(({ type }) => type === 'ErrorResponse');
        if (failed) throw new Error(`${sql}: ${JSON.stringify(failed)}`);
      }
    }
  }

  it(`are at least ${LEAST_CONVERSATIONS}, of different names`, () => {
    const names = TOPICS.flatMap(({ topic, conversations }) =>
      conversations.map(({ name }) => `${topic}: ${name}`),
    );
    expect(names.length).to.be.at.least(LEAST_CONVERSATIONS);
    expect(new Set(names).size).to.equal(names.length);
    const known = KNOWN_DIFFERENCES.map(({ topic, name }) => `${topic}: ${name}`);
    expect(
      known.filter((name) => !names.includes(name)),
      'differences of conversations that are not there',
    ).to.deep.equal([]);
  });

  for (const topic of TOPICS) describeTopic(topic);

  function describeTopic({ topic, setup = [], reset = [], conversations }: Topic): void {
    describe(topic, () => {
      before(() => run(setup));
      beforeEach(() => run(reset));

      for (const conversation of conversations) {
        const known =
          targetKind() === 'gateway'
            ? KNOWN_DIFFERENCES.find((one) => one.topic === topic && one.name === conversation.name)
            : undefined;
        const title = known ? `${conversation.name} (another: ${known.reason})` : conversation.name;

        it(title, async () => {
          const expected = await converse(postgres, conversation);
          await run(reset);
          const actual = await converse(target, conversation);
          expect(difference(expected, actual).join('\n')).to.equal((known?.differs ?? []).join('\n'));
          if (conversation.whole) return;
          await run(reset);
          const torn = await converse(target, conversation, TORN);
          expect(difference(actual, torn).join('\n'), `${TORN} bytes at a time`).to.equal('');
        });
      }
    });
  }
});
