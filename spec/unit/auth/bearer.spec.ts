import { expect } from 'chai';
import { bearerToken, readBearerMessage } from '../../../src/auth/oauth/bearer-message.ts';
import { oauthBearer } from '../../../src/auth/oauth/bearer.ts';
import { readUserMaps, sameName, UserMapError } from '../../../src/auth/user-map.ts';
import { GatewayError } from '../../../src/errors/gateway-error.ts';

describe('messages of OAUTHBEARER', () => {
  const SEP = '\u0001';
  const CASES: readonly [message: string, read: string][] = [
    [`n,,${SEP}auth=Bearer abc${SEP}${SEP}`, 'Bearer abc'],
    [`y,,${SEP}host=h${SEP}port=5432${SEP}auth=bearer x${SEP}${SEP}`, 'bearer x'],
    [`n,,${SEP}auth=${SEP}${SEP}`, ''],
    ['', 'The message is empty.'],
    [`n,,${SEP}auth=Bearer a\0${SEP}${SEP}`, 'Message length does not match input length.'],
    ['x', `Unexpected channel-binding flag "'x'".`],
    ['n', 'Comma expected, but found character "0x00".'],
    [`n,b=1,${SEP}`, `Unexpected attribute "'b'" in client-first-message.`],
    ['n,,auth', `Key-value separator expected, but found character "'a'".`],
    [`n,,${SEP}auth=Bearer abc`, 'Message contains an unterminated key/value pair.'],
    [`n,,${SEP}auth=Bearer abc${SEP}`, 'Message did not contain a final terminator.'],
    [`n,,${SEP}`, 'Message did not contain a final terminator.'],
    [`n,,${SEP}${SEP}`, 'Message does not contain an auth value.'],
    [`n,,${SEP}auth${SEP}${SEP}`, 'Message contains a key without a value.'],
    [`n,,${SEP}=a${SEP}${SEP}`, 'Message contains an empty key name.'],
    [`n,,${SEP}a-b=a${SEP}${SEP}`, 'Message contains an invalid key name.'],
    [`n,,${SEP}auth=\u0002${SEP}${SEP}`, 'Message contains an invalid value.'],
    [`n,,${SEP}auth=a${SEP}auth=b${SEP}${SEP}`, 'Message contains multiple auth values.'],
    [`n,,${SEP}auth=a${SEP}${SEP}x`, 'Message contains additional data after the final terminator.'],
  ];
  for (const [message, read] of CASES) {
    it(`${JSON.stringify(message)}: ${JSON.stringify(read)}`, () => {
      try {
        expect(readBearerMessage(Buffer.from(message)).auth).to.equal(read);
      } catch (error) {
        if (!(error instanceof GatewayError)) throw error;
        expect([error.sqlstate, error.fields.detail]).to.deep.equal(['08P01', read]);
      }
    });
  }

  it('finds tokens by RFC 6750, the scheme without case', () => {
    expect(bearerToken('bEARER  a.b-_~+/==')).to.equal('a.b-_~+/==');
    for (const auth of ['Basic a', 'Bearer', 'Bearer ', 'Bearer a b', 'Bearer =', 'Bearera']) {
      expect(bearerToken(auth), auth).to.equal(null);
    }
  });

  it('asks for the token once, and ends discovery without that an attempt has failed', async () => {
    const method = oauthBearer({
      check: () => expect.fail('there is no token'),
      discovery: { issuer: 'https://i/.well-known/x', scope: '' },
      permits: sameName,
      allowUnencrypted: true,
    });
    const exchange = method.begin('ann', null);
    const first = Buffer.from(`n,,${SEP}auth=${SEP}${SEP}`);
    const step = await exchange.answer({ type: 'sasl-initial', mechanism: 'OAUTHBEARER', data: first });
    const document =
      step.kind === 'challenge' && step.challenge.ask === 'sasl-continue' && step.challenge.data;
    expect(JSON.parse(Buffer.from(document || '').toString())).to.have.property(
      'openid-configuration',
      'https://i/.well-known/x',
    );
    expect(await exchange.answer({ type: 'sasl', data: Buffer.of(1) })).to.have.property('kind', 'refuse');
    const again = method.begin('ann', null);
    await again.answer({ type: 'sasl-initial', mechanism: 'OAUTHBEARER', data: first });
    const wrong = await again.answer({ type: 'sasl', data: first }).catch((error: unknown) => error);
    expect(wrong).to.be.instanceOf(GatewayError).with.property('sqlstate', '08P01');
  });
});

describe('user maps', () => {
  const maps = readUserMaps(
    '# MAP SYSTEM USER\ncorp /^(.*)@corp\\.test$ \\1\ncorp "/x" ann\nany root all\n\ncorp robot "all"',
  );
  const PERMITTED: readonly [map: string, identity: string, user: string, permitted: boolean][] = [
    ['corp', 'ann@corp.test', 'ann', true],
    ['corp', 'ann@corp.test', 'bob', false],
    ['corp', '$&@corp.test', '$&', true],
    ['corp', 'ann@corpXtest', 'ann', false],
    ['corp', '/x', 'ann', true],
    ['corp', 'robot', 'all', true],
    ['corp', 'robot', 'ann', false],
    ['any', 'root', 'ann', true],
    ['any', 'Root', 'ann', false],
  ];
  for (const [map, identity, user, permitted] of PERMITTED) {
    it(`${map}: ${identity} ${permitted ? 'may' : 'may not'} be ${user}`, () => {
      expect(maps.get(map)?.(identity, user)).to.equal(permitted);
    });
  }

  for (const line of ['corp ann', 'corp a b c', 'corp /( ann', 'corp a +role', 'corp a,b c', 'corp a /b']) {
    it(`does not take ${line}`, () =>
      expect(() => readUserMaps(`\n${line}`)).to.throw(UserMapError, 'line 2'));
  }
});
