import { expect } from 'chai';
import { AttemptLimit } from '../../../src/auth/access/attempt-limit.ts';
import { Admission } from '../../../src/auth/access/admission.ts';
import { readRules, RulesError } from '../../../src/auth/access/read-rules.ts';
import type { Candidate } from '../../../src/auth/access/rule.ts';
import type { AuthMethod } from '../../../src/auth/method.ts';
import { GatewayError } from '../../../src/errors/gateway-error.ts';
import type { Encryption } from '../../../src/session/encryption.ts';

const TLS: Encryption = {
  protocol: 'TLSv1.3',
  cipher: '',
  bits: 256,
  serverEndPoint: new Uint8Array(),
  certificate: null,
};

const BASE: Candidate = { user: 'ann', database: 'USER', address: '10.1.2.3', encryption: null };

/** The method that the rules choose, or the error's first words. */
function chosen(rules: string, candidate: Partial<Candidate> = {}): string {
  let begun = '';
  const method = (name: string): AuthMethod => ({
    name,
    begin: () => {
      begun = name;
      return { start: () => expect.fail('nobody starts'), answer: () => expect.fail('nobody answers') };
    },
  });
  const admission = new Admission(readRules(rules), method, new AttemptLimit(0));
  try {
    admission.begin({ ...BASE, ...candidate });
    return begun;
  } catch (error) {
    if (!(error instanceof GatewayError)) throw error;
    return `${error.sqlstate} ${error.message}`;
  }
}

describe('access rules', () => {
  it('takes the first line that matches, not a later one', () => {
    const rules = 'host all ann 10.1.0.0/16 md5\nhost all all all trust\n';
    expect(chosen(rules)).to.equal('md5');
    expect(chosen(rules, { user: 'bob' })).to.equal('trust');
    expect(chosen(rules, { address: '10.2.0.1' })).to.equal('trust');
  });

  it('refuses who matches none, or a rejecting one', () => {
    expect(chosen('')).to.equal(
      '28000 no pg_hba.conf entry for host "10.1.2.3", user "ann", database "USER", no encryption',
    );
    expect(chosen('host all all all reject', { encryption: TLS })).to.equal(
      '28000 pg_hba.conf rejects connection for host "10.1.2.3", user "ann", database "USER", SSL encryption',
    );
  });

  const MATCHES: readonly [rule: string, candidate: Partial<Candidate>, matches: boolean][] = [
    ['hostssl all all all', {}, false],
    ['hostssl all all all', { encryption: TLS }, true],
    ['hostnossl all all all', { encryption: TLS }, false],
    ['hostnogssenc all all all', {}, true],
    ['host "all" all all', {}, false],
    ['host "all" all all', { database: 'ALL' }, true],
    ['host sameuser all all', { user: 'User' }, true],
    ['host sameuser all all', {}, false],
    ['host user,samples all all', {}, true],
    ['host samples, user all all', {}, true],
    ['host all "Ann",bob all', {}, false],
    ['host all "an""n" all', { user: 'an"n' }, true],
    ['host all all 10.1.2.3/32', {}, true],
    ['host all all 10.1.2.0/24 # office', {}, true],
    ['host all all 10.1.3.0/24', {}, false],
    ['host all all 10.1.0.0 255.255.0.0', {}, true],
    ['host all all ::1/128', {}, false],
    ['host all all ::1/128', { address: '::1' }, true],
    ['host all all fe80:: ffc0::', { address: 'fe80::5' }, true],
    ['host all all fe80:: ffc0::', { address: 'fd80::5' }, false],
    ['host all all 0.0.0.0/0', { address: null }, false],
    ['local all all all', {}, false],
  ];
  for (const [rule, candidate, matches] of MATCHES) {
    it(`${rule}: ${matches ? 'matches' : 'does not match'} ${JSON.stringify(candidate)}`, () => {
      const [before, comment] = rule.split(' #');
      const line = `${before} scram-sha-256${comment ? ` #${comment}` : ''}`;
      expect(chosen(line, candidate).startsWith('28000')).to.equal(!matches);
    });
  }

  const WRONG: readonly [line: string, message: string][] = [
    ['hosts all all all trust', 'line 1: invalid connection type "hosts"'],
    ['\nhost all all', 'line 2: end-of-line before the method'],
    ['host all all all', 'line 1: end-of-line before the method'],
    ['host all all all ldap', 'line 1: authentication method "ldap" is not supported'],
    ['host all +group all md5', 'line 1: "+group" is not supported: name users and databases one by one'],
    ['host all all example.org md5', 'line 1: address "example.org" is no IP address and no "all"'],
    ['host all all 10.0.0.0/33 md5', 'line 1: invalid CIDR mask in address "10.0.0.0/33"'],
    ['host all all 10.0.0.0 md5', 'line 1: invalid CIDR mask in address "10.0.0.0"'],
    ['host all all 10.0.0.0 255.0.255.0 md5', 'line 1: invalid IP mask "255.0.255.0"'],
    ['host all all all cert', 'line 1: cert authentication is only supported on hostssl connections'],
    [
      'host all all all md5 clientcert=verify-ca',
      'line 1: clientcert can only be configured for "hostssl" rows',
    ],
    [
      'hostssl all all all md5 map=x',
      'line 1: authentication option "map" is only valid for cert, oauth, jwt',
    ],
    ['hostssl all all all oauth issuer=x', 'line 1: option "issuer=x" is not supported'],
  ];
  for (const [line, message] of WRONG) {
    it(`does not pass over ${JSON.stringify(line)}`, () => {
      expect(() => readRules(line)).to.throw(RulesError, message);
    });
  }

  it('asks for a certificate beside the method', () => {
    const rules = 'hostssl all all all trust clientcert=verify-full';
    const certificate = { subject: '/CN=ann', commonName: 'ann', issuer: '/CN=ca', serial: '01' };
    expect(chosen(rules, { encryption: TLS })).to.equal(
      '28000 connection requires a valid client certificate',
    );
    expect(chosen(rules, { encryption: { ...TLS, certificate } })).to.equal('trust');
    expect(chosen(rules, { user: 'bob', encryption: { ...TLS, certificate } })).to.equal(
      '28000 certificate authentication failed for user "bob"',
    );
  });
});
