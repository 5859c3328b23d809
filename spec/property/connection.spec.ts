import { expect } from 'chai';
import fc from 'fast-check';
import type { BackendMessage } from '../../src/protocol/index.ts';
import { loadParser } from '../../src/sql/parse/parse.ts';
import { Conversation } from '../support/conversation.ts';
import { FAKE_STATEMENTS, fakeServices } from '../support/fake-services.ts';
import * as client from '../support/frontend.ts';

/** Issue 1, "done when 5": at least 100,000 messages, of which these sequences are the larger part. */
const SEQUENCES = 3000;
const LONGEST = 60;

const name = fc.constantFrom('', 'a', 'b');
const text = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...Object.values(FAKE_STATEMENTS)) },
  {
    weight: 6,
    arbitrary: fc.constantFrom(
      'BEGIN',
      'COMMIT',
      'ROLLBACK',
      'SAVEPOINT s',
      'ROLLBACK TO s',
      'RELEASE s',
      'COMMIT AND CHAIN',
      '',
      ';',
      "SET application_name = 'x'",
      'SET nonsense = 1',
      'SHOW ALL',
      'DISCARD ALL',
      'DEALLOCATE ALL',
      'PREPARE b AS SELECT 7',
      'EXECUTE b',
      `${FAKE_STATEMENTS.write}; ${FAKE_STATEMENTS.writeError}`,
      `BEGIN; ${FAKE_STATEMENTS.write}; COMMIT; ${FAKE_STATEMENTS.write}`,
    ),
  },
  { weight: 1, arbitrary: fc.string({ maxLength: 20 }).filter((string) => !string.includes('\0')) },
);

interface Sent {
  readonly bytes: Buffer;
  /** The client waits for ReadyForQuery after it. */
  readonly cycle: boolean;
}

const extended: fc.Arbitrary<Buffer> = fc.oneof(
  fc.tuple(name, text).map(([statement, sql]) => client.parse(statement, sql)),
  fc
    .tuple(
      name,
      name,
      fc.array(fc.constantFrom('3', 'x', null), { maxLength: 2 }),
      fc.constantFrom([], [0], [1]),
    )
    .map(([portal, statement, values, resultFormats]) =>
      client.bind(portal, statement, { values, resultFormats }),
    ),
  fc
    .tuple(fc.constantFrom('S' as const, 'P' as const), name)
    .map(([target, of]) => client.describe(target, of)),
  fc.tuple(name, fc.integer({ min: 0, max: 6 })).map(([portal, limit]) => client.execute(portal, limit)),
  fc.tuple(fc.constantFrom('S' as const, 'P' as const), name).map(([target, of]) => client.close(target, of)),
  fc.constant(client.flush()),
  // Malformed contents in a well-formed frame; copy messages where no COPY is.
  fc
    .tuple(fc.constantFrom('P', 'B', 'D', 'E', 'C', 'd', 'c', 'f'), fc.uint8Array({ maxLength: 12 }))
    .map(([letter, body]) => client.raw(letter, body)),
);

const message: fc.Arbitrary<Sent> = fc.oneof(
  { weight: 8, arbitrary: extended.map((bytes) => ({ bytes, cycle: false })) },
  { weight: 2, arbitrary: fc.constant({ bytes: client.sync(), cycle: true }) },
  { weight: 2, arbitrary: text.map((sql) => ({ bytes: client.query(sql), cycle: true })) },
);

/** How many ReadyForQuery must come: a Query within a failed pipeline is skipped, as everything up to Sync is. */
function count(messages: readonly BackendMessage[], type: BackendMessage['type']): number {
  return messages.filter((candidate) => candidate.type === type).length;
}

describe('a connection under random messages', () => {
  before(loadParser);
  let sentMessages = 0;

  it('gives one ReadyForQuery per Sync and Query, never hangs and stays usable', async function () {
    this.timeout(300_000);
    await fc.assert(
      fc.asyncProperty(
        fc.array(message, { maxLength: LONGEST, size: 'max' }),
        fc.boolean(),
        async (sent, later) => {
          const services = fakeServices({ later });
          const talk = new Conversation(services);
          await talk.login();
          for (const { bytes, cycle } of sent) {
            const skipping = talk.connection.phase === 'skipping';
            const answer = await talk.send(bytes);
            sentMessages += 1;
            const expected = cycle && !(skipping && bytes[0] === 'Q'.charCodeAt(0)) ? 1 : 0;
            expect(count(answer, 'ReadyForQuery')).to.equal(expected);
            expect(talk.ended).to.equal(false);
          }
          // Whatever happened, the session can be brought back and gives its lanes back.
          await talk.send(client.sync(), client.query('ROLLBACK'));
          const last = await talk.send(client.query(FAKE_STATEMENTS.shadow));
          expect(last.map(({ type }) => type)).to.deep.equal([
            'RowDescription',
            'DataRow',
            'CommandComplete',
            'ReadyForQuery',
          ]);
          expect(last.at(-1)).to.include({ status: 'I' });
          expect(services.pool.statistics.inUse).to.equal(0);
          expect(services.reports).to.deep.equal([]);
          await talk.close();
        },
      ),
      { numRuns: SEQUENCES },
    );
    expect(sentMessages).to.be.greaterThan(60_000);
  });

  it('answers a whole pipeline in one piece as it answers it message by message', async function () {
    this.timeout(60_000);
    await fc.assert(
      fc.asyncProperty(fc.array(message, { maxLength: 20 }), fc.boolean(), async (sent, later) => {
        const [together, apart] = [
          new Conversation(fakeServices({ later })),
          new Conversation(fakeServices({ later })),
        ];
        await Promise.all([together.login(), apart.login()]);
        const bytes = sent.map((part) => part.bytes);
        const whole = await together.send(...bytes, client.sync());
        const parts: BackendMessage[] = [];
        for (const part of [...bytes, client.sync()]) parts.push(...(await apart.send(part)));
        expect(whole).to.deep.equal(parts);
        await Promise.all([together.close(), apart.close()]);
      }),
      { numRuns: 300 },
    );
  });

  it('survives random bytes: an answer or an end, never an exception or a report', async function () {
    this.timeout(120_000);
    let runs = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.oneof(
            message.map(({ bytes }) => new Uint8Array(bytes)),
            fc.uint8Array({ maxLength: 64 }),
          ),
          {
            maxLength: 20,
          },
        ),
        fc.boolean(),
        async (chunks, loggedIn) => {
          const services = fakeServices();
          const talk = new Conversation(services);
          if (loggedIn) await talk.login();
          for (const chunk of chunks) {
            await talk.connection.receive(chunk);
            runs += 1;
            talk.takeRaw();
          }
          expect(services.reports).to.deep.equal([]);
          await talk.close();
          expect(services.pool.statistics.inUse).to.equal(0);
        },
      ),
      { numRuns: 5000 },
    );
    expect(runs + sentMessages).to.be.greaterThan(100_000);
  });
});
