import { expect } from 'chai';
import { authMethod } from '../../../src/auth/index.ts';
import type { AuthMethodName } from '../../../src/auth/index.ts';
import type { Challenge } from '../../../src/auth/method.ts';
import { readSecret } from '../../../src/auth/secret.ts';
import { decodeFrontend } from '../../../src/protocol/index.ts';
import type { BackendMessage } from '../../../src/protocol/index.ts';
import { sameName } from '../../../src/auth/user-map.ts';
import { ClientLogin } from '../../support/wire-login.ts';

const secrets = { find: (user: string) => (user === 'ann' ? readSecret('pass') : undefined) };

function asMessage(challenge: Challenge): BackendMessage {
  switch (challenge.ask) {
    case 'cleartext-password':
      return { type: 'AuthenticationCleartextPassword' };
    case 'md5-password':
      return { type: 'AuthenticationMD5Password', salt: challenge.salt };
    case 'sasl':
      return { type: 'AuthenticationSASL', mechanisms: challenge.mechanisms };
    case 'sasl-continue':
      return { type: 'AuthenticationSASLContinue', data: challenge.data };
  }
}

const noLogin = (): Promise<void> => Promise.reject(new Error('nobody logs in to a backend'));

async function logIn(name: AuthMethodName, password: string): Promise<string> {
  const sources = { secrets, permits: sameName, oauth: null, login: noLogin, irisWithoutTls: false };
  const exchange = authMethod(name, sources).begin('ann', null);
  const client = new ClientLogin('ann', password);
  let step = exchange.start();
  while (step.kind === 'challenge') {
    const { challenge } = step;
    const bytes = client.answer(asMessage(challenge));
    if (!bytes) throw new Error('the client had no answer');
    const body = bytes.subarray(5);
    if (challenge.ask === 'sasl') {
      const message = decodeFrontend('p'.charCodeAt(0), body, 'sasl-initial');
      step = await exchange.answer({
        type: 'sasl-initial',
        mechanism: message.mechanism,
        data: message.data,
      });
    } else if (challenge.ask === 'sasl-continue') {
      step = await exchange.answer({ type: 'sasl', data: body });
    } else {
      step = await exchange.answer({ type: 'password', password: body.subarray(0, -1).toString() });
    }
  }
  if (step.kind === 'refuse') throw step.error;
  if (step.saslFinal) client.answer({ type: 'AuthenticationSASLFinal', data: step.saslFinal });
  return 'in';
}

describe("login of the specs' own client", () => {
  for (const name of ['password', 'md5', 'scram-sha-256'] as const) {
    it(`logs in by ${name}`, async () => {
      expect(await logIn(name, 'pass')).to.equal('in');
    });

    it(`fails by ${name} with a wrong password`, async () => {
      const outcome = await logIn(name, 'wrong').catch((error: unknown) => String(error));
      expect(outcome).to.contain('password authentication failed for user "ann"');
    });
  }

  it('does not accept a server that cannot sign', () => {
    const client = new ClientLogin('ann', 'pass');
    client.answer({ type: 'AuthenticationSASL', mechanisms: ['SCRAM-SHA-256'] });
    expect(() => client.answer({ type: 'AuthenticationSASLFinal', data: Buffer.from('v=AAAA') })).to.throw(
      'failed to prove itself',
    );
  });
});
