import { expect } from 'chai';
import { scramSha256 } from '../../../src/auth/scram-sha-256.ts';
import { formatVerifier, makeVerifier, parseVerifier } from '../../../src/auth/scram-verifier.ts';
import type { Exchange, Step } from '../../../src/auth/method.ts';
import { readSecret, type SecretStore } from '../../../src/auth/secret.ts';
import { ScramClient } from '../../support/scram-client.ts';

/** The example of RFC 7677 section 3 (password pencil) in PostgreSQL's form. */
const RFC_VERIFIER =
  'SCRAM-SHA-256$4096:W22ZaJ0SNY7soEsUEjb6gQ==$WG5d8oPm3OtcPnkdi4Uo7BkeZkBFzpcXkuLmtbsT4qY=:wfPLwcE6nTWhTAmQ7tl2KeoiWGPlZqQxSrmfPwDl2dU=';

function store(users: Record<string, string>): SecretStore {
  const secrets = new Map(Object.entries(users).map(([user, text]) => [user, readSecret(text)]));
  return { find: (user) => secrets.get(user) };
}

function serverFirst(step: Step): string {
  if (step.kind !== 'challenge' || step.challenge.ask !== 'sasl-continue')
    throw new Error('no server-first-message');
  return Buffer.from(step.challenge.data).toString();
}

async function login(exchange: Exchange, client: ScramClient): Promise<Step> {
  exchange.start();
  const first = await exchange.answer({
    type: 'sasl-initial',
    mechanism: 'SCRAM-SHA-256',
    data: Buffer.from(client.first()),
  });
  return exchange.answer({ type: 'sasl', data: Buffer.from(client.final(serverFirst(first))) });
}

async function failure(work: Promise<unknown>): Promise<{ sqlstate?: string; message: string }> {
  try {
    await work;
  } catch (error) {
    return error as { sqlstate?: string; message: string };
  }
  throw new Error('it did not fail');
}

describe('scram-sha-256', () => {
  it('reads the verifier of the RFC 7677 example and prints it again', async () => {
    const salt = Buffer.from('W22ZaJ0SNY7soEsUEjb6gQ==', 'base64');
    const verifier = await makeVerifier('pencil', salt);
    expect(formatVerifier(verifier)).to.equal(
      'SCRAM-SHA-256$4096:W22ZaJ0SNY7soEsUEjb6gQ==$WG5d8oPm3OtcPnkdi4Uo7BkeZkBFzpcXkuLmtbsT4qY=:wfPLwcE6nTWhTAmQ7tl2KeoiWGPlZqQxSrmfPwDl2dU=',
    );
    expect(parseVerifier(formatVerifier(verifier))).to.deep.equal(verifier);
  });

  it('lets a client with the password of a stored verifier in and proves itself', async () => {
    const client = new ScramClient('pencil', 'rOprNGfwEbeRWgbNEkqO');
    const step = await login(scramSha256(store({ joe: RFC_VERIFIER })).begin('joe', null), client);
    expect(step.kind).to.equal('accept');
    if (step.kind === 'accept') {
      expect(Buffer.from(step.saslFinal ?? []).toString()).to.equal(client.expectedServerFinal());
    }
  });

  it('serves a plain password of the userlist', async () => {
    const method = scramSha256(store({ joe: 'sesame' }));
    expect((await login(method.begin('joe', null), new ScramClient('sesame', 'abc'))).kind).to.equal(
      'accept',
    );
    const error = await failure(login(method.begin('joe', null), new ScramClient('sesam', 'abc')));
    expect(error).to.include({ sqlstate: '28P01', message: 'password authentication failed for user "joe"' });
  });

  it('cannot be used to tell unknown users from known ones', async () => {
    const method = scramSha256(store({ joe: 'sesame', old: `md5${'0'.repeat(32)}` }));
    const salts = new Map<string, Set<string>>();
    for (const user of ['joe', 'nobody', 'old', 'joe', 'nobody', 'old']) {
      const exchange = method.begin(user, null);
      exchange.start();
      const data = Buffer.from(new ScramClient('x', 'abc').first());
      const first = serverFirst(
        await exchange.answer({ type: 'sasl-initial', mechanism: 'SCRAM-SHA-256', data }),
      );
      const [, salt = '', iterations = ''] = /s=([^,]+),i=(\d+)$/.exec(first) ?? [];
      expect(iterations).to.equal('4096');
      expect(Buffer.from(salt, 'base64')).to.have.length(16);
      salts.set(user, (salts.get(user) ?? new Set()).add(salt));
    }
    for (const [user, seen] of salts) expect(seen.size, user).to.equal(1);
    for (const user of ['joe', 'nobody', 'old']) {
      const error = await failure(login(method.begin(user, null), new ScramClient('x', 'abc')));
      expect(error.message).to.equal(`password authentication failed for user "${user}"`);
    }
  });

  const MALFORMED: readonly (readonly [string, string])[] = [
    ['an empty message', ''],
    ['no nonce', 'n,,n=joe'],
    ['channel binding without PLUS', 'p=tls-server-end-point,,n=,r=abc'],
    ['an authorization identity', 'n,a=root,n=,r=abc'],
    ['a mandatory extension', 'n,,m=x,n=,r=abc'],
    ['a comma in the nonce', 'n,,n=,r='],
    ['10 kB of nothing', 'x'.repeat(10_000)],
  ];
  for (const [name, text] of MALFORMED) {
    it(`refuses ${name}`, async () => {
      const exchange = scramSha256(store({})).begin('joe', null);
      exchange.start();
      const error = await failure(
        exchange.answer({ type: 'sasl-initial', mechanism: 'SCRAM-SHA-256', data: Buffer.from(text) }),
      );
      expect(error.sqlstate).to.be.oneOf(['08P01', '0A000']);
    });
  }

  it('refuses a nonce that is not the one it gave, and another mechanism', async () => {
    const exchange = scramSha256(store({ joe: 'x' })).begin('joe', null);
    exchange.start();
    const client = new ScramClient('x', 'abc');
    const first = await exchange.answer({
      type: 'sasl-initial',
      mechanism: 'SCRAM-SHA-256',
      data: Buffer.from(client.first()),
    });
    const forged = client.final(serverFirst(first)).replace('r=abc', 'r=abd');
    expect((await failure(exchange.answer({ type: 'sasl', data: Buffer.from(forged) }))).sqlstate).to.equal(
      '08P01',
    );
    const other = scramSha256(store({})).begin('joe', null);
    const wrong = other.answer({ type: 'sasl-initial', mechanism: 'PLAIN', data: Buffer.from('x') });
    expect((await failure(wrong)).sqlstate).to.equal('08P01');
  });
});
