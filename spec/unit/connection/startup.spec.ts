import { expect } from 'chai';
import { readUserlist } from '../../../src/auth/userlist.ts';
import { scramSha256 } from '../../../src/auth/scram-sha-256.ts';
import { PROTOCOL_3_2, protocolVersion } from '../../../src/protocol/index.ts';
import { loadParser } from '../../../src/sql/parse/parse.ts';
import { brief, Conversation } from '../../support/conversation.ts';
import { fakeServices } from '../../support/fake-services.ts';
import * as client from '../../support/frontend.ts';
import { ScramClient } from '../../support/scram-client.ts';

const who = { user: '_SYSTEM', database: 'USER' };

describe('start-up', () => {
  before(loadParser);

  it('greets with the reported settings, a cancel key and ReadyForQuery', async () => {
    const talk = new Conversation(fakeServices());
    const answer = await talk.login({
      application_name: 'spec',
      options: '-c statement_timeout=5s --work-mem=1MB',
    });
    const lines = brief(answer);
    expect(lines[0]).to.equal('AuthenticationOk');
    expect(lines).to.include.members([
      'ParameterStatus server_version=14.20',
      'ParameterStatus client_encoding=UTF8',
      'ParameterStatus application_name=spec',
      'ParameterStatus session_authorization=_SYSTEM',
      'ParameterStatus standard_conforming_strings=on',
    ]);
    expect(lines.slice(-2)).to.deep.equal(['BackendKeyData', 'ReadyForQuery I']);
    expect(brief(await talk.send(client.query('SHOW statement_timeout; SHOW work_mem')))).to.include.members([
      'DataRow 5s',
      'DataRow 1MB',
    ]);
  });

  it('answers N to SSLRequest and GSSENCRequest and goes on', async () => {
    const talk = new Conversation(fakeServices());
    await talk.connection.receive(client.sslRequest());
    expect(talk.takeRaw().toString()).to.equal('N');
    await talk.connection.receive(client.gssencRequest());
    expect(talk.takeRaw().toString()).to.equal('N');
    expect(brief(await talk.login()).at(-1)).to.equal('ReadyForQuery I');
  });

  it('refuses bytes that hide behind SSLRequest (CVE-2021-23214)', async () => {
    const talk = new Conversation(fakeServices());
    const answer = await talk.send(client.sslRequest(), client.startup(who));
    expect(brief(answer)).to.deep.equal(['ErrorResponse 08P01']);
    expect(talk.ended).to.equal(true);
  });

  it('negotiates the protocol: long keys with 3.2, a newer minor version and options are told', async () => {
    const short = new Conversation(fakeServices());
    const long = new Conversation(fakeServices());
    const key = (messages: Awaited<ReturnType<Conversation['send']>>): number | undefined =>
      messages.find((message) => message.type === 'BackendKeyData')?.secretKey.length;
    expect(key(await short.login())).to.equal(4);
    expect(key(await long.send(client.startup(who, PROTOCOL_3_2)))).to.equal(32);
    const newer = new Conversation(fakeServices());
    const [first] = await newer.send(client.startup({ ...who, '_pq_.wish': '1' }, protocolVersion(3, 9)));
    expect(first).to.deep.equal({
      type: 'NegotiateProtocolVersion',
      version: PROTOCOL_3_2,
      unrecognizedOptions: ['_pq_.wish'],
    });
  });

  const REFUSALS: readonly (readonly [string, Record<string, string>, string])[] = [
    ['an unknown database', { user: '_SYSTEM', database: 'NOPE' }, '3D000'],
    ['a replication connection', { ...who, replication: 'database' }, '0A000'],
    ['a bad setting', { ...who, TimeZone: 'Mars/Olympus' }, '22023'],
    ['an unknown setting', { ...who, nonsense: '1' }, '42704'],
    ['options that are none', { ...who, options: '-x' }, '42601'],
  ];
  for (const [name, parameters, sqlstate] of REFUSALS) {
    it(`refuses ${name} with ${sqlstate} and no ReadyForQuery`, async () => {
      const talk = new Conversation(fakeServices());
      const lines = brief(await talk.send(client.startup(parameters)));
      expect(lines.at(-1)).to.equal(`ErrorResponse ${sqlstate}`);
      expect(lines).not.to.include('ReadyForQuery I');
      expect(talk.ended).to.equal(true);
    });
  }

  it('lets a client in by SCRAM, and tells a wrong password 28P01', async () => {
    const auth = scramSha256(readUserlist('"_SYSTEM" "SYS"'));
    for (const [password, last] of [
      ['SYS', 'ReadyForQuery I'],
      ['sys', 'ErrorResponse 28P01'],
    ] as const) {
      const talk = new Conversation(fakeServices({ auth }));
      const scram = new ScramClient(password, 'nonce');
      await talk.login();
      const [challenge] = await talk.send(client.saslInitialResponse('SCRAM-SHA-256', scram.first()));
      if (challenge?.type !== 'AuthenticationSASLContinue') throw new Error('no challenge');
      const answer = await talk.send(
        client.saslResponse(scram.final(Buffer.from(challenge.data).toString())),
      );
      expect(brief(answer).at(-1)).to.equal(last);
      expect(talk.ended).to.equal(last.startsWith('Error'));
    }
  });

  it('limits the connections of one user, if it is to', async () => {
    const fake = fakeServices();
    const services = { ...fake, limits: { ...fake.limits, connectionsPerUser: 1 } };
    const first = new Conversation(services);
    expect(brief(await first.login()).at(-1)).to.equal('ReadyForQuery I');
    const second = new Conversation(services);
    expect(brief(await second.login()).at(-1)).to.match(/^Error.* 53300/);
    const other = new Conversation(services);
    expect(brief(await other.login({ user: 'bob' })).at(-1)).to.equal('ReadyForQuery I');
    await first.close();
    const third = new Conversation(services);
    expect(brief(await third.login()).at(-1)).to.equal('ReadyForQuery I');
  });

  it('refuses a startup packet of more parameters than any driver sends', async () => {
    const talk = new Conversation(fakeServices());
    const many = Object.fromEntries(Array.from({ length: 70 }, (_, i) => [`p${i}`, 'x']));
    expect(brief(await talk.login(many)).at(-1)).to.match(/^Error.* 08P01/);
    expect(talk.ended).to.equal(true);
  });

  it('does not wait for ever for a client that does not authenticate', async () => {
    const talk = new Conversation({
      ...fakeServices(),
      limits: {
        statementLength: 1_000_000,
        preparedStatements: 1,
        portals: 1,
        messageBytes: 1000,
        authTimeoutMs: 20,
        connectionsPerUser: 0,
        remainderRows: 100,
        remainderBytes: 10_000,
        cursorBytes: 100_000,
      },
    });
    await new Promise((resolve) => setTimeout(resolve, 60));
    expect(talk.ended).to.equal(true);
    expect(talk.connection.phase).to.equal('closed');
  });

  it('serves CancelRequest without a word, and only with the right key', async () => {
    const services = fakeServices();
    const talk = new Conversation(services);
    const greeting = await talk.login();
    const key = greeting.find((message) => message.type === 'BackendKeyData');
    if (!key) throw new Error('no key');
    for (const [secret, stopped] of [
      [Buffer.alloc(4), false],
      [key.secretKey, true],
    ] as const) {
      const running = talk.send(client.query('SELECT n FROM t -- forever'));
      await new Promise((resolve) => setImmediate(resolve));
      const canceller = new Conversation(services);
      expect(await canceller.send(client.cancelRequest(key.processId, secret))).to.deep.equal([]);
      expect(canceller.ended).to.equal(true);
      if (!stopped) talk.connection.session?.cancel();
      expect(brief(await running)).to.include('ErrorResponse 57014');
    }
  });
});
