import { expect } from 'chai';
import { createHash } from 'node:crypto';
import { md5Password } from '../../../src/auth/md5.ts';
import type { AuthMethod, Step } from '../../../src/auth/method.ts';
import { cleartextPassword } from '../../../src/auth/password.ts';
import { md5Secret } from '../../../src/auth/secret.ts';
import { formatVerifier, makeVerifier } from '../../../src/auth/scram-verifier.ts';
import { readUserlist, UserlistError } from '../../../src/auth/userlist.ts';

const md5 = (text: string | Buffer, salt: Uint8Array = Buffer.alloc(0)): string =>
  createHash('md5').update(text).update(salt).digest('hex');

async function userlist(): Promise<string> {
  const verifier = formatVerifier(await makeVerifier('third'));
  return `; comment\n"plain" "first"\n"hashed" "${md5Secret('hashed', 'second')}"\n\n"verified" "${verifier}"\n"q""uote" "pass""word"\n`;
}

async function outcome(method: AuthMethod, user: string, password: (step: Step) => string): Promise<string> {
  const exchange = method.begin(user, null);
  const start = exchange.start();
  try {
    return (await exchange.answer({ type: 'password', password: password(start) })).kind;
  } catch (error) {
    return `${(error as { sqlstate: string }).sqlstate} ${(error as Error).message}`;
  }
}

describe('userlist', () => {
  it('reads names, quotes and all three kinds of secret', async () => {
    const secrets = readUserlist(await userlist());
    expect(secrets.find('plain')).to.deep.equal({ kind: 'plain', password: 'first' });
    expect(secrets.find('hashed')?.kind).to.equal('md5');
    expect(secrets.find('verified')?.kind).to.equal('scram');
    expect(secrets.find('q"uote')).to.deep.equal({ kind: 'plain', password: 'pass"word' });
    expect(secrets.find('nobody')).to.equal(undefined);
  });

  it('names the line that is wrong and not what stands there', () => {
    expect(() => readUserlist('"a" "b"\njoe secret\n'))
      .to.throw(UserlistError, 'line 2')
      .and.not.to.match(/secret/);
  });
});

describe('cleartext password', () => {
  const right = { plain: 'first', hashed: 'second', verified: 'third' };
  for (const [user, password] of Object.entries(right)) {
    it(`lets ${user} in with the right password only`, async () => {
      const method = cleartextPassword(readUserlist(await userlist()));
      expect(await outcome(method, user, () => password)).to.equal('accept');
      for (const wrong of [`${password}x`, '', password.toUpperCase()]) {
        expect(await outcome(method, user, () => wrong)).to.equal(
          `28P01 password authentication failed for user "${user}"`,
        );
      }
    });
  }

  it('answers an unknown user like a wrong password', async () => {
    const method = cleartextPassword(readUserlist(await userlist()));
    expect(await outcome(method, 'nobody', () => 'first')).to.equal(
      '28P01 password authentication failed for user "nobody"',
    );
    expect(await outcome(method, 'nobody', () => '')).to.match(/^28P01/);
  });
});

describe('md5 password', () => {
  const hashed =
    (user: string, password: string) =>
    (step: Step): string => {
      if (step.kind !== 'challenge' || step.challenge.ask !== 'md5-password') throw new Error('no salt');
      return `md5${md5(md5(password + user), step.challenge.salt)}`;
    };

  it('serves plain and md5 secrets', async () => {
    const method = md5Password(readUserlist(await userlist()));
    expect(await outcome(method, 'plain', hashed('plain', 'first'))).to.equal('accept');
    expect(await outcome(method, 'hashed', hashed('hashed', 'second'))).to.equal('accept');
  });

  it('refuses wrong passwords, unknown users and SCRAM verifiers alike', async () => {
    const method = md5Password(readUserlist(await userlist()));
    for (const [user, password] of [
      ['plain', 'second'],
      ['nobody', ''],
      ['verified', 'third'],
      ['verified', ''],
    ] as const) {
      expect(await outcome(method, user, hashed(user, password))).to.equal(
        `28P01 password authentication failed for user "${user}"`,
      );
    }
  });
});
