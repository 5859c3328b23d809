import { expect } from 'chai';
import { AttemptLimit } from '../../../src/auth/access/attempt-limit.ts';
import { Admission, ruleForAll } from '../../../src/auth/access/admission.ts';
import { cleartextPassword } from '../../../src/auth/password.ts';
import { readSecret } from '../../../src/auth/secret.ts';

describe('the limit of failed logins', () => {
  let now = 0;
  let admission: Admission;

  beforeEach(() => {
    now = 1000;
    const method = cleartextPassword({ find: () => readSecret('sesame') });
    admission = new Admission([ruleForAll('password', false)], () => method, new AttemptLimit(3, () => now));
  });

  /** How a login with that password ends. */
  async function login(address: string, password: string): Promise<string> {
    try {
      const exchange = admission.begin({ user: 'joe', database: 'USER', address, encryption: null });
      exchange.start();
      return (await exchange.answer({ type: 'password', password })).kind;
    } catch (error) {
      return (error as Error).message;
    }
  }

  const FAILED = 'password authentication failed for user "joe"';
  const REFUSED = 'too many failed authentication attempts from this address';

  it('refuses an address that has failed too often, with the right password too, and others not', async () => {
    for (let i = 0; i < 3; i += 1) expect(await login('10.0.0.1', 'x')).to.equal(FAILED);
    expect(await login('10.0.0.1', 'sesame')).to.equal(REFUSED);
    expect(await login('10.0.0.2', 'sesame')).to.equal('accept');
  });

  it('is over after a minute', async () => {
    for (let i = 0; i < 3; i += 1) await login('10.0.0.1', 'x');
    now += 59_999;
    expect(await login('10.0.0.1', 'sesame')).to.equal(REFUSED);
    now += 1;
    expect(await login('10.0.0.1', 'sesame')).to.equal('accept');
  });

  it('does not count who gets in', async () => {
    for (let i = 0; i < 10; i += 1) expect(await login('10.0.0.1', 'sesame')).to.equal('accept');
  });

  it('spares this machine', async () => {
    for (let i = 0; i < 5; i += 1) expect(await login('127.0.0.1', 'x')).to.equal(FAILED);
    expect(await login('127.0.0.1', 'sesame')).to.equal('accept');
  });

  it('remembers a bounded number of addresses', async () => {
    for (let i = 0; i < 3; i += 1) await login('10.0.0.1', 'x');
    for (let i = 0; i < 10_000; i += 1) await login(`10.1.${i >> 8}.${i & 255}`, 'x');
    expect(await login('10.0.0.1', 'sesame')).to.equal('accept');
  });
});
