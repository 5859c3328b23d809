import { expect } from 'chai';
import { setImmediate as turn } from 'node:timers/promises';
import { getShortestPaths } from 'xstate/graph';
import { connectionMachine, EVENTS, type Phase } from '../../../actors/connection/machine.ts';
import { cleartextPassword } from '../../../src/auth/password.ts';
import { loadParser } from '../../../src/sql/parse/parse.ts';
import { brief, Conversation } from '../../support/conversation.ts';
import { FAKE_STATEMENTS, fakeServices } from '../../support/fake-services.ts';
import * as client from '../../support/frontend.ts';

const PHASES: readonly Phase[] = [
  'startup',
  'authenticating',
  'ready',
  'executing',
  'copy-in',
  'copy-out',
  'skipping',
  'closed',
];

/** Every message a client can send (manual 55.7), some that cannot be read, and a type that is none. */
const MESSAGES = {
  Query: client.query(FAKE_STATEMENTS.shadow),
  Parse: client.parse('', FAKE_STATEMENTS.rows),
  Bind: client.bind('', ''),
  'Describe S': client.describe('S', ''),
  'Describe P': client.describe('P', ''),
  Execute: client.execute(''),
  Close: client.close('S', 'a'),
  Flush: client.flush(),
  Sync: client.sync(),
  FunctionCall: client.functionCall(1),
  CopyData: client.copyData('1\n'),
  CopyDone: client.copyDone(),
  CopyFail: client.copyFail('why'),
  PasswordMessage: client.password('secret'),
  Terminate: client.terminate(),
  'malformed Query': client.raw('Q', 'SELECT 7'),
  'malformed Parse': client.raw('P', 'a'),
  'no message': client.raw('z', ''),
} as const;

type Name = keyof typeof MESSAGES;

/** What happens: the answer in short, the phase after it. */
type Answer = readonly [answer: readonly string[], after: Phase];

const FATAL: Answer = [['ErrorResponse 08P01'], 'closed'];
const OUT_OF_STEP: Answer = [['ErrorResponse 08P01', 'ErrorResponse 08P01'], 'closed'];
const SEVEN = ['RowDescription', 'DataRow 7', 'CommandComplete SELECT 1', 'ReadyForQuery I'];

function all(answer: Answer): Record<Name, Answer> {
  return Object.fromEntries(Object.keys(MESSAGES).map((name) => [name, answer])) as unknown as Record<
    Name,
    Answer
  >;
}

const READY: Record<Name, Answer> = {
  Query: [SEVEN, 'ready'],
  Parse: [['ParseComplete'], 'executing'],
  Bind: [['ErrorResponse 26000'], 'skipping'],
  'Describe S': [['ErrorResponse 26000'], 'skipping'],
  'Describe P': [['ErrorResponse 34000'], 'skipping'],
  Execute: [['ErrorResponse 34000'], 'skipping'],
  Close: [['CloseComplete'], 'executing'],
  Flush: [[], 'executing'],
  Sync: [['ReadyForQuery I'], 'ready'],
  FunctionCall: [['ErrorResponse 0A000', 'ReadyForQuery I'], 'ready'],
  // Left over from a COPY that failed (manual 55.2.6).
  CopyData: [[], 'executing'],
  CopyDone: [[], 'executing'],
  CopyFail: [[], 'executing'],
  PasswordMessage: FATAL,
  Terminate: [[], 'closed'],
  'malformed Query': [['ErrorResponse 08P01', 'ReadyForQuery I'], 'ready'],
  'malformed Parse': [['ErrorResponse 08P01'], 'skipping'],
  'no message': FATAL,
};

const ANSWERS: Record<Exclude<Phase, 'copy-out'>, Record<Name, Answer>> = {
  // A type and a length are no length of a startup packet.
  startup: all(FATAL),
  authenticating: {
    ...all(FATAL),
    PasswordMessage: [['AuthenticationOk', 'BackendKeyData', 'ReadyForQuery I'], 'ready'],
  },
  ready: READY,
  executing: {
    ...READY,
    Bind: [['BindComplete'], 'executing'],
    'Describe S': [['ParameterDescription', 'RowDescription'], 'executing'],
  },
  'copy-in': {
    ...all(OUT_OF_STEP),
    CopyData: [[], 'copy-in'],
    CopyDone: [['CommandComplete COPY 0'], 'executing'],
    CopyFail: [['ErrorResponse 57014'], 'skipping'],
    // Sent by libraries that have not noticed what they executed (manual 55.2.6).
    Flush: [[], 'copy-in'],
    Sync: [[], 'copy-in'],
    'no message': FATAL,
    PasswordMessage: FATAL,
  },
  skipping: {
    ...all([[], 'skipping']),
    Sync: [['ReadyForQuery I'], 'ready'],
    Terminate: [[], 'closed'],
    PasswordMessage: FATAL,
    'no message': FATAL,
  },
  closed: all([[], 'closed']),
};

/** What a client sends to make an event of the machine happen. */
const DEEDS: Record<string, readonly Uint8Array[]> = {
  'startup.received': [client.startup({ user: '_SYSTEM', database: 'USER' })],
  'auth.passed': [client.password('secret')],
  'query.started': [client.parse('', FAKE_STATEMENTS.shadow)],
  'query.finished': [client.sync()],
  'copy-in.started': [client.parse('', 'COPY t FROM STDIN'), client.bind('', ''), client.execute('')],
  'copy-out.started': [
    client.parse('', 'COPY (SELECT n FROM t, forever) TO STDOUT'),
    client.bind('', ''),
    client.execute(''),
  ],
  'copy.finished': [client.copyDone()],
  'pipeline.failed': [client.parse('', 'SELEKT')],
  'connection.closed': [client.terminate()],
};

/** The phases that the machine can reach, each with the events of a shortest way. */
function reachable(): Map<Phase, string[]> {
  let phase: Phase = 'startup';
  const paths = getShortestPaths(connectionMachine, {
    input: {
      connection: { enterPhase: (to) => (phase = to), authenticationTimedOut: () => undefined },
      authTimeoutMs: 1,
    },
    events: Object.values(EVENTS),
    serializeState: (state) => JSON.stringify(state.value),
  });
  expect(phase).to.equal('startup');
  const ways = new Map<Phase, string[]>();
  for (const { state, steps } of paths) {
    const name = (typeof state.value === 'string' ? state.value : Object.values(state.value)[0]) as Phase;
    ways.set(
      name,
      steps.map(({ event }) => event.type).filter((type) => type in DEEDS),
    );
  }
  return ways;
}

/** A connection in that phase, nothing of its way there left to read. */
async function arrive(way: readonly string[]): Promise<Conversation> {
  const auth = cleartextPassword({ find: () => ({ kind: 'plain', password: 'secret' }) });
  const talk = new Conversation(fakeServices({ auth }));
  for (const event of way) await say(talk, ...(DEEDS[event] ?? []));
  return talk;
}

/** Sends, and gives the connection the turns it takes to answer: it may wait for the client within a statement. */
async function say(talk: Conversation, ...messages: readonly Uint8Array[]): Promise<string[]> {
  void talk.connection.receive(Buffer.concat(messages));
  for (let i = 0; i < 40; i += 1) await turn();
  talk.connection.session?.outbox.flush();
  return brief(talk.take()).filter((text) => !text.startsWith('ParameterStatus'));
}

describe('phases of a connection', () => {
  let ways: Map<Phase, string[]>;

  before(async () => {
    await loadParser();
    ways = reachable();
  });

  it('are all reached by paths through the machine', () => {
    expect([...ways.keys()].toSorted()).to.deep.equal(PHASES.toSorted());
  });

  for (const [phase, answers] of Object.entries(ANSWERS) as [Phase, Record<Name, Answer>][]) {
    for (const [name, [answer, after]] of Object.entries(answers)) {
      it(`${phase}: ${name} is answered by ${answer.join(', ') || 'nothing'}`, async () => {
        const talk = await arrive(ways.get(phase) ?? []);
        expect(talk.connection.phase).to.equal(phase);
        expect(await say(talk, MESSAGES[name as Name])).to.deep.equal(answer);
        expect(talk.connection.phase).to.equal(after);
        expect(talk.ended).to.equal(after === 'closed');
        if (after === 'closed') return;
        const rest = after === 'copy-in' ? [client.copyDone()] : [];
        const last = await say(talk, ...rest, client.sync(), client.query(FAKE_STATEMENTS.shadow));
        expect(last.slice(-5)).to.deep.equal(['ReadyForQuery I', ...SEVEN]);
        await talk.close();
      });
    }
  }

  for (const name of Object.keys(MESSAGES) as Name[]) {
    it(`copy-out: ${name} waits for the end of the data`, async () => {
      const talk = await arrive(ways.get('copy-out') ?? []);
      expect(talk.connection.phase).to.equal('copy-out');
      expect(await say(talk, MESSAGES[name])).to.deep.equal([]);
      talk.connection.session?.cancel();
      const [answer, after] = ANSWERS.skipping[name];
      expect(await say(talk)).to.deep.equal(['ErrorResponse 57014', ...answer]);
      expect(talk.connection.phase).to.equal(after);
      await talk.close();
    });
  }
});
